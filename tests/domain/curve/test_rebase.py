"""Rebasing: what stands at a day is 100, and nothing else about the curve has changed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.rebase import percent_since, rebased, standing_at
from tests.domain.curve.made import curves, daily

places = st.floats(-50, 300)


def test_a_price_rebased_on_its_second_day() -> None:
    one = daily([500.0, 400.0, None, 480.0])
    made = rebased(one, float(one.days[1]))
    np.testing.assert_allclose(made.values, [125.0, 100.0, np.nan, 120.0])
    assert (made.unit, made.code, made.periods) == ("points", one.code, one.periods)


def test_on_a_silent_day_what_stood_before_is_the_base() -> None:
    one = daily([500.0, 400.0, None, 480.0])
    np.testing.assert_allclose(percent_since(one, float(one.days[2])).values, [25.0, 0.0, np.nan, 20.0])


def test_before_its_first_value_a_curve_stands_on_its_first() -> None:
    one = daily([None, 200.0, 300.0])
    assert rebased(one, float(one.days[0]) - 100).values[2] == pytest.approx(150.0)


def test_what_is_not_above_zero_is_no_base() -> None:
    with pytest.raises(Refused) as refused:
        rebased(daily([0.0, 5.0]), 0.0)
    assert refused.value.problem.key == "curve_base_not_positive"


def test_a_curve_without_a_value_stays_without_one() -> None:
    assert standing_at(daily([None]), 0.0) is None
    assert not len(rebased(daily([None]), 0.0).known)


@given(curves(), places)
def test_the_base_is_at_100_and_ratios_stay(one: Curve, offset: float) -> None:
    day = float(one.days[0]) + offset
    at = standing_at(one, day)
    made = rebased(one, day)
    if at is not None:
        assert made.values[at] == pytest.approx(100.0)
        np.testing.assert_allclose(made.values / 100.0, one.values / one.values[at], rtol=1e-12)


@given(curves(), places, places)
def test_rebasing_twice_is_rebasing_once(one: Curve, first: float, second: float) -> None:
    start = float(one.days[0])
    twice = rebased(rebased(one, start + first), start + second)
    np.testing.assert_allclose(twice.values, rebased(one, start + second).values, rtol=1e-9)


@given(curves(), places)
def test_percent_is_points_less_100(one: Curve, offset: float) -> None:
    day = float(one.days[0]) + offset
    np.testing.assert_allclose(percent_since(one, day).values, rebased(one, day).values - 100.0, atol=1e-6)


@given(curves(), places)
def test_what_was_made_of_a_curve_takes_its_base(one: Curve, offset: float) -> None:
    day = float(one.days[0]) + offset
    np.testing.assert_array_equal(rebased(one, day, like=one).values, rebased(one, day).values)
