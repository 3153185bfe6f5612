"""China's working days: weekends, public holidays (放假) and make-up working days (调休). Nothing is known beyond
the years that have been announced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
_SATURDAY_1 = 6
"""The ordinal of the first Saturday there is, 0001-01-06."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`closed` days are holidays, `working` ones the weekend days that are worked; both lie in `first` to `last`,
    the days that are known (both included). A calendar that knows nothing has `last` before `first`.
    """

    closed: frozenset[date]
    working: frozenset[date]
    first: date
    last: date

    def is_trading(self, day: date) -> bool | None:
        """Whether the desk's market works on a day; None where the calendar does not reach."""
        if not self.first <= day <= self.last:
            return None
        if day in self.working:
            return True
        return day not in self.closed and day.weekday() < 5

    def closed_stretches(self, first: date, last: date) -> tuple[tuple[date, date], ...]:
        """The days without trading between two days, as stretches (both ends included); only where it is known."""
        start, end = max(first, self.first), min(last, self.last)
        if end < start:
            return ()
        numbers = self._silent(start.toordinal(), end.toordinal())
        firsts = sorted(number for number in numbers if number - 1 not in numbers)
        lasts = sorted(number for number in numbers if number + 1 not in numbers)
        return tuple(zip(map(date.fromordinal, firsts), map(date.fromordinal, lasts), strict=True))

    def next_trading(self, day: date) -> date | None:
        """The first trading day after `day`; None where the calendar does not know."""
        following = day
        while following < self.last and (following - self.first).days >= -1:
            following += ONE_DAY
            if self.is_trading(following):
                return following
        return None

    def _silent(self, start: int, end: int) -> set[int]:
        saturday = start + (_SATURDAY_1 - start) % 7
        silent = {*range(saturday, end + 1, 7), *range(saturday + 1, end + 1, 7)}
        if (start - _SATURDAY_1) % 7 == 1:
            silent.add(start)  # a Sunday
        silent |= {number for number in _ordinals(self.closed) if start <= number <= end}
        return silent - _ordinals(self.working)


NOTHING_KNOWN = Calendar(frozenset(), frozenset(), date(1970, 1, 2), date(1970, 1, 1))
"""A calendar that knows no day at all."""


def _ordinals(days: Iterable[date]) -> set[int]:
    return {day.toordinal() for day in days}
