"""Days, ISO weeks, months, quarters and half-years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, parse_period, period_of

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS, st.sampled_from(Every))
def test_a_period_holds_its_day_and_its_key_reads_back(day: date, every: Every) -> None:
    period = period_of(day, every)
    assert period.start <= day <= period.end
    assert parse_period(period.key) == period
    assert period_of(period.end + timedelta(days=1), every).start == period.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2022H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_keys(key: str, start: date, end: date) -> None:
    period = parse_period(key)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["", "2026Q5", "2025-W53", "2026-13", "yesterday", "2026-02-30"])
def test_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(text)
