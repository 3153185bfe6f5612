"""Going to points: the nearest, the next, the newest; ticks come at the end."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.curve.change import change_between
from desk_app.domain.curve.curve import Curve, curve_of, day_number, nearest
from desk_app.domain.curve.points import Points

FIRST = date(2026, 1, 5)


def curve(values: list[float | None], every: Every = Every.DAY) -> Curve:
    apart = 7 if every is Every.WEEK else 1
    periods = [period_of(FIRST + timedelta(days=at * apart), every) for at in range(len(values))]
    count = len(values)
    return curve_of("x", every, "yuan/t", periods, values, ["ok"] * count, [1] * count, [1.0] * count)


known_or_not = st.lists(st.one_of(st.none(), st.floats(1, 1e6)), max_size=600)


@given(known_or_not, st.floats(-10, 700))
def test_the_nearest_is_the_same_as_of_the_curve(values: list[float | None], offset: float) -> None:
    one = curve(values)
    assert Points(one).nearest(day_number(FIRST) + offset) == nearest(one, day_number(FIRST) + offset)


@given(known_or_not, st.integers(0, 599), st.integers(-700, 700))
def test_steps_go_over_known_values_only(values: list[float | None], start: int, steps: int) -> None:
    one = curve(values)
    known = one.known.tolist()
    if not known:
        return
    position = known[start % len(known)]
    wanted = known[min(max(known.index(position) + steps, 0), len(known) - 1)]
    assert Points(one).step(position, steps) == wanted


@given(known_or_not)
def test_oldest_and_newest(values: list[float | None]) -> None:
    one, points = curve(values), Points(curve(values))
    known = one.known.tolist()
    assert points.newest == one.newest
    assert points.oldest == (known[0] if known else None)


def test_ticks_go_on_after_the_last_value_and_are_points() -> None:
    points = Points(curve([100.0, 110.0], Every.WEEK))
    last = float(points.ends[-1]) + 1
    assert points.place(1) == (last, 110.0)
    points.append(np.array([last + 0.25, last + 0.5]), np.array([np.nan, 121.0]))
    assert len(points) == 4
    assert points.newest == 3
    assert points.place(3) == (last + 0.5, 121.0)
    assert points.nearest(last + 9) == 3
    assert points.step(1, 1) == 3
    moved = change_between(points, last, last + 1)
    assert moved is not None
    assert (moved.first, moved.last, moved.amount) == (1, 3, 11.0)


def test_inside_a_week_it_is_that_week() -> None:
    points = Points(curve([100.0, 110.0], Every.WEEK))
    assert points.nearest(float(points.ends[0]) + 0.9) == 0
    assert points.nearest(float(points.days[1])) == 1


def test_before_the_first_value_stands_the_first() -> None:
    points = Points(curve([None, 100.0, None]))
    assert points.standing(day_number(FIRST) - 5.0) == 1
    assert points.standing(day_number(FIRST) + 2.0) == 1
    assert Points(curve([None])).standing(0.0) is None
