"""How far one can go and how near one can come: the range of days when it is changed by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desk_app.domain.curve.points import Points

_POINTS = 6.0  # of the finest curve, at the nearest
_AROUND = 1.3  # of all there is, at the farthest
_KEPT = 0.1  # of the picture that always shows something
_RECENT = 1000  # points whose distance counts


@dataclass(frozen=True, slots=True)
class Reach:
    """The first and last day there is anything for, and the shortest stretch that is shown."""

    oldest: float
    newest: float
    least: float

    def bounded(self, first: float, last: float) -> tuple[float, float]:
        """The stretch, brought back to where there is something to see."""
        span = min(max(last - first, self.least), max((self.newest - self.oldest) * _AROUND, self.least))
        middle = (first + last) / 2
        start = min(max(middle - span / 2, self.oldest - span * (1 - _KEPT)), self.newest - span * _KEPT)
        return start, start + span

    def zoomed(self, first: float, last: float, factor: float, at: float) -> tuple[float, float]:
        """`factor` times the stretch; the place `at` stays where it is, as long as the reach allows."""
        span = min(max((last - first) * factor, self.least), max((self.newest - self.oldest) * _AROUND, self.least))
        start = at - (at - first) * span / (last - first)
        return self.bounded(start, start + span)


def reach_of(all_points: Iterable[Points]) -> Reach | None:
    """Of curves; None where there is nothing to see."""
    known = [points for points in all_points if len(points)]
    if not known:
        return None
    apart = min(_apart(points) for points in known)
    oldest, newest = min(float(points.days[0]) for points in known), max(float(points.ends[-1]) + 1 for points in known)
    return Reach(oldest, newest, max(apart * _POINTS, 1 / 1440))


def _apart(points: Points) -> float:
    """The usual distance of the newest points, in days."""
    gaps = np.diff(points.days[-_RECENT:])
    gaps = gaps[gaps > 0]
    return float(np.median(gaps)) if len(gaps) else 1.0
