"""The pyramid against looking at every point: extremes, gaps, growing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve import pyramid
from desk_app.domain.curve.curve import Floats
from desk_app.domain.curve.pyramid import FACTOR, Pyramid

Points = tuple[Floats, Floats]


@st.composite
def points(draw: st.DrawFn) -> Points:
    """Up to three levels of them; bunched, with equal days, with gaps."""
    count = draw(st.integers(0, 3 * FACTOR * FACTOR))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    bunched = draw(st.sampled_from([1.0, 8.0]))
    x = np.sort(random.random(count) ** bunched)
    if draw(st.booleans()):
        x = np.round(x * 50) / 50
    y = np.cumsum(random.normal(size=count))
    y[random.random(count) < draw(st.sampled_from([0.0, 0.1, 0.95]))] = np.nan
    return x, y


@st.composite
def edges(draw: st.DrawFn) -> Floats:
    first, last = draw(st.floats(-0.2, 0.9)), draw(st.floats(0.001, 1.0))
    return np.linspace(first, first + last, draw(st.integers(2, 60)))


@pytest.fixture(autouse=True, scope="module")
def _small() -> object:
    """As if a picture had few columns for many points: every level is used."""
    kept, pyramid._FEW = pyramid._FEW, 2
    yield
    pyramid._FEW = kept


def crossing(x: Floats, y: Floats, edge: float) -> float:
    """Where the line is at an edge, found with the two points around it."""
    after = int(np.searchsorted(x, edge))
    if not 0 < after < len(x):
        return float("nan")
    share = (edge - x[after - 1]) / (x[after] - x[after - 1])
    return float(y[after - 1] + (y[after] - y[after - 1]) * share)


def column(x: Floats, y: Floats, first: float, last: float) -> tuple[float, float]:
    """Lowest and highest of a column, point by point."""
    inside = y[(x >= first) & (x < last)]
    seen = np.append(inside, [crossing(x, y, first), crossing(x, y, last)])
    seen = seen[np.isfinite(seen)]
    return (float(seen.min()), float(seen.max())) if len(seen) else (float("nan"), float("nan"))


@given(points(), edges())
def test_every_column_keeps_its_extremes_and_its_gaps(some: Points, at: Floats) -> None:
    found = Pyramid(*some).columns(at)
    wanted = np.array([column(*some, *pair) for pair in pairwise(at.tolist())]).T
    np.testing.assert_array_equal(np.isnan(found.low), np.isnan(wanted[0]))
    np.testing.assert_allclose(found.low, wanted[0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.high, wanted[1], rtol=1e-9, atol=1e-9)


@given(points(), st.integers(1, 40))
def test_the_extremes_are_values_and_none_is_lost(some: Points, count: int) -> None:
    x, y = some
    if np.isfinite(y).any():
        found = Pyramid(x, y).columns(np.linspace(-0.1, 1.1, count + 1))
        assert found.range == (np.nanmin(y), np.nanmax(y))


@given(points(), st.lists(st.integers(1, 900), max_size=12), edges())
def test_growing_is_the_same_as_building(some: Points, parts: list[int], at: Floats) -> None:
    x, y = some
    grown = Pyramid(x[:0], y[:0])
    start = 0
    for part in (*parts, len(x)):
        grown.append(x[start : start + part], y[start : start + part])
        start += part
    built = Pyramid(x, y)
    assert len(grown) == len(built)
    for one, other in zip(
        (grown.columns(at).low, grown.columns(at).high), (built.columns(at).low, built.columns(at).high), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_what_was_given_is_not_written_to() -> None:
    given_x, given_y = np.arange(100.0), np.arange(100.0)
    Pyramid(given_x, given_y).append(np.array([100.0]), np.array([7.0]))
    assert len(given_x) == 100
    assert given_y[-1] == 99.0


def test_a_gap_is_a_gap_however_wide_the_columns() -> None:
    y = np.ones(100)
    y[40:60] = np.nan
    found = Pyramid(np.arange(100.0), y).columns(np.arange(0.0, 101.0, 5.0))
    assert np.flatnonzero(np.isnan(found.low)).tolist() == [8, 9, 10, 11]


def test_points_never_run_backwards() -> None:
    grown = Pyramid(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="forwards"):
        grown.append(np.array([1.5]), np.array([1.0]))
    with pytest.raises(ValueError, match="forwards"):
        grown.append(np.array([3.0, 2.5]), np.array([1.0, 2.0]))
    grown.append(np.array([2.0]), np.array([5.0]))
    grown.append(np.empty(0), np.empty(0))
    assert len(grown) == 3


def test_appending_costs_no_more_at_the_end_of_many() -> None:
    """How many values are written, not how long it takes: levels are renewed from the last block on."""
    grown = Pyramid(np.arange(100_000.0), np.zeros(100_000))
    grown.append(np.array([1e5]), np.array([1.0]))
    written: list[int] = []
    for level in (grown._x, grown._y, *grown._lows, *grown._highs):
        renew = level.renew

        def counting(start: int, values: Floats, renew: object = renew) -> None:
            written.append(len(values))
            renew(start, values)  # type: ignore[operator]

        level.renew = counting  # type: ignore[method-assign]
    grown.append(np.array([1e5]), np.array([2.0]))
    assert sum(written) <= 2 + 2 * len(grown._lows)
