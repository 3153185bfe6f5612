"""A curve as arrays: what a chart draws and a crosshair asks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.period import Every, Period

EPOCH = date(1970, 1, 1).toordinal()
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
BREAKING = frozenset({"suspended", "no_match"})
"""Statuses that part a line. A day that was merely silent doesn't: its neighbours are joined, without a point."""


def day_number(day: date) -> int:
    """Days since 1970-01-01 in China: what a date axis counts. A time of day is a fraction of one."""
    return day.toordinal() - EPOCH


def day_of(number: float) -> date:
    """The day a place on the axis lies in."""
    return date.fromordinal(math.floor(number) + EPOCH)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Sorted by time; arrays and tuples of one length. `values` is NaN where a period has none.

    `days` and `ends` are the first and last day of each period, counted from 1970-01-01 in China's time (+08:00); a
    tick has its time of day as a fraction. `unit` is "yuan/t" (without VAT), "points" or "percent". A value of a week
    or longer holds for all its days: `steps` says draw it so.
    """

    code: str
    every: Every
    unit: str
    days: Floats
    ends: Floats
    values: Floats
    statuses: tuple[str, ...]
    trades: Places
    tonnes: Floats
    periods: tuple[str, ...]

    @property
    def steps(self) -> bool:
        return self.every is not Every.DAY

    @property
    def known(self) -> Places:
        """Positions that have a value."""
        return np.flatnonzero(np.isfinite(self.values)).astype(np.int64)

    @property
    def newest(self) -> int | None:
        """Position of the newest value."""
        known = self.known
        return int(known[-1]) if len(known) else None


def curve_of(
    code: str,
    every: Every,
    unit: str,
    periods: Sequence[Period],
    values: Sequence[float | None],
    statuses: Sequence[str],
    trades: Sequence[int],
    tonnes: Sequence[float],
) -> Curve:
    """A curve from one entry a period, oldest first; a value of None is a gap."""
    return Curve(
        code,
        every,
        unit,
        np.array([day_number(period.start) for period in periods], np.float64),
        np.array([day_number(period.end) for period in periods], np.float64),
        np.array([math.nan if value is None else value for value in values], np.float64),
        tuple(statuses),
        np.array(trades, np.int64),
        np.array(tonnes, np.float64),
        tuple(period.key for period in periods),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What to draw: `x` in days, `y` in the curve's unit; a NaN in `y` lifts the pen."""

    x: Floats
    y: Floats


def line(curve: Curve) -> Line:
    """The values as one line: daily ones joined, longer periods as steps that end on their period's last day.

    A silent day is passed over; a silent week or longer is a hole: no step stands for it.
    """
    shown = np.isfinite(curve.values)
    for silent in np.flatnonzero(~shown).tolist():
        shown[silent] = curve.steps or curve.statuses[silent] in BREAKING
    x, y = (curve.days, curve.values) if shown.all() else (curve.days[shown], curve.values[shown])
    if not curve.steps:
        return Line(x, y)
    ends = curve.ends[shown] + 1.0
    return Line(np.column_stack([x, ends]).ravel(), np.repeat(y, 2))


def nearest(curve: Curve, x: float) -> int | None:
    """Position of the value nearest to a place on the axis: what the crosshair shows. A tie goes to the later.

    A place inside a period that has a value belongs to that period.
    """
    known = curve.known
    if not len(known):
        return None
    after = int(np.searchsorted(curve.days[known], x, side="right"))
    if after == 0 or after == len(known):
        return int(known[min(after, len(known) - 1)])
    left, right = int(known[after - 1]), int(known[after])
    if x < curve.ends[left] + 1 and curve.steps:
        return left
    return left if x - curve.days[left] < curve.days[right] - x else right
