"""The mouse on the chart: point, drag along, drag a stretch to zoom to or to measure, wheel."""

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

if TYPE_CHECKING:
    from desk_app.ui.widgets.chart.chart_view import ChartView

_CLICK = 4.0  # pixels: less is no drag
_NOTCH = 120.0  # of a wheel
_FACTOR = 0.82  # of the range, a notch
_ALONG = 0.08  # of the range that a notch sideways goes along

Drag = Literal["pan", "zoom", "measure"]


class Hands(QObject):
    """Turns the viewport's mouse events into what the view does."""

    def __init__(self, view: "ChartView") -> None:
        super().__init__(view)
        self._view = view
        self._drag: Drag | None = None
        self._from = QPointF()
        self._days = (0.0, 0.0)
        self._moved = False
        viewport = view.canvas.plot.viewport()
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._move(cast(QMouseEvent, event))
        elif kind == QEvent.Type.MouseButtonPress:
            self._press(cast(QMouseEvent, event))
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(cast(QMouseEvent, event))
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._drag = None
            self._view.reset_by_hand()
        elif kind == QEvent.Type.Wheel:
            return self._wheel(cast(QWheelEvent, event))
        elif kind == QEvent.Type.Leave and self._drag is None:
            self._leave()
        else:
            return False
        return True

    # ---- inside
    def _press(self, event: QMouseEvent) -> None:
        view, modifiers = self._view, event.modifiers()
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.RightButton or (left and modifiers & Qt.KeyboardModifier.ShiftModifier):
            self._drag = "zoom"
        elif left and modifiers & Qt.KeyboardModifier.AltModifier:
            self._drag = "measure"
        elif left:
            self._drag = "pan"
        self._from, self._days, self._moved = event.position(), view.days_shown, False

    def _move(self, event: QMouseEvent) -> None:
        view, spot = self._view, event.position()
        if self._drag is None:
            self._point(spot)
            return
        frame = view.canvas.frame
        across = spot.x() - self._from.x()
        if not self._moved and abs(across) < _CLICK:
            return
        self._moved = True
        first, last = self._days
        if self._drag == "pan":
            days = across * (last - first) / frame.dates.width()
            view.go_to(first - days, last - days)
        elif self._drag == "zoom":
            self._choose(frame.day(self._from.x()), frame.day(spot.x()))
        else:
            view.measure_between(frame.day(self._from.x()), frame.day(spot.x()))

    def _release(self, event: QMouseEvent) -> None:
        drag = self._drag
        self._drag = None
        if drag == "zoom":
            self._zoom_to_choice()
        elif drag == "pan" and not self._moved:
            self._click(event.position())

    def _wheel(self, event: QWheelEvent) -> bool:
        view = self._view
        first, last = view.days_shown
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if turned:
            view.zoom(_FACTOR ** (turned / _NOTCH), view.canvas.frame.day(event.position().x()))
        elif aside:
            days = -aside / _NOTCH * _ALONG * (last - first)
            view.go_to(first + days, last + days)
        return True

    def _point(self, spot: QPointF) -> None:
        """The pin under the mouse, else the crosshair where there are curves."""
        view, frame = self._view, self._view.canvas.frame
        view.pins.point_at(spot)
        if frame.pane_at(spot.y()) is not None and frame.left <= spot.x() <= frame.right:
            view.point_at(frame.day(spot.x()), spot.y())

    def _click(self, spot: QPointF) -> None:
        view = self._view
        if view.measuring:
            view.measure(True)  # from here on
        else:
            view.measure(False)
            self._point(spot)

    def _choose(self, one: float, other: float) -> None:
        pointer = self._view.canvas.pointer
        pointer.stretch = (min(one, other), max(one, other))
        self._view.canvas.overlay.refresh()

    def _zoom_to_choice(self) -> None:
        pointer = self._view.canvas.pointer
        chosen, pointer.stretch = pointer.stretch, None
        self._view.canvas.overlay.refresh()
        if chosen is not None:
            self._view.go_to(*chosen)

    def _leave(self) -> None:
        """The mouse is gone: its level line goes, and the crosshair unless something is being measured."""
        self._view.pins.leave()
        if not self._view.measuring:
            self._view.hide_crosshair()
