"""The quarter's average to date and its band."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.quarter_band import quarter_band
from tests.domain.curve.made import curve, curves

TURN = curve([("2026-03-30", 10.0), ("2026-03-31", 20.0), ("2026-04-01", 50.0), ("2026-04-02", None)])


def test_the_average_begins_anew_with_the_quarter() -> None:
    band = quarter_band(TURN)
    np.testing.assert_allclose(band.average.values, [10.0, 15.0, 50.0, np.nan])
    np.testing.assert_allclose(band.low.values, [10.0, 10.0, 50.0, np.nan])
    np.testing.assert_allclose(band.high.values, [10.0, 20.0, 50.0, np.nan])
    assert band.weighted


def test_prices_count_with_their_tonnes_and_indices_do_not() -> None:
    heavy = replace(TURN, tonnes=np.array([3.0, 1.0, 1.0, 0.0]))
    assert quarter_band(heavy).average.values[1] == pytest.approx(12.5)
    index = quarter_band(replace(heavy, unit="points"))
    assert index.average.values[1] == pytest.approx(15.0)
    assert not index.weighted


def test_a_week_belongs_to_the_quarter_of_its_last_day() -> None:
    weeks = curve([("2025-W52", 10.0), ("2026-W01", 30.0), ("2026-W02", 50.0)], Every.WEEK)
    assert parse_period("2026-W01").start == date(2025, 12, 29)
    np.testing.assert_allclose(quarter_band(weeks).average.values, [10.0, 30.0, 40.0])


@given(curves())
def test_the_average_lies_in_the_band_and_the_band_round_the_value(one: Curve) -> None:
    band = quarter_band(one)
    at = one.known
    np.testing.assert_array_equal(band.average.known, at)
    low, high = band.low.values[at], band.high.values[at]
    assert (low <= one.values[at]).all()
    assert (one.values[at] <= high).all()
    assert (low <= band.average.values[at] * (1 + 1e-7)).all()
    assert (band.average.values[at] <= high * (1 + 1e-7)).all()


@given(curves())
def test_at_the_end_of_each_quarter_it_is_that_quarters_average(one: Curve) -> None:
    quarters: dict[str, list[float]] = {}
    for at in one.known.tolist():
        quarters.setdefault(period_of(parse_period(one.periods[at]).end, Every.QUARTER).key, []).append(one.values[at])
    band = quarter_band(one)
    newest = {}
    for at in one.known.tolist():
        newest[period_of(parse_period(one.periods[at]).end, Every.QUARTER).key] = band.average.values[at]
    for key, values in quarters.items():
        assert newest[key] == pytest.approx(sum(values) / len(values), rel=1e-7)
