"""Prices that walk from day to day, and how far others lie off them."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.trade.walk import Quote, market_days, misfit, shift_between

MONDAY = date(2025, 6, 2)


def quotes(*logs: float, first: int = 0, variance: float = 1e-4) -> list[Quote]:
    return [Quote(MONDAY + timedelta(days=first + at), log, variance) for at, log in enumerate(logs)]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_has_five_market_days(day: date) -> None:
    assert market_days(day + timedelta(days=7)) - market_days(day) == 5
    assert market_days(day + timedelta(days=1)) - market_days(day) == (0 if day.weekday() in (4, 5) else 1)


@given(st.floats(-10, 10), st.floats(0.001, 0.05))
def test_a_shift_is_measured_with_its_uncertainty(shift: float, spread: float) -> None:
    found = shift_between(quotes(0.0, 0.0), quotes(shift, first=2), spread)
    assert found.log == pytest.approx(shift)
    assert 0 < found.drift < found.variance


def test_one_day_off_one_day_is_known_exactly() -> None:
    found = shift_between(quotes(1.0), quotes(1.5, first=3), 0.01)
    assert found.log == pytest.approx(0.5)
    assert found.variance == pytest.approx(2e-4 + 3 * 0.01**2)
    assert found.drift == pytest.approx(3 * 0.01**2)


def test_days_near_the_known_ones_count_most() -> None:
    known = quotes(0.0, variance=1e-6)
    others = quotes(0.10, *[0.20] * 8, first=1, variance=1e-6)
    assert shift_between(known, others, 0.02).log == pytest.approx(0.10, abs=0.005)


def test_known_days_on_both_sides_are_better_than_on_one() -> None:
    before, after = quotes(0.0), quotes(0.0, first=10)
    between = quotes(0.1, first=4)
    one, both = shift_between(before, between, 0.01), shift_between([*before, *after], between, 0.01)
    assert both.variance < one.variance
    assert both.log == pytest.approx(0.1)


def test_the_order_of_what_is_given_does_not_matter() -> None:
    known, others = quotes(0.0, 0.01, 0.02), quotes(0.1, 0.12, first=2)
    assert shift_between(known[::-1], others[::-1], 0.01) == shift_between(known, others, 0.01)


@pytest.mark.parametrize("true", [0.005, 0.02])
def test_days_fit_the_spread_they_walked_with_best(true: float) -> None:
    chance = random.Random(3)
    logs = [0.0]
    for _ in range(200):
        logs.append(logs[-1] + chance.gauss(0, true))
    walked = [Quote(MONDAY + timedelta(days=7 * (at // 5) + at % 5), log, 1e-8) for at, log in enumerate(logs)]
    assert min((0.0025, 0.005, 0.01, 0.02, 0.04), key=lambda spread: misfit(walked, spread)) == true


def test_one_jump_does_not_make_a_market_wild() -> None:
    calm = quotes(*[0.0, 0.004] * 2, variance=1e-6)
    jumped = quotes(*[0.0, 0.004] * 2, 0.5, variance=1e-6)
    assert misfit(jumped, 0.004) - misfit(calm, 0.004) < 5
    assert math.isfinite(misfit([], 0.01))
