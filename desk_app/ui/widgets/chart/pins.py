"""Going from pin to pin on the lane of events."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF

from desk_app.ui.widgets.chart.canvas import Canvas
from desk_app.ui.widgets.chart.lane import Spot, spot_at, spot_box
from desk_app.ui.widgets.chart.shown import Pin

Tell = Callable[[Pin | None, str, QPointF], object]
_TOLD = 8  # pins of one mark that are told one by one


class Pins:
    """`tell` gets the pin that is pointed at, its text (of all that share its mark), and where the mark is."""

    def __init__(self, canvas: Canvas, tell: Tell) -> None:
        self._canvas, self._tell = canvas, tell
        self._at: Pin | None = None

    def fill(self, pins: Sequence[Pin]) -> None:
        self.leave()
        self._canvas.pins = tuple(sorted(pins, key=lambda each: each.day))
        self._canvas.change()

    def point_at(self, place: QPointF) -> None:
        """With the mouse."""
        spot = spot_at(self._canvas.frame, self._canvas.spots, place)
        if spot is None:
            self.leave()
        elif spot != self._canvas.pointer.spot:
            self._show(spot, spot.pins[0])

    def point(self, pin: Pin) -> None:
        """Itself, wherever it lies on the lane."""
        spot = next((each for each in self._canvas.spots if pin in each.pins), None)
        if spot is not None:
            self._show(spot, pin)

    def step(self, day: float | None, steps: int) -> Pin | None:
        """The next pin after the one pointed at, else after a day (or before); None without any."""
        pins = self._canvas.pins
        if not pins:
            return None
        if self._at in pins:
            wanted = pins.index(self._at) + steps
        elif day is None:
            wanted = len(pins) - 1
        else:
            later = sum(pin.day <= day for pin in pins) if steps > 0 else sum(pin.day < day for pin in pins)
            wanted = later if steps > 0 else later - 1
        return pins[min(max(wanted, 0), len(pins) - 1)]

    def leave(self) -> None:
        """None is pointed at."""
        if self._canvas.pointer.spot is not None:
            self._canvas.pointer.spot = self._at = None
            self._canvas.overlay.refresh()
            self._tell(None, "", QPointF())

    def _show(self, spot: Spot, pin: Pin) -> None:
        self._at = pin
        self._canvas.pointer.spot = spot
        self._canvas.overlay.refresh()
        told = [html.escape(each.text) for each in (spot.pins if len(spot.pins) <= _TOLD else spot.pins[:_TOLD])]
        if len(spot.pins) > _TOLD:
            told.append(self._canvas.words("chart.pins", count=len(spot.pins)))
        self._tell(pin, "<qt>" + "<br>".join(told) + "</qt>", spot_box(self._canvas.frame, spot).topRight())
