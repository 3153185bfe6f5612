"""Ranges of the range buttons, counted back from the newest value's day."""

from datetime import date, timedelta
from enum import StrEnum

from desk_app.domain.base.period import Every, month_end, period_of


class Range(StrEnum):
    """近1月 近3月 本季 近6月 本年 近1年 全部."""

    ONE_MONTH = "1M"
    THREE_MONTHS = "3M"
    QUARTER_TO_DATE = "QTD"
    SIX_MONTHS = "6M"
    YEAR_TO_DATE = "YTD"
    ONE_YEAR = "1Y"
    ALL = "ALL"


_MONTHS = {Range.ONE_MONTH: 1, Range.THREE_MONTHS: 3, Range.SIX_MONTHS: 6, Range.ONE_YEAR: 12}


def range_days(chosen: Range, oldest: date, newest: date) -> tuple[date, date]:
    """First and last day to show, both included; never before `oldest`, the curve's first day.

    Months go back to the same day of the month (or its last); quarter and year to date start the day before
    the quarter or year, so that the change over the range is the change since its end.
    """
    return max(oldest, _start(chosen, oldest, newest)), newest


def _start(chosen: Range, oldest: date, newest: date) -> date:
    if chosen in _MONTHS:
        return months_before(newest, _MONTHS[chosen])
    if chosen is Range.QUARTER_TO_DATE:
        return period_of(newest, Every.QUARTER).start - timedelta(days=1)
    if chosen is Range.YEAR_TO_DATE:
        return date(newest.year, 1, 1) - timedelta(days=1)
    return oldest


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    last = month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day))
