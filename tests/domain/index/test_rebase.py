"""Another base: a date, or the average of a period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.rebase import SCALES, base_factor, parse_base

DAYS = [parse_period(f"2026-01-{day:02d}") for day in range(5, 10)]
values = st.lists(st.floats(1e-6, 1e9), min_size=len(DAYS), max_size=len(DAYS))


def test_a_date_is_the_base() -> None:
    assert base_factor(DAYS, [50.0, 60.0, 70.0, 80.0, 90.0], parse_base("2026-01-05"), 100.0) == 2.0


def test_the_average_of_a_year() -> None:
    # the association's way of saying it: 2010 average = 100
    months = [period_of(parse_period(f"2010-{month:02d}").start, Every.MONTH) for month in range(1, 13)]
    factor = base_factor(months, [float(month) for month in range(1, 13)], parse_base("2010"), 100.0)
    assert factor == pytest.approx(100 / 6.5, rel=1e-15)


def test_a_day_within_a_week_takes_the_week() -> None:
    week = [parse_period("2026-W02"), parse_period("2026-W03")]
    assert base_factor(week, [200.0, 300.0], parse_base("2026-01-07"), 1000.0) == 5.0


def test_silent_periods_are_left_out_of_the_mean() -> None:
    assert base_factor(DAYS, [None, 60.0, None, 80.0, None], parse_base("2026-W02"), 70.0) == 1.0


@pytest.mark.parametrize("base", ["2025", "2026-01-04", "2026-W03"])
def test_a_base_without_a_value_is_refused(base: str) -> None:
    with pytest.raises(Refused) as refused:
        base_factor(DAYS, [1.0] * 5, parse_base(base), 100.0)
    assert refused.value.problem.key == "base_without_value"


@pytest.mark.parametrize("text", ["", "0000", "2026-13", "last week", "２０１０年"])
def test_a_base_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_base(text)


@given(values, st.sampled_from(SCALES))
def test_the_mean_over_the_base_is_the_scale(some: list[float], scale: float) -> None:
    factor = base_factor(DAYS, some, parse_base("2026-01"), scale)
    assert sum(factor * value for value in some) / len(some) == pytest.approx(scale, rel=1e-10)


@given(values)
def test_a_change_of_base_is_a_division(some: list[float]) -> None:
    first, last = (base_factor(DAYS, some, parse_base(f"2026-01-0{day}"), 100.0) for day in (5, 9))
    assert first / last == pytest.approx(some[-1] / some[0], rel=1e-12)
