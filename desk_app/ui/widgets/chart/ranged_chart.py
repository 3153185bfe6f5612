"""Curves over time in linked panels: what is drawn, and which stretch of days is seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.canvas import Canvas
from desk_app.ui.widgets.chart.ranging import Ranging
from desk_app.ui.widgets.chart.shown import Shown


class RangedChart(QWidget):
    """The chart without a crosshair; `zoomed` says that the range was changed by hand."""

    zoomed = Signal()

    def __init__(self, theme: Theme, words: Words, pen: float, *, paper: bool) -> None:
        super().__init__()
        self._theme = theme
        self.canvas = Canvas(words, theme.palette, pen, paper=paper)
        self._ranging = Ranging(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas.plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.repaint_colours)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What was asked for; ticks appended since are not in its curves."""
        return tuple(track.shown for track in self.canvas.tracks)

    def shade(self, stretches: Sequence[tuple[float, float]]) -> None:
        """Shade these stretches, [first, end) in days: days without trading."""
        self.canvas.shaded = tuple(stretches)
        self.canvas.change()

    def place_of(self, which: int, position: int) -> tuple[float, float]:
        """Day and value at a position of a shown curve; of a week or longer the end of its step."""
        return self.canvas.tracks[which].points.place(position)

    def set_log(self, on: bool) -> None:
        """Logarithmic value axes in the main panel; what they have no place for is a gap, and said."""
        self.canvas.log = on
        self.canvas.change()

    def repaint_colours(self) -> None:
        """In the palette in force; the curves' own colours come with them."""
        self.canvas.colours = self._theme.palette
        self.canvas.change()

    # ---- the range
    def show_days(self, first: float, last: float) -> None:
        """Show this stretch of days, with some room for the newest value's mark; `reset` comes back to it."""
        self._ranging.show(first, last)

    @property
    def days_shown(self) -> tuple[float, float]:
        """The stretch of the axis that is seen, in days."""
        return self.canvas.days

    def reset(self) -> None:
        """Back to the stretch that was last asked for."""
        self._ranging.reset()

    def zoom(self, factor: float, at: float | None = None) -> None:
        """By hand: show `factor` times as many days, around a day."""
        self._ranging.zoom(factor, at)
        self.zoomed.emit()

    def go_to(self, first: float, last: float) -> None:
        """By hand: show these days, as far as there is something to see."""
        self._ranging.go_to(first, last)
        self.zoomed.emit()

    def reset_by_hand(self) -> None:
        """The same as `reset`, asked for with a key or a double click."""
        self.reset()
        self.zoomed.emit()
