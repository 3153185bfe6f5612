"""Scales and their round values."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.ui.widgets.chart.figures import figure, signed
from desk_app.ui.widgets.chart.labels import apart
from desk_app.ui.widgets.chart.scale import fitting

levels = st.floats(-1e7, 1e7, allow_subnormal=False)


@given(levels, levels, st.floats(60, 2000))
def test_a_scale_shows_all_it_is_to_show(one: float, other: float, height: float) -> None:
    low, high = sorted((one, other))
    scale = fitting(low, high, height)
    assert 0 <= scale.y(high) <= scale.y(low) <= height


@given(levels, st.floats(1e-3, 1e7), st.floats(120, 2000))
def test_ticks_are_round_inside_and_neither_few_nor_many(low: float, spread: float, height: float) -> None:
    assume(abs(low) < spread * 1e6)
    scale = fitting(low, low + spread, height)
    values, places = scale.ticks()
    assert 1 <= len(values) <= height / 40 + 3
    assert all(scale.low - 1e-9 * spread <= value <= scale.high + 1e-9 * spread for value in values)
    assert len({figure(value, places) for value in values}) == len(values)


@given(st.floats(1e-3, 1e6), st.floats(0.001, 8.0), st.floats(120, 1200))
def test_logarithmic_ticks(low: float, decades: float, height: float) -> None:
    scale = fitting(math.log10(low), math.log10(low) + decades, height, log=True)
    values, _ = scale.ticks()
    assert values == sorted(values)
    assert values
    assert all(-1e-6 <= scale.y(scale.drawn(value)) <= height * (1 + 1e-6) for value in values)


def test_a_logarithmic_scale_reads_what_it_draws_and_has_no_place_for_zero() -> None:
    scale = fitting(2.0, 4.0, 400.0, log=True)
    assert scale.at(scale.y(scale.drawn(1000.0))) == pytest.approx(1000.0)
    assert math.isnan(scale.drawn(0.0))
    assert math.isnan(scale.drawn(-5.0))


def test_bars_stand_on_zero() -> None:
    scale = fitting(20.0, 60.0, 100.0, grounded=True)
    assert scale.y(0.0) == 100.0
    assert fitting(0.0, 0.0, 100.0, grounded=True).y(0.0) == 100.0


@given(st.lists(st.floats(0, 400), max_size=8))
def test_labels_are_moved_apart_and_stay_in_order_inside(places: list[float]) -> None:
    moved = apart(sorted(places), 20.0, 0.0, 400.0)
    assert all(later - earlier >= 20.0 - 1e-9 for earlier, later in pairwise(moved))
    assert all(10.0 - 1e-9 <= place <= 390.0 + 1e-9 for place in moved)


def test_figures() -> None:
    assert figure(-1234.5, 1) == "−1,234.5"
    assert figure(-0.001, 2) == "0.00"
    assert [signed(value, 1) for value in (2.0, -2.0, 0.0)] == ["+2.0", "−2.0", "0.0"]
