"""Curves that start from one point: 100 at a day, or the percent since a day."""

from dataclasses import replace

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import Curve


def standing_at(curve: Curve, day: float) -> int | None:
    """Position of the value that stands at a place on the axis (days): the newest up to it.

    Where the curve begins later, its first value; None where it has none at all.
    """
    known = curve.known
    if not len(known):
        return None
    place = int(np.searchsorted(curve.days[known], day, side="right")) - 1
    return int(known[max(place, 0)])


def rebased(curve: Curve, day: float, scale: float = 100.0, *, like: Curve | None = None) -> Curve:
    """In points, so that what stands at a day is `scale`; with `like`, so that what stands there in `like` is.

    `Refused` where the value that stands there is not above zero. A curve without a value stays without one.
    """
    base = _base(curve if like is None else like, day)
    return replace(curve, unit="points", values=curve.values * (scale / base))


def percent_since(curve: Curve, day: float, *, like: Curve | None = None) -> Curve:
    """The change since a day in percent of what stood there (in `like`, where given); `Refused` like `rebased`."""
    base = _base(curve if like is None else like, day)
    return replace(curve, unit="percent", values=(curve.values / base - 1.0) * 100.0)


def _base(curve: Curve, day: float) -> float:
    at = standing_at(curve, day)
    if at is None:
        return 1.0
    if curve.values[at] <= 0:
        raise refuse("curve_base_not_positive", "series", first=curve.code, period=curve.periods[at])
    return float(curve.values[at])
