"""Value-added tax (增值税): which rate held on a day, and the two price bases."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from desk_app.domain.base.rounding import WIDE


class Tax(StrEnum):
    """Whether a price holds VAT: 含税 or 不含税."""

    INCL = "incl"
    EXCL = "excl"


_HUNDRED = Decimal(100)
_RATES = (
    (date(2019, 4, 1), Decimal(13)),
    (date(2018, 5, 1), Decimal(16)),
    (date.min, Decimal(17)),
)
"""Rate of goods in percent from each day on: 17 % to April 2018, 16 % from May 2018, 13 % since April 2019."""


@lru_cache(maxsize=10_000)
def vat_rate(on: date) -> Decimal:
    """The VAT rate in percent on a day."""
    return next(rate for start, rate in _RATES if on >= start)


def with_vat(price: Decimal, percent: Decimal) -> Decimal:
    """不含税 to 含税, exact."""
    return WIDE.divide(WIDE.multiply(price, _HUNDRED + percent), _HUNDRED)


def without_vat(price: Decimal, percent: Decimal) -> Decimal:
    """含税 to 不含税; unrounded, to the width of the working context."""
    return WIDE.divide(WIDE.multiply(price, _HUNDRED), _HUNDRED + percent)
