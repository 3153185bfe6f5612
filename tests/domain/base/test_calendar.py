"""China's working days: golden holidays, and what holds on any calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.calendar import NOTHING_KNOWN, Calendar
from desk_app.domain.base.calendar_years import calendar_of
from desk_app.jobs.load_calendar import own_book

SHIPPED = calendar_of(own_book().years)
START = date(2025, 1, 1)
numbers = st.sets(st.integers(-20, 420), max_size=40)
days = st.dates(date(2024, 11, 1), date(2026, 3, 1))


def day_at(number: int) -> date:
    return START + timedelta(days=number)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    closed, working = (frozenset(map(day_at, draw(numbers))) for _ in range(2))
    return Calendar(closed - working, working, START, day_at(draw(st.integers(-1, 400))))


@given(calendars(), days)
def test_nothing_is_known_outside(calendar: Calendar, day: date) -> None:
    known = calendar.first <= day <= calendar.last
    assert (calendar.is_trading(day) is not None) == known


@given(calendars(), days, days)
def test_stretches_are_the_days_without_trading(calendar: Calendar, first: date, last: date) -> None:
    stretches = calendar.closed_stretches(first, last)
    inside = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    silent = [day for start, end in stretches for day in inside if start <= day <= end]
    assert silent == [day for day in inside if calendar.is_trading(day) is False]
    for (_, end), (start, _) in pairwise(stretches):
        assert start > end + timedelta(days=1)


@given(calendars(), days)
def test_the_next_trading_day_trades_and_none_lies_between(calendar: Calendar, day: date) -> None:
    found = calendar.next_trading(day)
    last = found - timedelta(days=1) if found else calendar.last
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    if day >= calendar.first - timedelta(days=1):
        assert not any(calendar.is_trading(one) for one in between)
    assert found is None or (calendar.is_trading(found) and found > day)


def test_a_calendar_that_knows_nothing() -> None:
    assert NOTHING_KNOWN.is_trading(date(1970, 1, 1)) is None
    assert NOTHING_KNOWN.closed_stretches(date.min, date.max) == ()
    assert NOTHING_KNOWN.next_trading(date.min) is NOTHING_KNOWN.next_trading(date.max) is None


@pytest.mark.parametrize(
    ("first", "last", "closed", "worked"),
    [
        # 国庆节、中秋节 2025: 10月1日至8日放假调休。9月28日（周日）、10月11日（周六）上班。
        ("2025-10-01", "2025-10-08", 8, ("2025-09-28", "2025-10-11")),
        # 春节 2026: 2月15日（周日）至23日（周一）放假调休。2月14日（周六）、2月28日（周六）上班。
        ("2026-02-15", "2026-02-23", 9, ("2026-02-14", "2026-02-28")),
        # 春节 2020, as it was lengthened on 27 January: to 2 February; the Saturday before stays closed.
        ("2020-01-24", "2020-02-02", 10, ("2020-01-19",)),
        # 元旦 2012: 2011年12月31日（星期六）上班。
        ("2012-01-01", "2012-01-03", 3, ("2011-12-31",)),
        # 元旦 2006: 12月31日(星期六)上班.
        ("2006-01-01", "2006-01-03", 3, ("2005-12-31",)),
    ],
)
def test_golden_holidays(first: str, last: str, closed: int, worked: tuple[str, ...]) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    assert (end - start).days + 1 == closed
    assert SHIPPED.closed_stretches(start - timedelta(days=1), end + timedelta(days=1)) == ((start, end),)
    assert SHIPPED.is_trading(start - timedelta(days=1))
    assert SHIPPED.is_trading(end + timedelta(days=1))
    for day in map(date.fromisoformat, worked):
        assert day.weekday() >= 5
        assert SHIPPED.is_trading(day) is True


def test_no_year_is_known_before_it_is_announced() -> None:
    assert (SHIPPED.first, SHIPPED.last) == (date(2004, 1, 1), date(2026, 12, 31))
    assert SHIPPED.is_trading(date(2003, 12, 31)) is SHIPPED.is_trading(date(2027, 1, 1)) is None
    assert SHIPPED.next_trading(date(2026, 12, 31)) is None
    assert SHIPPED.closed_stretches(date(2027, 1, 1), date(2030, 1, 1)) == ()
