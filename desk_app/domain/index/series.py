"""Which series there are, as data: a price a product, and the composite over all of them.

All are in-house reference curves (企业内部参考曲线), never an exchange's official index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.base.tax import Tax


class Kind(StrEnum):
    """Yuan per tonne, or points of an index."""

    PRICE = "price"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Series:
    """One series; `product` is empty for an index over several."""

    code: str
    kind: Kind
    product: str = ""
    tax: Tax = Tax.EXCL

    @property
    def unit(self) -> str:
        return "yuan/t" if self.kind is Kind.PRICE else "points"


COMPOSITE = Series("composite", Kind.INDEX)


def price_series(product: str) -> Series:
    """The price of a product: its code is the product's key."""
    return Series(product, Kind.PRICE, product)


def series_of(products: Iterable[str]) -> tuple[Series, ...]:
    """The composite first, then the products in their order; empty if there are none."""
    prices = tuple(price_series(product) for product in products)
    return (COMPOSITE, *prices) if prices else ()
