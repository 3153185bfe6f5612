"""Which periods a series runs through."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from desk_app.domain.base.period import Every, Period, period_of


def periods_through(days: Sequence[date], every: Every) -> tuple[Period, ...]:
    """All periods from the first to the last of the sorted trading `days`, silent ones too.

    Of days: every Monday to Friday, and a weekend day only if something was traded on it (make-up days, 调休).
    """
    if not days:
        return ()
    traded = frozenset(days)
    wanted = (
        day for day in _every_day(days[0], days[-1]) if every is not Every.DAY or day.weekday() < 5 or day in traded
    )
    found = (period_on(day, every) for day in wanted)
    return tuple({period.key: period for period in found}.values())


def _every_day(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@lru_cache(maxsize=1 << 15)
def period_on(day: date, every: Every) -> Period:
    """The period that holds a day: the same days are asked for again and again."""
    return period_of(day, every)
