"""Moving averages: counted in values, never across a break, the same as the plain definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.average import ema, sma
from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.gaps import stretches
from desk_app.domain.curve.look import LONGEST
from tests.domain.curve.made import curve, curves, daily

counts = st.integers(1, 12)


def test_the_mean_of_the_last_three_values_passes_over_silent_days() -> None:
    made = sma(daily([1.0, 2.0, None, 3.0, 7.0]), 3)
    np.testing.assert_allclose(made.values, [np.nan, np.nan, np.nan, 2.0, 4.0])
    assert (made.code, made.unit) == ("nd_oxide:sma3", "yuan/t")


def test_an_exponential_average_by_hand() -> None:
    """α = 2 ÷ 4: from the mean of 1, 2, 3 half-way to 6, then half-way to 8."""
    np.testing.assert_allclose(ema(daily([1.0, 2.0, 3.0, 6.0, 8.0]), 3).values, [np.nan, np.nan, 2.0, 4.0, 6.0])


def test_after_a_suspension_the_average_begins_anew() -> None:
    broken = curve(
        [
            ("2026-01-05", 1.0),
            ("2026-01-06", 3.0),
            ("2026-01-07", None, "suspended"),
            ("2026-01-08", 100.0),
            ("2026-01-09", 102.0),
        ]
    )
    for average in (sma, ema):
        np.testing.assert_allclose(average(broken, 2).values, [np.nan, 2.0, np.nan, np.nan, 101.0])


@pytest.mark.parametrize("count", [0, -3, LONGEST + 1])
def test_a_count_that_is_none(count: int) -> None:
    with pytest.raises(Refused):
        sma(daily([1.0]), count)


def test_more_than_there_are_values_gives_none() -> None:
    assert not len(sma(daily([1.0, 2.0]), 3).known)


@given(curves(), counts)
def test_each_plain_mean_is_that_of_its_window(one: Curve, count: int) -> None:
    made = sma(one, count)
    for part in stretches(one):
        for last, at in enumerate(part.tolist()):
            if last + 1 < count:
                assert np.isnan(made.values[at])
            else:
                assert made.values[at] == pytest.approx(one.values[part[last + 1 - count : last + 1]].mean(), rel=1e-7)
    assert set(made.known.tolist()) <= set(one.known.tolist())


@given(curves(), counts)
def test_an_average_stays_between_the_lowest_and_the_highest(one: Curve, count: int) -> None:
    for average in (sma, ema):
        made = average(one, count)
        for value in made.values[made.known].tolist():
            assert one.values[one.known].min() * (1 - 1e-7) <= value <= one.values[one.known].max() * (1 + 1e-7)


@given(curves())
def test_over_one_value_an_average_is_the_curve(one: Curve) -> None:
    np.testing.assert_allclose(sma(one, 1).values, one.values, rtol=1e-7)
    np.testing.assert_allclose(ema(one, 1).values, one.values, rtol=1e-12)


@given(curves())
def test_stretches_hold_every_value_once(one: Curve) -> None:
    parts = list(stretches(one))
    np.testing.assert_array_equal(np.concatenate(parts) if parts else [], one.known)
