"""All products by key and by every name they go under."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from desk_app.domain.product.product import Product, product_from

_TAG = re.compile(r"^\*[^*]*\*")  # the class tag of an e-invoice: *稀土产品*氧化镧
_NOISE = re.compile(r"[\s\-–—_·.,()\[\]【】《》'\"]+")


def fold(name: str) -> str:
    """A name without what doesn't tell products apart: case, width, blanks, hyphens, brackets, class tag."""
    narrow = unicodedata.normalize("NFKC", name).strip()
    return _NOISE.sub("", _TAG.sub("", narrow)).casefold()


class Catalogue:
    """Finds a product by any of its names; a name belongs to the product that claimed it last (the user's)."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._by_key = {product.key: product for product in products}
        self._by_name: dict[str, Product] = {}
        for product in self._by_key.values():
            for name in (product.key, product.zh, product.en, *product.aliases):
                self._by_name[fold(name)] = product

    def find(self, text: str) -> Product | None:
        """The product this text names, or None; never a guess."""
        return self._by_name.get(fold(text))

    def get(self, key: str) -> Product | None:
        """The product of this key."""
        return self._by_key.get(key)

    def all(self) -> tuple[Product, ...]:
        """Every product, in catalogue order."""
        return tuple(self._by_key.values())


def catalogue_from(own: Iterable[Mapping[str, Any]], overlay: Iterable[Mapping[str, Any]]) -> Catalogue:
    """The program's own entries with the user's laid over: fields replace, aliases add up, new keys follow."""
    entries = {str(entry["key"]): dict(entry) for entry in own}
    for entry in overlay:
        key = str(entry.get("key", ""))
        entries[key] = _overlaid(entries.get(key, {}), entry)
    return Catalogue(product_from(entry) for entry in entries.values())


def _overlaid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    aliases = [*under.get("aliases", ()), *over.get("aliases", ())]
    return {**under, **over, "aliases": aliases}
