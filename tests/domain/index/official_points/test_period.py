"""Cells of a period column, at the three frequencies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.index.official_points.official import FREQUENCIES
from desk_app.domain.index.official_points.period import read_period
from desk_app.domain.trade.read_cell import CellProblem

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("every", "text", "key"),
    [
        (Every.DAY, "2026-01-09", "2026-01-09"),
        (Every.DAY, "2026年1月9日", "2026-01-09"),
        (Every.DAY, "46031", "2026-01-09"),
        (Every.WEEK, "2026-01-09", "2026-W02"),
        (Every.WEEK, "2026-W02", "2026-W02"),
        (Every.WEEK, "2026年第2周", "2026-W02"),
        (Every.WEEK, "2026-01-05~2026-01-09", "2026-W02"),
        (Every.WEEK, "2026-01-05～01-09", "2026-W02"),
        (Every.WEEK, "2026/1/5-2026/1/9", "2026-W02"),
        (Every.WEEK, "2026.01.05-01.09", "2026-W02"),
        (Every.WEEK, "2026年1月5日至1月9日", "2026-W02"),
        (Every.MONTH, "2026年1月", "2026-01"),
        (Every.MONTH, "2026-1", "2026-01"),
        (Every.MONTH, "202601", "2026-01"),
        (Every.MONTH, "2026-01-31 00:00:00", "2026-01"),
    ],
)
def test_read(every: Every, text: str, key: str) -> None:
    assert read_period(text, every, TODAY).key == key


@pytest.mark.parametrize(
    ("every", "text", "why"),
    [
        (Every.WEEK, "2027年第2周", "official_week_count"),  # 1 January is a Friday: ISO and calendar counts differ
        (Every.WEEK, "2026年第53周", "official_week_count"),
        (Every.WEEK, "2026-W60", "date_no_such_day"),
        (Every.WEEK, "2026-01-05~2026-01-16", "official_span"),
        (Every.WEEK, "2026-01-09~2026-01-05", "official_span"),
        (Every.WEEK, "2026-01", "date_unreadable"),
        (Every.DAY, "2026-01", "date_unreadable"),
        (Every.DAY, "2026-02-30", "date_no_such_day"),
        (Every.DAY, "2026-11-25", "date_in_future"),
        (Every.DAY, "03/04/2026", "date_either_way"),
        (Every.MONTH, "2026-13", "date_no_such_day"),
        (Every.MONTH, "2026-12", "date_in_future"),
        (Every.MONTH, "", "date_missing"),
        (Every.MONTH, "一月", "date_unreadable"),
    ],
)
def test_doubt_is_told(every: Every, text: str, why: str) -> None:
    with pytest.raises(CellProblem) as caught:
        read_period(text, every, TODAY)
    assert caught.value.key == why


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(FREQUENCIES))
def test_any_day_means_its_period(day: date, every: Every) -> None:
    assert read_period(day.isoformat(), every, TODAY) == period_of(day, every)
    assert read_period(f"{day:%Y/%m/%d}", every, TODAY) == period_of(day, every)


@given(st.dates(date(1990, 1, 8), TODAY))
def test_a_span_of_a_week_means_the_week(day: date) -> None:
    week = period_of(day, Every.WEEK)
    last = min(week.end, week.start + timedelta(days=4))
    assert read_period(f"{week.start}~{last}", Every.WEEK, TODAY) == week
    assert read_period(week.key, Every.WEEK, TODAY) == week
