"""Which period a cell of an official index's file means, at the frequency its owner publishes."""

import re
import unicodedata
from datetime import date

from desk_app.domain.base.period import Every, Period, parse_period, period_of
from desk_app.domain.trade.read_cell import CellProblem, read_day

_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\Z|(\d{4})(\d{2})\Z")
_WEEK = re.compile(r"(\d{4})\s*-?\s*W(\d{1,2})\Z", re.IGNORECASE)
_NUMBERED_WEEK = re.compile(r"(\d{4})\s*年?\s*第\s*(\d{1,2})\s*周\Z")
_SPAN = re.compile(r"(.{8,}?)\s*(?:[~—–至到]+|\s-\s)\s*(.{4,})\Z|([^-]{8,})-([^-]{4,})\Z")
_MOST_WEEKS = 53
_COUNTS_AGREE = 3
"""Weekday (Monday is 0) up to which 1 January lies in week 1 by every usual count."""


def read_period(text: str, every: Every, today: date, form: str | None = None) -> Period:
    """The period of a cell; `CellProblem` for what is none, could be several, or has not begun.

    A month may be 2026-01 or any day in it; a week 2026-W02, any day in it, or its first and last day. A bare week
    number (第2周) is taken only in years in which all usual counts give the same week.
    """
    cleaned = unicodedata.normalize("NFKC", text).strip()
    found = _named(cleaned, every) or _spanned(cleaned, every, today, form)
    period = found or period_of(read_day(text, today, form), every)
    if period.start > today:
        raise CellProblem("date_in_future")
    return period


def _named(text: str, every: Every) -> Period | None:
    if every is Every.MONTH and (found := _MONTH.match(text)):
        return _parsed(f"{found[1] or found[3]}-{int(found[2] or found[4]):02d}")
    if every is Every.WEEK and (found := _WEEK.match(text)):
        return _parsed(f"{found[1]}-W{int(found[2]):02d}")
    if every is Every.WEEK and (found := _NUMBERED_WEEK.match(text)):
        return _numbered(int(found[1]), int(found[2]))
    return None


def _numbered(year: int, week: int) -> Period:
    if not year or date(year, 1, 1).weekday() > _COUNTS_AGREE or week >= _MOST_WEEKS:
        raise CellProblem("official_week_count")
    return _parsed(f"{year}-W{week:02d}")


def _parsed(key: str) -> Period:
    try:
        return parse_period(key)
    except ValueError as error:
        raise CellProblem("date_no_such_day") from error


def _spanned(text: str, every: Every, today: date, form: str | None) -> Period | None:
    """First and last day of one period: 2026-01-05~2026-01-09, 2026-01-05至01-09."""
    found = _SPAN.match(text) if every is not Every.DAY else None
    if found is None:
        return None
    first, last = found[1] or found[3], found[2] or found[4]
    whole = last if re.match(r"\d{4}", last) else f"{first[:4]}-{last}"
    first_day, last_day = read_day(first, today, form), read_day(whole, date.max, form)
    period = period_of(first_day, every)
    if not first_day <= last_day <= period.end:
        raise CellProblem("official_span")
    return period
