"""The desk's catalogue: the program's own products with the user's laid over them."""

import tomllib
from functools import cache
from typing import Any

from desk_app.assets import resource_text
from desk_app.domain.product.catalogue import Catalogue, catalogue_from
from desk_app.jobs.open_desk import Desk
from desk_app.store.products import overlay_entries


@cache
def own_entries() -> tuple[dict[str, Any], ...]:
    """The entries that come with the program."""
    return tuple(tomllib.loads(resource_text("catalogue", "products.toml"))["product"])


def load_products(desk: Desk) -> Catalogue:
    """Every product this desk knows."""
    return catalogue_from(own_entries(), overlay_entries(desk.database))
