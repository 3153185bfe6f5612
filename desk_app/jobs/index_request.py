"""What the desk's indices are asked for: its groups, its rules, what it has published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk_app.domain.base.period import Every
from desk_app.domain.index.group import GROUPS, Group
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.rules import Rules
from desk_app.domain.product.product import Product
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.store import index_settings, published

if TYPE_CHECKING:
    from desk_app.domain.index.series_values import Known, Request


@dataclass(frozen=True, slots=True)
class Asked:
    """`mark` changes with anything that makes the values come out otherwise for the same trades."""

    groups: tuple[Group, ...]
    products: dict[str, Product]
    rules: Rules
    published: int
    """How many values have gone out."""
    method: Method = METHOD

    @property
    def mark(self) -> str:
        members = {group.code: group.members(self.products, sorted(self.products)) for group in self.groups}
        weights = {group.code: sorted(group.weights.items()) for group in self.groups}
        classes = [class_of(self.products.get(key)) for key in self.products]
        said = repr((self.method, members, weights, classes, self.published))
        return hashlib.sha256(said.encode()).hexdigest()


def asked(desk: Desk) -> Asked:
    """As the desk stands."""
    connection = desk.database.conn
    own = tuple(group_from(entry) for entry in index_settings.group_entries(connection))
    products = {product.key: product for product in load_products(desk).all()}
    return Asked((*GROUPS, *own), products, rules_from(index_settings.rules(connection)), published.count(connection))


def group_from(entry: Mapping[str, Any]) -> Group:
    """A user's group out of its entry."""
    weights = entry.get("weights") or {}
    return Group(
        str(entry["code"]),
        str(entry.get("zh", entry["code"])),
        str(entry.get("en", entry["code"])),
        frozenset(entry.get("tags") or ()),
        tuple(entry.get("products") or ()),
        {str(key): float(weight) for key, weight in weights.items()},
        part_of_whole=True,
    )


def rules_from(entry: Mapping[str, Any]) -> Rules:
    """Rules out of their entry."""
    return Rules(
        {str(key): float(mass) for key, mass in (entry.get("least_mass") or {}).items()},
        {str(key): float(one) for key, one in (entry.get("reference_purity") or {}).items()},
        frozenset(entry.get("house") or ()),
        frozenset(entry.get("platforms") or ()),
        {str(key): float(one) for key, one in (entry.get("source_factor") or {}).items()},
        float(entry.get("party_cap") or 0.0),
    )


_CLASSES = ("light", "medium_heavy")


def class_of(product: Product | None) -> int:
    """With which class a silent product moves in the daily flash: light, medium-heavy, or all others."""
    groups = product.groups if product else frozenset[str]()
    return next((place for place, name in enumerate(_CLASSES) if name in groups), len(_CLASSES))


def request_for(wanted: Asked, products: tuple[str, ...], known: "Known") -> "Request":
    """The engine's request over a table of these products."""
    import numpy as np

    from desk_app.domain.index.group import basket_of
    from desk_app.domain.index.series_values import Request

    parts: dict[str, set[str]] = {}
    for (code, _), values in known.items():
        parts.setdefault(code, set()).update(*(one.parts for one in values.values()))
    baskets = [
        basket_of(group, wanted.products, products, parts.get(group.code, frozenset())) for group in wanted.groups
    ]
    classes = np.array([class_of(wanted.products.get(key)) for key in products], np.int64)
    return Request([basket for basket in baskets if len(basket.wide)], classes, known, wanted.method)


def known_values(desk: Desk, before: str | None = None) -> "Known":
    """What is published, as the engine takes it."""
    from desk_app.domain.index.series_values import Published
    from desk_app.store.published import newest

    known: dict[tuple[str, Every], dict[str, Published]] = {}
    for row in newest(desk.database.conn, before):
        known.setdefault((row.code, Every(row.every)), {})[row.period] = Published(row.value, row.parts, row.grade)
    return known
