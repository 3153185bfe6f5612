"""Whether a series is up to date: its newest value against the next one that should have come out.

A value of a period is expected once the period's last trading day has reached the hour of publication. The hour passed,
it is late; a further trading day's hour passed as well, what is shown is stale. So holidays make nothing late.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from desk_app.domain.base.calendar import ONE_DAY, Calendar
from desk_app.domain.base.period import CHINA, Every, period_of

_HOUR = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)")

_MOST_AHEAD = 400
"""Days looked ahead for a trading day; nothing real is closed for so long."""

_END = date(9997, 12, 31)
"""No later day is reckoned with, so that what follows it still has a date."""


class State(StrEnum):
    """`FRESH`: nothing is missing. `LATE`: the next value could be there. `STALE`: it should have been long since."""

    FRESH = "fresh"
    LATE = "late"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Due:
    """`days`: how old the newest value is, in days of China's wall, never below 0. `expected`: the day the next value
    is to come out. `sure` is False where the calendar does not reach and Monday to Friday are taken for trading days.
    """

    state: State
    days: int
    expected: date
    sure: bool = True


def due(every: Every, newest: date, now: datetime, calendar: Calendar, published_at: time | None) -> Due:
    """What to expect of a series whose newest value is of the period that holds `newest`.

    `now` without a time zone is China's time. `published_at` is the hour of publication in China; None: not known, the
    value may come until the day is over.
    """
    moment = _in_china(now)
    age = max((moment.date() - newest).days, 0)
    expected = _last_day_of_next(calendar, every, min(newest, _END))
    grace = _trading_day_after(calendar, expected)
    states = ((State.STALE, grace), (State.LATE, expected))
    state = next((state for state, day in states if _passed(moment, day, published_at)), State.FRESH)
    return Due(state, age, expected, calendar.first <= newest and grace <= calendar.last)


def _in_china(now: datetime) -> datetime:
    if now.tzinfo is None:
        return now
    try:
        return now.astimezone(CHINA).replace(tzinfo=None)
    except OverflowError:  # within hours of the first or the last moment there is
        return now.replace(tzinfo=None)


def _passed(moment: datetime, day: date, published_at: time | None) -> bool:
    """Whether the hour of a day has come; without an hour, whether the day is over."""
    if published_at is None:
        return moment.date() > day
    return moment >= datetime.combine(day, published_at.replace(tzinfo=None))


def _last_day_of_next(calendar: Calendar, every: Every, newest: date) -> date:
    """The last trading day of the first later period that has one: a week that is closed as a whole has no value."""
    first = _trading_day_after(calendar, period_of(newest, every).end)
    last = period_of(first, every).end
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return max((day for day in days if _trades(calendar, day)), default=first)


def _trading_day_after(calendar: Calendar, day: date) -> date:
    """The first trading day after `day`; the last day looked at, if none is."""
    following = day
    for _ in range(_MOST_AHEAD):
        following += ONE_DAY
        if _trades(calendar, following):
            break
    return following


def _trades(calendar: Calendar, day: date) -> bool:
    """By the calendar, and beyond it by weekdays."""
    known = calendar.is_trading(day)
    return day.weekday() < 5 if known is None else known


def hour_in(text: str) -> time | None:
    """The time of day that stands in what an owner says of publication ("每周五 16:00"); None where none does."""
    found = _HOUR.search(text)
    return time(int(found[1]), int(found[2])) if found else None
