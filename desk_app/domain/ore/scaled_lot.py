"""The same price as `working.py` in whole numbers: for many lots at once, and only where it is provably the same.

Python's whole numbers have no limit, so nothing is lost: price and basis are fractions, a lot's figures millionths, an
amount is one division, rounded once. None means that the long way must tell.
"""

from decimal import Decimal
from fractions import Fraction

from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.read_lots import lot_of
from desk_app.domain.ore.rule import RULES
from desk_app.domain.ore.rule.elements import ELEMENTS
from desk_app.domain.ore.rule.grade import GRADE, unit_price
from desk_app.domain.ore.rule.moisture import MOISTURE
from desk_app.domain.ore.rule.unit_rounding import UNIT_ROUNDING
from desk_app.domain.ore.rule.wet_price import WET_PRICE
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import problems_of

MILLION = 10**6
DRY_PLACES = 14
"""Millionths of a tonne × millionths of a percent ÷ 100."""
_WHOLE = 100 * MILLION
_LARGEST_FEN = 10**18
"""A total from here on is refused (10^16 yuan)."""


def is_known(terms: Terms) -> bool:
    """Whether the terms are those that are written out here: none but grade rule, rounding, unit places and VAT."""
    plain = Terms(terms.grade_rule, terms.rounding, terms.unit_places, terms.vat_percent)
    return terms == plain and RULES == (MOISTURE, GRADE, ELEMENTS, WET_PRICE, UNIT_ROUNDING)


def _fraction(value: Decimal) -> tuple[int, int]:
    exact = Fraction(value)
    return exact.numerator, exact.denominator


class Tariff:
    """One base price under one set of terms; unit prices are worked out once for each REO."""

    def __init__(self, base: BasePrice, terms: Terms) -> None:
        self.base, self._terms = base, terms
        self._even = terms.rounding is Rounding.HALF_EVEN
        self._vat_top, bottom = _fraction(terms.vat_percent)
        self._vat_bottom = 100 * bottom
        self._units: dict[int, tuple[int, int, Ratio] | None] = {}

    def amounts(self, reo: int, moisture: int, wet: int) -> tuple[int, int, int] | None:
        """Dry mass in 10⁻¹⁴ tonnes, net and VAT in fen, of a lot in millionths whose figures are within the limits."""
        try:
            unit = self._units[reo]
        except KeyError:
            unit = self._units[reo] = self._unit(reo)
        if unit is None:
            return None
        dry = wet * (_WHOLE - moisture)
        if self._even:
            net = half_even(unit[0] * dry, unit[1])
            vat = half_even(net * self._vat_top, self._vat_bottom)
        else:  # never negative here: half up is one division
            net = (2 * unit[0] * dry + unit[1]) // (2 * unit[1])
            vat = (2 * net * self._vat_top + self._vat_bottom) // (2 * self._vat_bottom)
        return None if net + vat >= _LARGEST_FEN else (dry, net, vat)

    def share(self, fen: int, percent: int) -> int:
        """So many millionths of a percent of an amount, in fen."""
        bottom = 100 * MILLION
        return half_even(fen * percent, bottom) if self._even else (2 * fen * percent + bottom) // (2 * bottom)

    def unit_price(self, reo: int) -> Ratio:
        """Yuan per dry tonne at an REO that was priced."""
        unit = self._units[reo]
        assert unit is not None  # noqa: S101 - it was priced
        return unit[2]

    def _unit(self, reo: int) -> tuple[int, int, Ratio] | None:
        """Fen per 10⁻¹⁴ dry tonnes as a fraction, and the price itself; None where such ore can't be priced."""
        lot = lot_of(reo, 0, MILLION)
        if any(problems_of(self.base, lot, self._terms)):
            return None
        exact = unit_price(self.base, lot.reo, self._terms)
        top, over = _fraction(exact.top)
        bottom, under = _fraction(exact.bottom)
        return top * under * 10**FEN, bottom * over * 10**DRY_PLACES, exact


def half_even(top: int, bottom: int) -> int:
    """A quotient of nothing negative, rounded to a whole number; a tie goes to the even one."""
    whole, rest = divmod(top, bottom)
    twice = 2 * rest
    return whole + 1 if twice > bottom or (twice == bottom and whole % 2) else whole
