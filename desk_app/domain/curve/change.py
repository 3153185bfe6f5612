"""The change between two points of a curve (涨跌)."""

import math
from dataclasses import dataclass

from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.points import Points


@dataclass(frozen=True, slots=True)
class Change:
    """From one position to another: `amount` in the curve's unit, `percent` of the first value, NaN of zero."""

    first: int
    last: int
    amount: float
    percent: float


def change(curve: Curve, first: int, last: int) -> Change | None:
    """The change between two positions; None unless both have a value."""
    return _changed(first, last, float(curve.values[first]), float(curve.values[last]))


def _changed(first: int, last: int, start: float, end: float) -> Change | None:
    if not (math.isfinite(start) and math.isfinite(end)):
        return None
    return Change(first, last, end - start, (end / start - 1.0) * 100.0 if start else math.nan)


def change_between(points: Points, start: float, end: float) -> Change | None:
    """The change over a stretch of the axis (days), appended ticks included: from the value that stood at `start` to
    that at `end`.

    What stood at a day is the newest value up to it; where the curve begins later, its first value.
    """
    first, last = points.standing(start), points.standing(end)
    if first is None or last is None:
        return None
    return _changed(first, last, points.place(first)[1], points.place(last)[1])
