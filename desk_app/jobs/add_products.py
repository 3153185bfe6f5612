"""Lay the user's own products and aliases over the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk_app.domain.product.catalogue import catalogue_from
from desk_app.jobs.load_products import own_entries
from desk_app.jobs.open_desk import Desk
from desk_app.store.products import overlay_entries, save_entries


def add_products(desk: Desk, entries: Sequence[Mapping[str, Any]]) -> None:
    """Keep the entries; `Refused` when any of them does not make a product, and then none is kept."""
    catalogue_from(own_entries(), [*overlay_entries(desk.database), *entries])
    save_entries(desk.database, entries)
