"""From wet to dry (湿 → 干): when a line needs it, when it can't be told, and the sums, exact.

Dry mass = wet × (100 − moisture) / 100. A price per wet tonne is divided by the same, so the amount stays: it is
exact to the places the store keeps. Without a word on the price, a wet mass is priced dry, as the ore contract is.
"""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.rounding import WIDE
from desk_app.domain.trade.basis import Basis

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Turn:
    """What must be brought from wet to dry."""

    mass: bool = False
    price: bool = False


AS_IS = Turn()


def turn(mass: Basis | None, price: Basis | None, *, moist: bool, mineral: bool) -> Turn | str:
    """What is to be done where mass and price are so stated (None: not said), or the key of the problem.

    `moist`: the moisture is known. A mineral with moisture and no word on its mass may be either.
    """
    if Basis.OXIDE in (mass, price):
        if mass is Basis.OXIDE:
            return AS_IS if price in (None, Basis.OXIDE) else "basis_contradicted"
        return "basis_open" if mass is None else "basis_contradicted"
    if mass is None and moist and (mineral or price is not None):
        return "basis_open"
    found = Turn(mass is Basis.WET, price is Basis.WET)
    return found if moist or found == AS_IS else "moisture_missing"


def field_of(key: str) -> str:
    """The field that a problem of `turn` is told for."""
    return "quantity" if key == "moisture_missing" else "unit"


def dried(wet: Decimal, moisture: Decimal) -> Decimal:
    """The dry mass of a wet one; `moisture` in percent."""
    return WIDE.divide(WIDE.multiply(wet, _HUNDRED - moisture), _HUNDRED)


def per_dry(price: Decimal, moisture: Decimal) -> Decimal:
    """A price per wet tonne as one per dry tonne, unrounded."""
    return WIDE.divide(WIDE.multiply(price, _HUNDRED), _HUNDRED - moisture)


def dry_agrees(dry: Decimal, expected: Decimal, row: int) -> Problem | None:
    """The file's own dry mass against that of its wet one; they may differ by one of the last place shown."""
    exponent = dry.as_tuple().exponent
    if abs(expected - dry) <= Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0):
        return None
    facts = {"dry": exact_text(dry), "expected": exact_text(expected)}
    return Problem("dry_differs", "quantity", row, Level.WARNING, facts)
