"""Which products an index is over: groups of the catalogue, and the user's own with weights of their own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.arrays import Floats, Ints
from desk_app.domain.product.product import Product


@dataclass(frozen=True, slots=True)
class Group:
    """An index over the products that carry one of `tags`, or that are listed; neither: over all.

    `weights` by product (any scale) replace traded value where the user fixes them. `part_of_whole`: its products are
    also counted in other groups, so that it is an "of which" (其中), never a part that adds up.
    """

    code: str
    zh: str = ""
    en: str = ""
    tags: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    part_of_whole: bool = False

    def members(self, known: Mapping[str, Product], keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the product `keys` that belong to it, in their order."""
        if self.products:
            return tuple(key for key in keys if key in self.products)
        if not self.tags:
            return tuple(keys)
        return tuple(key for key in keys if key in known and known[key].groups & self.tags)


COMPOSITE_CODE = "composite"
GROUPS: tuple[Group, ...] = (
    Group(COMPOSITE_CODE),
    Group("light", tags=frozenset({"light"})),
    Group("medium_heavy", tags=frozenset({"medium_heavy"})),
    Group("magnets", tags=frozenset({"magnet"}), part_of_whole=True),
    Group("oxides", tags=frozenset({"oxide"}), part_of_whole=True),
    Group("metals", tags=frozenset({"metal", "alloy"}), part_of_whole=True),
)
"""综合, 轻稀土, 中重稀土, 磁性材料, 氧化物, 金属 (with alloys)."""


_NO_COLUMNS = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Basket:
    """A group over the products of a table: which `columns` it takes, and the user's fixed weights (or None).

    `former`: columns of products that are no members any more, but have a part in a published value: nothing of them
    counts, and what they have added to the index stays theirs.
    """

    code: str
    columns: Ints
    weights: Floats | None
    former: Ints = field(default_factory=lambda: _NO_COLUMNS)

    @property
    def wide(self) -> Ints:
        """Members and former members, in the order of the table."""
        return np.sort(np.concatenate([self.columns, self.former]))

    def spread(self, table: Floats, empty: float) -> Floats:
        """A table over the members as one over `wide`."""
        wide = np.full((*table.shape[:-1], len(self.columns) + len(self.former)), empty)
        wide[..., np.searchsorted(self.wide, self.columns)] = table
        return wide


def basket_of(
    group: Group, known: Mapping[str, Product], products: tuple[str, ...], published: Collection[str] = ()
) -> Basket:
    """The group's columns in a table over `products`; `published` are those with a part in a published value of it."""
    members = group.members(known, products)
    columns = np.array([products.index(key) for key in members], np.int64)
    weights = np.array([group.weights.get(key, 0.0) for key in members], np.float64) if group.weights else None
    former = [at for at, key in enumerate(products) if key in published and key not in members]
    return Basket(group.code, columns, weights, np.array(former, np.int64))


def checked(group: Group, known: Mapping[str, Product]) -> Group:
    """The group, if an index can be made of it; `Refused` says what is wrong with a user's."""
    taken = {one.code for one in GROUPS} | set(known)
    if group.code in taken or not group.code.replace("_", "").isalnum() or not group.code.isascii():
        raise refuse("group_code", "group", code=group.code)
    if unknown := [key for key in (*group.products, *group.weights) if key not in known]:
        raise refuse("group_product", "group", code=group.code, product=unknown[0])
    if not group.products and not group.tags:
        raise refuse("group_empty", "group", code=group.code)
    if any(not np.isfinite(weight) or weight < 0 for weight in group.weights.values()):
        raise refuse("group_weight", "group", code=group.code)
    if group.weights and sum(group.weights.values()) == 0:
        raise refuse("group_weightless", "group", code=group.code)
    return group
