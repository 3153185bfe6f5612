"""Which stretch of days is seen: as it was asked for, or as hands changed it."""

from desk_app.ui.widgets.chart.canvas import Canvas
from desk_app.ui.widgets.chart.reach import Reach, reach_of

_MARGIN = 0.04  # of the range, to the right: room for the newest value's mark
_CLOSE = 0.008  # of the range: when the newest value is so near the right edge, the range goes on with it
_INSIDE = 0.05  # of the range, that a point which is gone to keeps from the edge


class Ranging:
    """Sets the canvas's days; every change by hand stays where there is something to see."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._home = canvas.days

    @property
    def reach(self) -> Reach | None:
        return reach_of(track.points for track in self._canvas.tracks)

    def show(self, first: float, last: float) -> None:
        """These days, both whole where they are whole days, and room for the newest value's mark."""
        end = last + 1 if float(last).is_integer() else last
        room = (end - first) * _MARGIN
        self._home = (first, end + (max(room, 1.0) if float(last).is_integer() else room))
        self._canvas.show_range(*self._home)

    def reset(self) -> None:
        """What was asked for last."""
        self._canvas.show_range(*self._home)

    def go_to(self, first: float, last: float) -> None:
        """By hand: as far as there is something."""
        reach = self.reach
        if reach is not None:
            self._canvas.show_range(*reach.bounded(first, last))

    def zoom(self, factor: float, at: float | None) -> None:
        """By hand, around a place that is seen, else around the middle."""
        reach = self.reach
        first, last = self._canvas.days
        if reach is not None:
            middle = at if at is not None and first <= at <= last else (first + last) / 2
            self._canvas.show_range(*reach.zoomed(first, last, factor, middle))

    def bring_in(self, day: float) -> None:
        """Move no further than needed for a day to be seen."""
        first, last = self._canvas.days
        inside = (last - first) * _INSIDE
        if not first <= day <= last:
            moved = day - inside - first if day < first else day + inside - last
            self._canvas.show_range(first + moved, last + moved)

    def follow(self, before: float, newest: float) -> None:
        """A newer value has come: where the one before was seen, it is seen as well."""
        first, last = self._canvas.days
        span = last - first
        if first <= before <= last and newest > last - span * _CLOSE:
            moved = newest + span * _MARGIN - last
            self._canvas.show_range(first + moved, last + moved)
