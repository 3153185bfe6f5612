"""Periods of the calendar: day, ISO week, month, quarter, half-year."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from desk_app.domain.base.problem import refuse

CHINA = timezone(timedelta(hours=8))
"""A trade's day is China's, wherever the machine stands."""


class Every(StrEnum):
    """How often a series has a value: 日, 周, 月, 季."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, both ends included; `key` is its short name ("2026Q1", "2026-W02")."""

    start: date
    end: date
    key: str


_QUARTER = re.compile(r"(\d{4})Q([1-4])\Z")
_HALF = re.compile(r"(\d{4})H([12])\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return following - timedelta(days=1) if following else date.max


def _months(year: int, first: int, count: int, key: str) -> Period:
    return Period(date(year, first, 1), month_end(year, first + count - 1), key)


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(monday, monday + timedelta(days=6), f"{year}-W{week:02d}")


def _quarter(day: date) -> Period:
    number = (day.month - 1) // 3 + 1
    return _months(day.year, 3 * number - 2, 3, f"{day.year}Q{number}")


_OF: dict[Every, Callable[[date], Period]] = {
    Every.DAY: lambda day: Period(day, day, day.isoformat()),
    Every.WEEK: _week,
    Every.MONTH: lambda day: _months(day.year, day.month, 1, f"{day.year}-{day.month:02d}"),
    Every.QUARTER: _quarter,
}


@lru_cache(maxsize=1 << 14)
def period_of(day: date, every: Every) -> Period:
    """The period that holds `day`. Weeks are ISO weeks, Monday to Sunday."""
    return _OF[every](day)


def parse_period(text: str) -> Period:
    """Read "2026Q1", "2022H1", "2026-01", "2026-W02" or "2026-01-09"; ValueError for anything else."""
    if found := _QUARTER.match(text):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3, text)
    if found := _HALF.match(text):
        return _months(int(found[1]), 6 * int(found[2]) - 5, 6, text)
    if found := _WEEK.match(text):
        return _week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := _MONTH.match(text):
        return _months(int(found[1]), int(found[2]), 1, text)
    return period_of(date.fromisoformat(text), Every.DAY)


def read_period(text: str) -> Period:
    """The same as someone wrote it; `Refused` for anything else."""
    try:
        return parse_period(text)
    except ValueError:
        raise refuse("period_unreadable", "period", text=text) from None
