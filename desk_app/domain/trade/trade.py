"""A trade: who it is, what it says, in the file's own words and in yuan per tonne."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.rounding import WIDE, rounded
from desk_app.domain.base.tax import Tax, with_vat, without_vat
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.dry import per_dry
from desk_app.domain.trade.price_unit import unit_named

PRICE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade as its file states it, normalised beside it.

    `quantity_t` is exact tonnes, dry ones where a wet mass and its moisture were stated; the two prices are yuan per
    tonne to 4 decimals (half up); the stated price stays as it was, in its own currency.
    """

    source_row: int
    trade_date: date
    product: str
    grade: str
    quantity_t: Decimal
    price_stated: Decimal
    unit_stated: str
    tax: Tax
    vat_percent: Decimal
    ref: str
    buyer: str
    seller: str
    reverses: str = ""
    """The number of the trade that a red-letter line (红字发票) takes back; its quantity is negative."""
    basis: Basis | None = None
    """The mass that the file states; None where it does not say."""
    fx: Decimal | None = None
    """Yuan for one unit of a foreign price's currency."""
    moisture: Decimal | None = None
    """Percent, of a price per wet tonne."""

    @property
    def prices(self) -> "Prices":
        """What the stated price comes to per tonne."""
        return prices_of(self.price_stated, self.unit_stated, self.tax, self.vat_percent, self.fx, self.moisture)

    @property
    def price_ex_vat(self) -> Decimal:
        """不含税, yuan per tonne."""
        return self.prices.ex_vat

    @property
    def price_inc_vat(self) -> Decimal:
        """含税, yuan per tonne."""
        return self.prices.inc_vat

    @property
    def amount_ex_vat(self) -> Decimal:
        """Quantity times the unrounded price without VAT, to the fen."""
        return rounded(WIDE.multiply(self.quantity_t, self.prices.exact_ex_vat), 2)


@dataclass(frozen=True, slots=True)
class Prices:
    """A stated price in yuan per tonne: on its own basis and without VAT unrounded, and both bases rounded."""

    stated_per_t: Decimal
    exact_ex_vat: Decimal
    ex_vat: Decimal
    inc_vat: Decimal


@lru_cache(maxsize=50_000)
def prices_of(
    stated: Decimal, unit: str, tax: Tax, vat_percent: Decimal, fx: Decimal | None, moisture: Decimal | None
) -> Prices:
    """Remembered, because a market's prices repeat."""
    per_t = WIDE.multiply(stated, unit_named(unit).per_tonne)
    if fx is not None:
        per_t = WIDE.multiply(per_t, fx)
    if moisture is not None:
        per_t = per_dry(per_t, moisture)
    incl = tax is Tax.INCL
    ex_vat = without_vat(per_t, vat_percent) if incl else per_t
    inc_vat = per_t if incl else with_vat(per_t, vat_percent)
    return Prices(per_t, ex_vat, rounded(ex_vat, PRICE_PLACES), rounded(inc_vat, PRICE_PLACES))


def content_hash(trade: Trade) -> bytes:
    """16 bytes of what the trade says: equal for equal trades, whatever file or line they stood in."""
    parts = (
        trade.trade_date.isoformat(),
        trade.product,
        trade.grade,
        exact_text(trade.quantity_t),
        exact_text(trade.price_stated),
        trade.unit_stated,
        trade.tax.value,
        exact_text(trade.vat_percent),
        trade.ref,
        trade.buyer,
        trade.seller,
        *((trade.reverses,) if trade.reverses else ()),
        *rare_parts(trade.basis, trade.fx, trade.moisture),
    )
    return _hash(parts)


def rare_parts(basis: Basis | None, fx: Decimal | None = None, moisture: Decimal | None = None) -> tuple[str, ...]:
    """What few trades say, for the hash; nothing where nothing is said."""
    numbers = (("fx", fx), ("moisture", moisture))
    said = (f"{name}={exact_text(value)}" for name, value in numbers if value is not None)
    return (*((f"basis={basis.value}",) if basis else ()), *said)


def _hash(parts: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()[:16]
