"""Curves: gaps, steps, the point under the crosshair, ranges and changes."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.curve.change import change, change_between
from desk_app.domain.curve.curve import Curve, curve_of, day_number, day_of, line, nearest
from desk_app.domain.curve.points import Points
from desk_app.domain.curve.range import Range, months_before, range_days

Point = tuple[str, float | None, str]
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def curve(points: list[Point], every: Every = Every.DAY) -> Curve:
    keys, values, statuses = zip(*points, strict=True) if points else ((), (), ())
    periods = [parse_period(key) for key in keys]
    return curve_of("nd_oxide", every, "yuan/t", periods, values, statuses, [1] * len(keys), [2.0] * len(keys))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    first = draw(days)
    offsets = sorted(draw(st.sets(st.integers(0, 500), min_size=1, max_size=40)))
    known = draw(st.lists(st.one_of(st.none(), st.floats(1, 1e6)), min_size=len(offsets), max_size=len(offsets)))
    points = zip(offsets, known, strict=True)
    return curve([((first + timedelta(days=n)).isoformat(), v, "ok" if v else "no_trade") for n, v in points])


WEEK = curve(
    [
        ("2026-01-05", 100.0, "ok"),
        ("2026-01-06", None, "no_trade"),
        ("2026-01-07", 110.0, "ok"),
        ("2026-01-08", None, "suspended"),
        ("2026-01-09", 121.0, "ok"),
    ]
)


def test_silent_days_are_joined_and_a_suspension_parts_the_line() -> None:
    drawn = line(WEEK)
    assert [day_of(x).day for x in drawn.x] == [5, 7, 8, 9]
    np.testing.assert_array_equal(drawn.y, [100.0, 110.0, math.nan, 121.0])


def test_a_weekly_value_is_drawn_over_its_week() -> None:
    drawn = line(curve([("2026-W02", 100.0, "ok"), ("2026-W03", 110.0, "ok")], Every.WEEK))
    monday = day_number(date(2026, 1, 5))
    assert drawn.x.tolist() == [monday, monday + 7, monday + 7, monday + 14]
    assert drawn.y.tolist() == [100.0, 100.0, 110.0, 110.0]


def test_an_empty_curve() -> None:
    empty = curve([])
    assert (nearest(empty, 0.0), empty.newest, change_between(Points(empty), 0, 1)) == (None, None, None)
    assert len(line(empty).x) == 0


def test_inside_a_week_the_crosshair_shows_that_week() -> None:
    weeks = curve([("2026-W02", 100.0, "ok"), ("2026-W03", 110.0, "ok")], Every.WEEK)
    assert nearest(weeks, day_number(date(2026, 1, 11))) == 0
    assert nearest(weeks, day_number(date(2026, 1, 12))) == 1


def test_change_between_two_points() -> None:
    found = change(WEEK, 0, 4)
    assert found is not None
    assert found.amount == 21.0
    assert found.percent == pytest.approx(21.0)
    assert change(WEEK, 0, 1) is None


def test_change_over_a_stretch_starts_with_what_stood_there() -> None:
    found = change_between(Points(WEEK), day_number(date(2026, 1, 6)), day_number(date(2026, 1, 8)))
    assert found is not None
    assert (found.first, found.last) == (0, 2)
    assert found.percent == pytest.approx(10.0)


@given(curves(), st.floats(-1000, 1000))
def test_nothing_is_nearer_than_the_nearest(one: Curve, offset: float) -> None:
    x = float(one.days[0]) + offset
    found = nearest(one, x)
    if found is None:
        assert not len(one.known)
    else:
        assert abs(one.days[found] - x) == np.abs(one.days[one.known] - x).min()


@given(curves())
def test_a_line_holds_every_value_once_and_in_order(one: Curve) -> None:
    drawn = line(one)
    np.testing.assert_array_equal(drawn.y[np.isfinite(drawn.y)], one.values[one.known])
    assert (np.diff(drawn.x) > 0).all()


@given(curves(), st.data())
def test_changes_chain(one: Curve, data: st.DataObject) -> None:
    if not len(one.known):
        return
    a, b, c = (int(data.draw(st.sampled_from(one.known.tolist()))) for _ in range(3))
    ab, bc, ac = change(one, a, b), change(one, b, c), change(one, a, c)
    assert ab
    assert bc
    assert ac
    assert ac.amount == pytest.approx(ab.amount + bc.amount, abs=1e-6)
    assert 1 + ac.percent / 100 == pytest.approx((1 + ab.percent / 100) * (1 + bc.percent / 100), rel=1e-9)


@given(days)
def test_a_day_on_the_axis_and_back(day: date) -> None:
    assert day_of(day_number(day) + 0.999) == day


@pytest.mark.parametrize(
    ("chosen", "start"),
    [
        (Range.ONE_MONTH, date(2026, 4, 30)),
        (Range.THREE_MONTHS, date(2026, 2, 28)),
        (Range.QUARTER_TO_DATE, date(2026, 3, 31)),
        (Range.SIX_MONTHS, date(2025, 11, 30)),
        (Range.YEAR_TO_DATE, date(2025, 12, 31)),
        (Range.ONE_YEAR, date(2025, 5, 31)),
        (Range.ALL, date(2020, 1, 1)),
    ],
)
def test_ranges_count_back_from_the_newest_day(chosen: Range, start: date) -> None:
    newest = date(2026, 5, 31)
    assert range_days(chosen, date(2020, 1, 1), newest) == (start, newest)


@given(days, days, st.sampled_from(list(Range)))
def test_a_range_stays_inside_the_curve(one: date, other: date, chosen: Range) -> None:
    oldest, newest = sorted((one, other))
    start, end = range_days(chosen, oldest, newest)
    assert oldest <= start <= end == newest


@given(days, st.integers(0, 600))
def test_months_before(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year * 12 + day.month) - (earlier.year * 12 + earlier.month) == months
    assert earlier.day <= day.day
