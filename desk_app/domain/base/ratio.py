"""An exact quotient: two decimals, divided once and rounded once, at the end."""

from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

from desk_app.domain.base.rounding import Rounding

EXACT = Context(prec=240, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Sums and products here keep every digit; one that could not would raise instead of rounding by itself."""

_FREE = (InvalidOperation, DivisionByZero, Overflow)
REPEATING_PLACES = 10
"""Places at which a repeating decimal is shown (an amount is never computed from what is shown)."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """`top / bottom`, exact. A price per tonne at basis 51 often is a repeating decimal: it waits here."""

    top: Decimal
    bottom: Decimal = Decimal(1)

    def times(self, factor: Decimal) -> "Ratio":
        """Multiply, exact."""
        return Ratio(EXACT.multiply(self.top, factor), self.bottom)

    def over(self, divisor: Decimal) -> "Ratio":
        """Divide, exact."""
        return Ratio(self.top, EXACT.multiply(self.bottom, divisor))

    def minus(self, other: "Ratio") -> "Ratio":
        """Subtract, exact."""
        left = EXACT.multiply(self.top, other.bottom)
        right = EXACT.multiply(other.top, self.bottom)
        return Ratio(EXACT.subtract(left, right), EXACT.multiply(self.bottom, other.bottom))

    def same_as(self, other: "Ratio") -> bool:
        """Whether both are the same number."""
        return self.minus(other).top == 0

    def rounded(self, places: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
        """The one rounding: whole quotient and rest decide it, so that no digit is lost before."""
        scaled = EXACT.scaleb(EXACT.abs(self.top), places)
        whole, rest = EXACT.divmod(scaled, EXACT.abs(self.bottom))
        twice, bottom = EXACT.multiply(rest, Decimal(2)), EXACT.abs(self.bottom)
        if twice > bottom or (twice == bottom and (mode is Rounding.HALF_UP or whole % 2)):
            whole = EXACT.add(whole, Decimal(1))
        negative = whole != 0 and (self.top < 0) != (self.bottom < 0)
        value = EXACT.scaleb(whole, -places)
        signed = value.copy_negate() if negative else value  # a bare minus would round to 28 digits
        return EXACT.quantize(signed, Decimal(1).scaleb(-places))

    def exact(self) -> Decimal | None:
        """The value where it is a finite decimal; None where its digits repeat."""
        context = Context(prec=EXACT.prec, traps=list(_FREE))
        value = context.divide(self.top, self.bottom)
        return None if context.flags[Inexact] else value

    def shown(self) -> Decimal:
        """The exact value, or the repeating decimal to ten places."""
        value = self.exact()
        return self.rounded(REPEATING_PLACES) if value is None else value
