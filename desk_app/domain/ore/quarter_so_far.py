"""A price over a quarter that is not over: the days whose price is known, those that are left, and what the whole comes
to if prices stay flat or move.

The average is the plain mean of the days that have a price; whether the contract averages so is not publicly known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.period import Period

DayPrice = tuple[date, Decimal]
"""A day and its price: yuan per tonne, without VAT."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """`locked` days have a price, whose sum is `total`; `left` trading days are to come after `as_of`, the last of them
    (`last` is its price).
    """

    quarter: str
    locked: int
    left: int
    total: Decimal
    last: Decimal
    as_of: date

    def average(self, percent: Decimal = Decimal(0)) -> Fraction:
        """Over the whole quarter, if all days left are so many percent above (+) or below (−) the last price."""
        rest = Fraction(self.last) * (1 + Fraction(percent) / 100) * self.left
        return (Fraction(self.total) + rest) / (self.locked + self.left)


def quarter_so_far(prices: Sequence[DayPrice], quarter: Period, today: date, calendar: Calendar) -> SoFar | None:
    """What is known of a quarter on a day; None where none of its days has a price yet."""
    known = sorted(each for each in prices if quarter.start <= each[0] <= min(quarter.end, today))
    if not known:
        return None
    as_of, last = known[-1]
    total = sum((price for _, price in known), start=Decimal(0))
    return SoFar(quarter.key, len(known), _trading(calendar, as_of, quarter.end), total, last, as_of)


def trading_days_since(calendar: Calendar, day: date, today: date) -> int:
    """Trading days after a day, up to today."""
    return _trading(calendar, day, today)


def _trading(calendar: Calendar, after: date, until: date) -> int:
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(1 for day in days if _works(calendar, day))


def _works(calendar: Calendar, day: date) -> bool:
    """Of years that are not announced, weekdays count as trading days: how many are left is an estimate then."""
    known = calendar.is_trading(day)
    return day.weekday() < 5 if known is None else known
