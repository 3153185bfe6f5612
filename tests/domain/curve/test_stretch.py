"""Stretches as someone writes them, and the same a year before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, Period, month_end, period_of
from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.stretch import Named, clipped, named_stretch, read_stretch, year_before

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2025H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-w02", date(2026, 1, 5), date(2026, 1, 11)),
        ("2026-01-05..2026-03-20", date(2026, 1, 5), date(2026, 3, 20)),
        (" 2025Q4 ～ 2026-02 ", date(2025, 10, 1), date(2026, 2, 28)),
        ("2025-03至2025-04", date(2025, 3, 1), date(2025, 4, 30)),
        ("2025 to 2026", date(2025, 1, 1), date(2026, 12, 31)),
    ],
)
def test_what_can_be_read(text: str, start: date, end: date) -> None:
    found = read_stretch(text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "period_unreadable"),
        ("2026-13", "period_unreadable"),
        ("..2026", "period_unreadable"),
        ("2026..", "period_unreadable"),
        ("2024..2025..2026", "period_unreadable"),
        ("last year", "period_unreadable"),
        ("2026..2025", "period_backwards"),
    ],
)
def test_what_can_not(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_stretch(text)
    assert refused.value.problem.key == key


@given(DAYS, st.sampled_from(Named))
def test_a_named_stretch_can_be_read_and_lies_about_the_day(on: date, name: Named) -> None:
    found = read_stretch(named_stretch(name, on))
    if name.value.startswith("last"):
        assert found.end < on
        assert on - found.end <= timedelta(days=366)
    else:
        assert found.start <= on <= found.end


@given(DAYS, DAYS)
def test_a_stretch_ends_with_the_board(first: date, on: date) -> None:
    stretch = Period(first, first + timedelta(days=90), "x")
    found = clipped(stretch, on)
    assert found.start == first
    assert found.end == (min(stretch.end, on) if first <= on else stretch.end)


@given(DAYS, st.sampled_from([Every.MONTH, Every.QUARTER]))
def test_a_year_before_a_whole_period_is_that_period(day: date, every: Every) -> None:
    found = year_before(period_of(day, every))
    assert found is not None
    earlier = period_of(found.start, every)
    assert (found.start, found.end) == (earlier.start, earlier.end)
    assert found.start.year == period_of(day, every).start.year - 1


@given(DAYS)
def test_a_year_before_a_week_is_a_week(day: date) -> None:
    week = period_of(day, Every.WEEK)
    found = year_before(week)
    assert found is not None
    assert week.start - found.start == week.end - found.end == timedelta(days=364)


@given(DAYS, st.integers(0, 400))
def test_a_year_before_any_days_keeps_them(first: date, many: int) -> None:
    last = first + timedelta(days=many)
    whole_week = many == 6 and first.weekday() == 0
    found = year_before(Period(first, last, "x"))
    assert found is not None
    assert found.start <= found.end
    if not whole_week and last != month_end(last.year, last.month):
        assert (found.start.month, found.end.month, found.end.day) == (first.month, last.month, last.day)


def test_before_the_calendar_there_is_nothing() -> None:
    assert year_before(read_stretch("0001")) is None
