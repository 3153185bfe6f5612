"""A labelled stand-in for the quarter's formula: a straight line through announced prices against the average of one
oxide over the quarter before. It knows nothing of the contract's method, and is never called an official price.

Least squares in exact fractions: price = a + b × average. Its error is what it would have said of each quarter without
having seen it (leave one out).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desk_app.domain.base.ratio import Ratio

LEAST = 8
"""Quarters that must have been scored before it says anything."""


@dataclass(frozen=True, slots=True)
class Known:
    """A quarter whose price was announced: at basis 50, yuan per dry tonne without VAT; `average` of the one before."""

    quarter: str
    average: Fraction
    announced: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """Price = `start` + `slope` × average."""

    start: Fraction
    slope: Fraction

    def at(self, average: Fraction) -> Fraction:
        """The price for an average."""
        return self.start + self.slope * average


@dataclass(frozen=True, slots=True)
class Scored:
    """What was, or would have been, said of a quarter, and what was announced; whole yuan."""

    quarter: str
    said: Decimal
    announced: Decimal

    @property
    def error(self) -> Decimal:
        """Said less announced, in yuan."""
        return self.said - self.announced

    @property
    def error_percent(self) -> Decimal:
        """The same in percent of what was announced, to 2 places."""
        return Ratio(self.error * 100, self.announced).rounded(2)


def fit(known: Sequence[Known]) -> Line | None:
    """The line; None where the averages do not differ."""
    count = len(known)
    if count < 2:
        return None
    middle = sum((each.average for each in known), start=Fraction(0)) / count
    height = sum((each.announced for each in known), start=Fraction(0)) / count
    spread = sum(((each.average - middle) ** 2 for each in known), start=Fraction(0))
    if not spread:
        return None
    joint = sum(((each.average - middle) * (each.announced - height) for each in known), start=Fraction(0))
    slope = joint / spread
    return Line(height - slope * middle, slope)


def left_out(known: Sequence[Known]) -> tuple[Scored, ...]:
    """Each quarter as the line through all others would have had it."""
    found = []
    for at, each in enumerate(known):
        line = fit([*known[:at], *known[at + 1 :]])
        if line is not None:
            found.append(Scored(each.quarter, whole(line.at(each.average)), whole(each.announced)))
    return tuple(found)


def root_mean_square(scored: Sequence[Scored]) -> Decimal:
    """Of the errors, in whole yuan."""
    mean = sum((Fraction(each.error) ** 2 for each in scored), start=Fraction(0)) / len(scored)
    return Ratio(Decimal(mean.numerator), Decimal(mean.denominator)).rounded(2).sqrt().quantize(Decimal(1))


def whole(value: Fraction) -> Decimal:
    """To whole yuan, half up."""
    return Ratio(Decimal(value.numerator), Decimal(value.denominator)).rounded(0)
