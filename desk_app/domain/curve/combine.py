"""One curve out of several: spreads, ratios. Only what all of them have on the same days, at the same frequency."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import BREAKING, Curve, Floats

Part = tuple[float, Curve]
"""A curve and how often it counts; a minus takes it away."""
RATIO = "ratio"
"""The unit of a curve divided by another of its own unit."""


def spread(first: Curve, second: Curve) -> Curve:
    """`first` − `second`, in their unit; `Refused` like `weighted_sum`."""
    return weighted_sum(((1.0, first), (-1.0, second)), f"{first.code}-{second.code}")


def weighted_sum(parts: Sequence[Part], code: str) -> Curve:
    """Σ weight × curve, in their unit, where each of them has a value; elsewhere it is a gap.

    `Refused` where their units or frequencies differ, or where no period has all values.
    """
    weights = np.array([weight for weight, _ in parts])
    return _combined([curve for _, curve in parts], code, parts[0][1].unit, lambda rows: weights @ rows)


def ratio(first: Curve, second: Curve) -> Curve:
    """`first` ÷ `second`, a plain number; a gap where `second` is not above zero. `Refused` like `weighted_sum`."""

    def divide(rows: Floats) -> Floats:
        divided: Floats = np.divide(rows[0], rows[1], out=np.full(rows.shape[1], np.nan), where=rows[1] > 0)
        return divided

    return _combined([first, second], f"{first.code}/{second.code}", RATIO, divide)


def _combined(curves: Sequence[Curve], code: str, unit: str, make: Callable[[Floats], Floats]) -> Curve:
    _check(curves)
    days = np.unique(np.concatenate([curve.days for curve in curves]))
    rows = np.full((len(curves), len(days)), np.nan)
    places = [np.searchsorted(days, curve.days) for curve in curves]
    for row, curve, place in zip(rows, curves, places, strict=True):
        row[place] = curve.values
    both = np.isfinite(rows).all(axis=0)
    if not both.any():
        raise refuse("curve_no_common", "series", first=curves[0].code, second=curves[1].code)
    values = np.full(len(days), np.nan)
    values[both] = make(rows[:, both])
    ends, periods, statuses = _told(curves, places, len(days))
    return Curve(
        code,
        curves[0].every,
        unit,
        days,
        ends,
        values,
        tuple("ok" if known else status for known, status in zip(both.tolist(), statuses, strict=True)),
        np.zeros(len(days), np.int64),
        np.zeros(len(days)),
        tuple(periods),
    )


def _check(curves: Sequence[Curve]) -> None:
    first = curves[0]
    for other in curves[1:]:
        if other.unit != first.unit:
            raise refuse("curve_units", "series", first=first.code, second=other.code)
        if other.every is not first.every:
            raise refuse("curve_frequencies", "series", first=first.code, second=other.code)


def _told(
    curves: Sequence[Curve], places: Sequence[NDArray[np.int64]], many: int
) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Ends and names of all periods; what a period without all values is: a break where it is one in any curve."""
    ends, periods, statuses = np.zeros(many), [""] * many, ["no_trade"] * many
    for curve, place in zip(curves, places, strict=True):
        ends[place] = curve.ends
        for at, period, status in zip(place.tolist(), curve.periods, curve.statuses, strict=True):
            periods[at] = period
            if status in BREAKING:
                statuses[at] = status
    return ends, periods, statuses
