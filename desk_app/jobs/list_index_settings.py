"""What the desk has set for its indices, and by whom: to be looked at, and changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.domain.product.product import GROUPS, Product
from desk_app.jobs.list_sources import list_sources
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.store import index_settings


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """`rules` and `groups` as entries (see `set_index`); `said` is when (UTC) and by whom the rules were set, or None.

    `tags` are those of the catalogue, `sources` the names of those whose files the desk has taken.
    """

    rules: Mapping[str, Any]
    said: tuple[str, str] | None
    groups: tuple[Mapping[str, Any], ...]
    products: tuple[Product, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]


def list_index_settings(desk: Desk) -> IndexSettings:
    """As they stand."""
    connection = desk.database.conn
    log = index_settings.rules_log(connection)
    return IndexSettings(
        index_settings.rules(connection),
        log[-1][:2] if log else None,
        tuple(index_settings.group_entries(connection)),
        tuple(load_products(desk).all()),
        tuple(sorted(GROUPS)),
        list_sources(desk),
    )
