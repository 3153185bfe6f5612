"""Which series there are, as data: a price a product, and indices over groups of products.

All are in-house reference curves (企业内部参考曲线), never an exchange's official index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.base.tax import Tax
from desk_app.domain.index.group import COMPOSITE_CODE


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


COMPOSITE = Series(COMPOSITE_CODE, Kind.INDEX)


def price_series(product: str) -> Series:
    """The price of a product: its code is the product's key."""
    return Series(product, Kind.PRICE, product)


def index_series(group: str) -> Series:
    """The index over a group: its code is the group's."""
    return Series(group, Kind.INDEX)


def series_of(groups: Iterable[str], products: Iterable[str]) -> tuple[Series, ...]:
    """The indices first, then the products, in their order."""
    return (*(index_series(group) for group in groups), *(price_series(product) for product in products))
