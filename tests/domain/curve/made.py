"""Curves made for tests, by hand and by chance."""

from datetime import date, timedelta

from hypothesis import strategies as st

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.curve.curve import Curve, curve_of

Point = tuple[str, float | None] | tuple[str, float | None, str]
FIRST = date(2025, 11, 3)


def curve(points: list[Point], every: Every = Every.DAY, unit: str = "yuan/t", code: str = "nd_oxide") -> Curve:
    """From keys, values and statuses; two tonnes a period that has a value."""
    keys = [point[0] for point in points]
    values = [point[1] for point in points]
    statuses = [point[2] if len(point) > 2 else "ok" if point[1] is not None else "no_trade" for point in points]
    tonnes = [2.0 if value is not None else 0.0 for value in values]
    return curve_of(code, every, unit, [parse_period(key) for key in keys], values, statuses, [1] * len(keys), tonnes)


def daily(values: list[float | None], *, first: date = FIRST, unit: str = "yuan/t", code: str = "nd_oxide") -> Curve:
    """One value a day, from a Monday on."""
    return curve([((first + timedelta(n)).isoformat(), value) for n, value in enumerate(values)], unit=unit, code=code)


@st.composite
def curves(draw: st.DrawFn, least: int = 1, unit: str = "yuan/t", code: str = "nd_oxide") -> Curve:
    """Days with gaps between them, silent days, suspensions; values from 1 to a million."""
    first = draw(st.dates(date(1995, 1, 1), date(2090, 12, 31)))
    offsets = sorted(draw(st.sets(st.integers(0, 200), min_size=least, max_size=50)))
    known = st.one_of(st.floats(1, 1e6), st.floats(1, 1e6), st.sampled_from(["no_trade", "suspended"]))
    points: list[Point] = []
    for offset in offsets:
        value = draw(known)
        day = (first + timedelta(days=offset)).isoformat()
        points.append((day, None, value) if isinstance(value, str) else (day, value, "ok"))
    return curve(points, unit=unit, code=code)
