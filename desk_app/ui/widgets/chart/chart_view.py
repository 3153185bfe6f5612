"""Curves over time, with a crosshair that follows the mouse or walks from point to point."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.curve.change import change_over
from desk_app.domain.curve.curve import Floats, line, nearest
from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.canvas import Canvas, place
from desk_app.ui.widgets.chart.shown import Pin, Shown

_MANY_POINTS = 5_000  # from here on lines are drawn without smoothing
_MARGIN = 0.04  # of the range, to the right: room for the newest value's mark
_FAR = 10**9
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}


class ChartView(QWidget):
    """`pointed` brings, for each curve shown, the position under the crosshair; empty when it is hidden.

    `describe` says a point in words, for screen readers: it is asked with the same positions. `measured` brings the
    change of the first curve over the measured stretch, or None; `pin_pointed` the pin under the mouse, or None;
    `zoomed` says that the range was changed by hand.
    """

    pointed = Signal(list)
    measured = Signal(object)
    pin_pointed = Signal(object)
    zoomed = Signal()

    def __init__(self, theme: Theme, words: Words, pen: float = 1) -> None:
        super().__init__()
        self._theme = theme
        self.canvas = Canvas(words, pen)
        self.shown: tuple[Shown, ...] = ()
        self.at: list[int | None] = []
        self.describe: Callable[[Sequence[int | None]], str] = lambda _: ""
        self.pins: tuple[Pin, ...] = ()
        self._home = (0.0, 1.0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas.plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.plot.scene().sigMouseMoved.connect(self._moved)
        theme.changed.connect(self.repaint_colours)
        self.repaint_colours()

    # ---- what is shown
    def show_curves(self, shown: Sequence[Shown], stamp: str) -> None:
        """Draw these; `stamp` is written into the chart."""
        self.shown = tuple(shown)
        canvas = self.canvas
        canvas.clear()
        canvas.stamp(stamp)
        smooth = sum(len(each.curve.days) for each in shown) < _MANY_POINTS
        for each in shown:
            canvas.draw(line(each.curve), each.curve.unit, each.colour, smooth=smooth, dashed=each.official)
            mark = each.mark if len(shown) == 1 else ""  # of several, the list and the strip say the values
            canvas.mark(each.curve, mark, each.colour, self._theme.palette["surface"])
        canvas.show_axes({each.curve.unit for each in shown})
        self.hide_crosshair()

    def shade(self, stretches: Sequence[tuple[float, float]]) -> None:
        """Shade these stretches, [first, end) in days: days without trading."""
        self.canvas.shade(stretches)

    def pin(self, pins: Sequence[Pin]) -> None:
        """Put these on the lane at the foot."""
        self.pins = tuple(sorted(pins, key=lambda each: each.day))

    def append(self, code: str, days: Floats, values: Floats) -> None:
        """Ticks at the end of a shown curve; positions go on after its last one."""
        stamp = self.canvas.stamped
        self.show_curves(
            [_longer(each, days, values) if each.curve.code == code else each for each in self.shown], stamp
        )

    def pulse(self, code: str, text: str) -> None:
        """Let the newest value of a curve pulse, with these words beside it."""
        stamp = self.canvas.stamped
        self.show_curves([replace(each, mark=text) if each.curve.code == code else each for each in self.shown], stamp)

    def place_of(self, which: int, position: int) -> tuple[float, float]:
        """Day and value at a position of a shown curve, appended ticks included."""
        return place(self.shown[which].curve, position)

    # ---- the range
    def show_days(self, first: float, last: float) -> None:
        """Show this stretch of days, with some room for the newest value's mark; `reset` comes back to it."""
        self._home = (first, last)
        room = max((last - first) * _MARGIN, 1.0)
        self.canvas.prices.setXRange(first, last + 1 + room, padding=0)

    @property
    def days_shown(self) -> tuple[float, float]:
        """The stretch of the axis that is seen, in days."""
        low, high = self.canvas.prices.viewRange()[0]
        return float(low), float(high)

    def reset(self) -> None:
        """Back to the stretch that was last asked for."""
        self.show_days(*self._home)

    def set_log(self, on: bool) -> None:
        """Logarithmic value axes in the main panel."""
        self.canvas.set_log(on)

    # ---- the crosshair
    def measure(self, on: bool) -> None:
        """Measure from the crosshair on."""
        moved = change_over(self.shown[0].curve, *self.days_shown) if on and self.shown else None
        self.measured.emit(moved)

    @property
    def point_day(self) -> float | None:
        """The day under the crosshair, or None."""
        found = [each.curve.days[at] for each, at in zip(self.shown, self.at, strict=False) if at is not None]
        return float(found[0]) if found else None

    def text_of_point(self) -> str:
        """The point in words."""
        return self.describe(self.at) if self.at else ""

    def point_at(self, x: float) -> None:
        """Put the crosshair on the values nearest to a place on the axis."""
        at = [nearest(each.curve, x) for each in self.shown]
        lead = next(((each, one) for each, one in zip(self.shown, at, strict=True) if one is not None), None)
        if lead is None or at == self.at:
            return
        self.at = at
        self.canvas.line.setPos(place(lead[0].curve, lead[1])[0])
        self.canvas.line.show()
        self._set_dots()
        self.pointed.emit(list(at))

    def walk(self, steps: int) -> None:
        """Go on by so many known values of the first curve; from nowhere, first to the newest."""
        if not self.shown or not len(known := self.shown[0].curve.known):
            return
        now = self.at[0] if self.at else None
        wanted = steps + (len(known) if now is None else int(np.searchsorted(known, now)))
        day = float(self.shown[0].curve.days[known[min(max(wanted, 0), len(known) - 1)]])
        self.point_at(day)
        low, high = self.days_shown
        if not low <= day <= high:
            self.canvas.prices.translateBy(x=day - (low if day < low else high))

    def hide_crosshair(self) -> None:
        """No crosshair, no values."""
        self.at = []
        self.canvas.line.hide()
        for dots in self.canvas.dots.values():
            dots.clear()
        self.pointed.emit([])

    def repaint_colours(self) -> None:
        """In the palette in force; the curves' own colours come with them."""
        self.canvas.repaint_colours(self._theme.palette)

    def _set_dots(self) -> None:
        for box, dots in self.canvas.dots.items():
            pairs = zip(self.shown, self.at, strict=True)
            dots.setData(
                [
                    {"pos": place(each.curve, at), "brush": each.colour}
                    for each, at in pairs
                    if at is not None and self.canvas.box(each.curve.unit) is box
                ]
            )

    def _moved(self, spot: QPointF) -> None:
        prices = self.canvas.prices
        if self.shown and prices.sceneBoundingRect().contains(spot):
            self.point_at(float(prices.mapSceneToView(spot).x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.walk(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.hide_crosshair()
        else:
            super().keyPressEvent(event)


def _longer(each: Shown, days: Floats, values: Floats) -> Shown:
    curve, more = each.curve, len(days)
    longer = replace(
        curve,
        days=np.concatenate([curve.days, days]),
        ends=np.concatenate([curve.ends, days]),
        values=np.concatenate([curve.values, values]),
        statuses=curve.statuses + ("ok",) * more,
        trades=np.concatenate([curve.trades, np.zeros(more, np.int64)]),
        tonnes=np.concatenate([curve.tonnes, np.zeros(more)]),
        periods=curve.periods + ("",) * more,
    )
    return replace(each, curve=longer)
