"""The change between two points of a curve (涨跌)."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.curve.curve import Curve


@dataclass(frozen=True, slots=True)
class Change:
    """From one position to another: `amount` in the curve's unit, `percent` in percent of the first value."""

    first: int
    last: int
    amount: float
    percent: float


def change(curve: Curve, first: int, last: int) -> Change | None:
    """The change between two positions; None unless both have a value."""
    start, end = float(curve.values[first]), float(curve.values[last])
    if not (np.isfinite(start) and np.isfinite(end)):
        return None
    return Change(first, last, end - start, (end / start - 1.0) * 100.0)


def change_over(curve: Curve, start: float, end: float) -> Change | None:
    """The change over a stretch of the axis (days): from the value that stood at `start` to that at `end`.

    What stood at a day is the newest value up to it; where the curve begins later, its first value.
    """
    known = curve.known
    if not len(known):
        return None
    places = np.searchsorted(curve.days[known], [start, end], side="right") - 1
    first, last = (int(known[max(int(place), 0)]) for place in places)
    return change(curve, first, last)
