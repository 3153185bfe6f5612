"""Curves over time in linked panels, with a crosshair that follows the mouse or walks from point to point."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QToolTip

from desk_app.domain.curve.curve import Floats
from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.crosshair import Crosshair
from desk_app.ui.widgets.chart.hands import Hands
from desk_app.ui.widgets.chart.keys import press_key
from desk_app.ui.widgets.chart.measure_tool import MeasureTool
from desk_app.ui.widgets.chart.pins import Pins
from desk_app.ui.widgets.chart.pulse import Pulse
from desk_app.ui.widgets.chart.ranged_chart import RangedChart
from desk_app.ui.widgets.chart.shown import Pin, Shown
from desk_app.ui.widgets.chart.voice import plain_words, say


class ChartView(RangedChart):
    """`pointed` brings, for each curve shown, the position under the crosshair; empty when it is hidden.

    Positions count a curve's values and go on over appended ticks: `place_of` says what is there. `describe` says a
    point in words, for screen readers: it is asked with the same positions. `measured` brings the change of the first
    line over the measured stretch, or None; `pin_pointed` the pin that is pointed at, or None; `zoomed` says that the
    range was changed by hand.
    """

    pointed = Signal(list)
    measured = Signal(object)
    pin_pointed = Signal(object)

    def __init__(self, theme: Theme, words: Words, pen: float = 1.0, *, paper: bool = False) -> None:
        super().__init__(theme, words, pen, paper=paper)
        self._words = words
        self.describe: Callable[[Sequence[int | None]], str] = self._plain_words
        self._crosshair = Crosshair(self.canvas)
        self._measure, self._pins = MeasureTool(self.canvas, self.measured.emit), Pins(self.canvas, self._pin_shown)
        self._pulse = Pulse(self, self._beat)
        self._hands = Hands(self)

    # ---- what is shown
    @property
    def at(self) -> list[int | None]:
        """Each curve's position under the crosshair."""
        return self._crosshair.at

    def show_curves(self, shown: Sequence[Shown], stamp: str) -> None:
        """Draw these; `stamp` is written into the chart."""
        self._measure.end()
        self.canvas.show_curves(shown, stamp)
        self._pulse.want(False)
        self.hide_crosshair()

    def pin(self, pins: Sequence[Pin]) -> None:
        """Put these on the lane at the foot; without any there is no lane."""
        self._pins.fill(pins)

    def append(self, code: str, days: Floats, values: Floats) -> None:
        """Ticks at the end of the shown curves of that code; ValueError where they'd run backwards."""
        for track in self.canvas.tracks:
            if track.shown.curve.code == code and len(days):
                before = track.points.newest
                track.append(days, values)
                if before is None or track.left:  # on the left its newest value's label is changed as well
                    self.canvas.change()
                else:
                    newest = track.points.place(before)[0]
                    self.canvas.change_from(newest)
                    self._ranging.follow(newest, float(days[-1]))

    def pulse(self, code: str, text: str) -> None:
        """Let the newest value of a curve pulse, with these words beside it; without words it rests."""
        for track in self.canvas.tracks:
            if track.shown.curve.code == code:
                track.pulse = text
        self._pulse.want(any(track.pulse for track in self.canvas.tracks))
        self.canvas.change()

    # ---- the crosshair
    @property
    def point_day(self) -> float | None:
        """The day under the crosshair, or None."""
        return self._crosshair.day

    def text_of_point(self) -> str:
        """The point in words."""
        return self.describe(self.at) if self.at else ""

    def point_at(self, x: float, height: float | None = None) -> None:
        """Put the crosshair on the values nearest to a place on the axis; `height`: of the mouse in the picture."""
        changed = self._crosshair.put(x, height)
        if self.measuring and self.canvas.pointer.day is not None:
            self._measure.go_on(self.canvas.pointer.day)
        if changed:
            self.pointed.emit(list(self.at))
            say(self, self.text_of_point(), aloud=height is None and self.hasFocus())

    def walk(self, steps: int) -> None:
        """Go on by so many known values of the first curve; from nowhere, first to the newest."""
        day = self._crosshair.further(steps)
        if day is not None:
            self.point_at(day)
            self._ranging.bring_in(day)

    def hide_crosshair(self) -> None:
        """No crosshair, no values."""
        self._crosshair.hide()
        self.pointed.emit([])

    @property
    def measuring(self) -> bool:
        """Whether the measuring tool goes along with the crosshair."""
        return self._measure.on

    def measure(self, on: bool) -> None:
        """Measure from the crosshair on (or from the newest value) to where it goes; or no longer."""
        if on:
            self._measure.begin(self.canvas.pointer.day)
        else:
            self._measure.end()

    def measure_between(self, one: float, other: float) -> None:
        """Measure from day to day; it stays in the picture until something else is done."""
        self._measure.between(one, other)

    def text_of_measure(self) -> str:
        """What the measuring tool says in the picture."""
        return self._measure.text

    def go_to_pin(self, steps: int) -> None:
        """To the next pin on the lane, or the one before; the crosshair goes with it."""
        pin = self._pins.step(self.point_day, steps)
        if pin is not None:
            self.point_at(pin.day)
            self._ranging.bring_in(pin.day)
            self._pins.point(pin)
            say(self, pin.text, aloud=True)

    def let_go(self) -> bool:
        """What Escape does: end measuring, else hide the crosshair; False where there was neither."""
        if self._measure.on or self._measure.shows:
            self._measure.end()
        elif self.at:
            self._pins.leave()
            self.hide_crosshair()
        else:
            return False
        return True

    # ---- inside
    @property
    def pins(self) -> "Pins":
        """The lane's hand."""
        return self._pins

    def _pin_shown(self, pin: Pin | None, text: str, spot: QPointF) -> None:
        self.pin_pointed.emit(pin)
        if text:
            QToolTip.showText(
                self.canvas.plot.viewport().mapToGlobal(spot.toPoint()), text, self.canvas.plot.viewport()
            )
        else:
            QToolTip.hideText()

    def _plain_words(self, at: Sequence[int | None]) -> str:
        return plain_words(self._words, self.canvas.tracks, at, self.point_day)

    def _beat(self) -> None:
        self.canvas.pointer.phase = self._pulse.phase
        self.canvas.overlay.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pulse.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pulse.look()
