"""The measuring tool's hand: where it was put down, and how far it has come."""

from collections.abc import Callable

from desk_app.domain.curve.change import Change
from desk_app.ui.widgets.chart.canvas import Canvas
from desk_app.ui.widgets.chart.lines import is_line
from desk_app.ui.widgets.chart.measuring import measured
from desk_app.ui.widgets.chart.overlay import pane_of
from desk_app.ui.widgets.chart.track import Track


class MeasureTool:
    """Measures the first line. While it is `on`, it goes along with the crosshair."""

    def __init__(self, canvas: Canvas, tell: Callable[[Change | None], object]) -> None:
        self._canvas, self._tell = canvas, tell
        self.on = False
        self._start: float | None = None

    @property
    def shows(self) -> bool:
        """Whether anything is measured in the picture."""
        return self._canvas.pointer.measured is not None

    @property
    def text(self) -> str:
        """What it says."""
        found = self._canvas.pointer.measured
        pane = pane_of(self._canvas.frame, found.track) if found is not None else None
        return self._canvas.overlay.words_of_measured(pane) if pane is not None else ""

    def begin(self, day: float | None) -> None:
        """Put it down on a day; on none, on the newest value."""
        line = self._line()
        newest = line.points.newest if line is not None else None
        if line is None or newest is None:
            return
        self.on = True
        self._start = line.points.place(newest)[0] if day is None else day
        self.go_on(self._start)

    def go_on(self, day: float) -> None:
        """Measure up to here."""
        if self.on and self._start is not None:
            self.between(self._start, day)

    def between(self, one: float, other: float) -> None:
        """Measure from day to day."""
        line = self._line()
        found = measured(line, one, other) if line is not None else None
        self._canvas.pointer.measured = found
        self._canvas.overlay.refresh()
        self._tell(found.change if found is not None else None)

    def end(self) -> None:
        """Nothing is measured any more."""
        if self.on or self.shows:
            self.on, self._start = False, None
            self._canvas.pointer.measured = None
            self._canvas.overlay.refresh()
            self._tell(None)

    def _line(self) -> Track | None:
        return next((track for track in self._canvas.tracks if is_line(track)), None)
