"""Whether a series is up to date: golden weeks, and what holds at any time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.base.calendar import NOTHING_KNOWN, Calendar
from desk_app.domain.base.calendar_years import calendar_of
from desk_app.domain.base.period import CHINA, Every, period_of
from desk_app.domain.curve.due import Due, State, due
from desk_app.jobs.load_calendar import own_book

SHIPPED = calendar_of(own_book().years)
FIVE = time(17)
ORDER = (State.FRESH, State.LATE, State.STALE)
every = st.sampled_from(Every)
days = st.dates(date(2003, 11, 1), date(2027, 3, 1))
moments = st.datetimes(datetime(2003, 11, 1), datetime(2027, 6, 1))  # noqa: DTZ001 - China's wall
hours = st.none() | st.times()
stated = st.datetimes(timezones=st.sampled_from([None, UTC, CHINA]))
calendars = st.sampled_from([SHIPPED, NOTHING_KNOWN])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("how", "newest", "now", "state", "expected"),
    [
        # A week's value, after the week's last trading day.
        (Every.WEEK, "2026-01-09", "2026-01-16 16:59", State.FRESH, "2026-01-16"),
        (Every.WEEK, "2026-01-09", "2026-01-16 17:00", State.LATE, "2026-01-16"),
        (Every.WEEK, "2026-01-09", "2026-01-19 16:59", State.LATE, "2026-01-16"),
        (Every.WEEK, "2026-01-09", "2026-01-19 17:00", State.STALE, "2026-01-16"),
        # National Day 2025: the week from 29 September has two trading days, the next begins on Thursday.
        (Every.WEEK, "2025-09-28", "2025-09-30 16:00", State.FRESH, "2025-09-30"),
        (Every.WEEK, "2025-09-28", "2025-10-08 23:00", State.LATE, "2025-09-30"),
        (Every.WEEK, "2025-10-03", "2025-10-11 16:00", State.FRESH, "2025-10-11"),
        # Spring Festival 2026: the week from 16 February is closed as a whole, the one before ends on a Saturday.
        (Every.WEEK, "2026-02-08", "2026-02-14 16:00", State.FRESH, "2026-02-14"),
        (Every.WEEK, "2026-02-14", "2026-02-28 16:59", State.FRESH, "2026-02-28"),
        # Days: nothing is late through the holidays.
        (Every.DAY, "2026-02-14", "2026-02-24 16:59", State.FRESH, "2026-02-24"),
        (Every.DAY, "2026-02-14", "2026-02-24 17:00", State.LATE, "2026-02-24"),
        (Every.DAY, "2026-02-14", "2026-02-25 17:00", State.STALE, "2026-02-24"),
        (Every.DAY, "2026-01-09", "2026-01-12 09:00", State.FRESH, "2026-01-12"),
        # Months and quarters, after their last trading day.
        (Every.MONTH, "2026-01-31", "2026-02-28 16:59", State.FRESH, "2026-02-28"),
        (Every.MONTH, "2026-01-31", "2026-02-28 17:00", State.LATE, "2026-02-28"),
        (Every.QUARTER, "2026-03-31", "2026-06-30 12:00", State.FRESH, "2026-06-30"),
        (Every.QUARTER, "2026-03-31", "2026-07-01 17:00", State.STALE, "2026-06-30"),
    ],
)
def test_golden_days(how: Every, newest: str, now: str, state: State, expected: str) -> None:
    found = due(how, date.fromisoformat(newest), at(now), SHIPPED, FIVE)
    assert (found.state, found.expected) == (state, date.fromisoformat(expected))
    assert found.days == (at(now).date() - date.fromisoformat(newest)).days
    assert found.sure


def test_without_an_hour_the_whole_day_is_left() -> None:
    asked = ("2026-01-12 23:59", "2026-01-13 00:00", "2026-01-14 00:00")
    states = [due(Every.DAY, date(2026, 1, 9), at(now), SHIPPED, None).state for now in asked]
    assert states == [State.FRESH, State.LATE, State.STALE]


def test_the_hour_is_chinas_wherever_the_clock_stands() -> None:
    moment = datetime(2026, 1, 12, 9, tzinfo=UTC)  # 17:00 in China
    assert due(Every.DAY, date(2026, 1, 9), moment, SHIPPED, FIVE).state is State.LATE
    assert due(Every.DAY, date(2026, 1, 9), moment - timedelta(seconds=1), SHIPPED, FIVE).state is State.FRESH


def test_beyond_the_calendar_weekdays_are_taken_and_it_is_said() -> None:
    assert due(Every.DAY, date(2026, 12, 30), at("2026-12-31 12:00"), SHIPPED, FIVE) == Due(
        State.FRESH, 1, date(2026, 12, 31), sure=False
    )
    assert due(Every.DAY, date(2027, 1, 1), at("2027-01-04 12:00"), SHIPPED, FIVE).expected == date(2027, 1, 4)


@given(every, days, moments, st.timedeltas(timedelta(0), timedelta(days=400)), hours, calendars)
def test_only_ever_gets_older(
    how: Every, newest: date, now: datetime, later: timedelta, hour: time | None, calendar: Calendar
) -> None:
    first, second = (due(how, newest, moment, calendar, hour) for moment in (now, now + later))
    assert ORDER.index(first.state) <= ORDER.index(second.state)
    assert first.days <= second.days
    assert (first.expected, first.sure) == (second.expected, second.sure)


@given(every, moments, hours, calendars)
def test_is_fresh_on_the_day_it_is_published(how: Every, now: datetime, hour: time | None, calendar: Calendar) -> None:
    found = due(how, now.date(), now, calendar, hour)
    assert (found.state, found.days) == (State.FRESH, 0)


@given(every, days, hours)
def test_what_is_expected_is_the_last_trading_day_of_a_later_period(
    how: Every, newest: date, hour: time | None
) -> None:
    found = due(how, newest, at("2026-01-01 00:00"), SHIPPED, hour)
    assume(found.sure)
    period = period_of(found.expected, how)
    assert period.start > newest
    assert SHIPPED.is_trading(found.expected)
    rest = [found.expected + timedelta(days=n) for n in range(1, (period.end - found.expected).days + 1)]
    assert not any(SHIPPED.is_trading(day) for day in rest)
    ahead = [newest + timedelta(days=n) for n in range(1, (period.start - newest).days)]
    assert not any(SHIPPED.is_trading(day) for day in ahead if day > period_of(newest, how).end)


@given(days, hours)
def test_days_without_trading_make_nothing_late(newest: date, hour: time | None) -> None:
    following = SHIPPED.next_trading(newest)
    assume(following is not None and SHIPPED.is_trading(newest))
    assert following is not None
    silent = datetime.combine(following, time(0)) - timedelta(microseconds=1)
    assert due(Every.DAY, newest, silent, SHIPPED, hour).state is State.FRESH


@given(
    every, st.dates(), st.datetimes(timezones=st.sampled_from([None, UTC, CHINA])), st.none() | st.times(), calendars
)
def test_answers_at_any_time(how: Every, newest: date, now: datetime, hour: time | None, calendar: Calendar) -> None:
    assert due(how, newest, now, calendar, hour).days >= 0


@pytest.mark.parametrize("newest", [date.min, date.max])
@pytest.mark.parametrize("now", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_answers_at_the_ends_of_time(newest: date, now: datetime) -> None:
    for how in Every:
        assert due(how, newest, now, SHIPPED, FIVE).days >= 0


def test_a_calendar_that_is_closed_for_good_still_answers() -> None:
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    closed = Calendar(every_day, frozenset(), date(2026, 1, 1), date(2026, 12, 31))
    assert due(Every.DAY, date(2026, 1, 1), at("2026-06-01 00:00"), closed, FIVE).state is State.FRESH
