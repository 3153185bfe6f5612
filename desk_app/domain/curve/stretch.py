"""A stretch of days that someone wants an average over: a year, a quarter, any two days; and the same a year before."""

import re
from datetime import date, timedelta
from enum import StrEnum

from desk_app.domain.base.period import Every, Period, month_end, period_of, read_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.range import months_before
from desk_app.domain.index.rebase import parse_base

_BETWEEN = re.compile(r"\s*(?:\.{2,}|…|~|～|至|到|\bto\b)\s*")
_WEEK = timedelta(days=6)
_YEAR_OF_WEEKS = timedelta(days=364)


def read_stretch(text: str) -> Period:
    """Read "2025", "2026Q1", "2026-01", "2026-W02", a day, or two of them ("2026-01-05..2026-03-20"), both included.

    `Refused` for anything else, and where the second lies before the first.
    """
    parts = _BETWEEN.split(text.strip().upper().replace("TO", "to"))
    if len(parts) == 1:
        return parse_base(parts[0])
    if len(parts) != 2:
        return read_period(text)
    first, last = (parse_base(part) for part in parts)
    if last.end < first.start:
        raise refuse("period_backwards", "period", text=text)
    return Period(first.start, last.end, f"{first.key}..{last.key}")


class Named(StrEnum):
    """Stretches that move with the board's day: 本年 上年 本季 上季 本月 上月."""

    YEAR = "year"
    LAST_YEAR = "last_year"
    QUARTER = "quarter"
    LAST_QUARTER = "last_quarter"
    MONTH = "month"
    LAST_MONTH = "last_month"


def named_stretch(name: Named, on: date) -> str:
    """The key of a named stretch on a day, as `read_stretch` takes it."""
    if name in {Named.YEAR, Named.LAST_YEAR}:
        return f"{on.year - (name is Named.LAST_YEAR):04d}"
    every = Every.QUARTER if name in {Named.QUARTER, Named.LAST_QUARTER} else Every.MONTH
    this = period_of(on, every)
    last = name in {Named.LAST_QUARTER, Named.LAST_MONTH}
    return period_of(this.start - timedelta(days=1), every).key if last else this.key


def clipped(stretch: Period, on: date) -> Period:
    """The part of it up to a day; a stretch that begins later stays as it is."""
    return Period(stretch.start, min(stretch.end, on), stretch.key) if stretch.start <= on else stretch


def year_before(stretch: Period) -> Period | None:
    """The same stretch a year earlier: what 同比 compares with; None before the calendar begins.

    The same days of the year; the end of a month goes to the end of that month, a whole week (Monday to Sunday) to the
    week 52 weeks earlier.
    """
    if stretch.start.year <= 1:
        return None
    if stretch.end - stretch.start == _WEEK and stretch.start.weekday() == 0:
        return Period(stretch.start - _YEAR_OF_WEEKS, stretch.end - _YEAR_OF_WEEKS, stretch.key)
    end = months_before(stretch.end, 12)
    if stretch.end == month_end(stretch.end.year, stretch.end.month):
        end = month_end(end.year, end.month)
    return Period(months_before(stretch.start, 12), end, stretch.key)
