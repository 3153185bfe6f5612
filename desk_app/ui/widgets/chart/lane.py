"""The lane of events at the chart's foot: pins, those that are close together as one with their number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.frame import Frame
from desk_app.ui.widgets.chart.shown import Pin

_SIZE = 16.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark on the lane, at `x`, for one or more pins."""

    x: float
    pins: tuple[Pin, ...]


def lane_spots(frame: Frame, pins: Sequence[Pin]) -> list[Spot]:
    """What is seen of them, from left to right; `pins` in the order of their days."""
    found: list[Spot] = []
    for pin in pins:
        if not frame.view.first <= pin.day <= frame.view.last:
            continue
        x = frame.x(pin.day)
        if found and x - found[-1].x < _SIZE + 1:
            found[-1] = Spot(found[-1].x, (*found[-1].pins, pin))
        else:
            found.append(Spot(x, (pin,)))
    return found


def spot_at(frame: Frame, spots: Sequence[Spot], place: QPointF) -> Spot | None:
    """The mark under the mouse."""
    if not frame.lane.contains(place):
        return None
    near = [spot for spot in spots if abs(spot.x - place.x()) <= _SIZE / 2 + 2]
    return min(near, key=lambda spot: abs(spot.x - place.x()), default=None)


def spot_box(frame: Frame, spot: Spot) -> QRectF:
    """Where it is drawn."""
    return QRectF(spot.x - _SIZE / 2, frame.lane.center().y() - _SIZE / 2, _SIZE, _SIZE)


def paint_lane(painter: QPainter, frame: Frame, spots: Sequence[Spot], colours: Palette) -> None:
    """All marks, over a line that says that there is a lane."""
    if frame.lane.height() <= 0:
        return
    painter.setPen(QPen(QColor(colours["line"]), 1))
    y = round(frame.lane.top()) + 0.5 / frame.view.sharpness
    painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
    for spot in spots:
        paint_spot(painter, frame, spot, colours, lit=False)


def paint_spot(painter: QPainter, frame: Frame, spot: Spot, colours: Palette, *, lit: bool) -> None:
    """One mark: its sign or its number; `lit` when it is pointed at."""
    box, colour = spot_box(frame, spot), QColor(spot.pins[0].colour)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if lit else QColor(colours["surface"]))
    painter.drawRoundedRect(box, 4, 4)
    sign = str(len(spot.pins)) if len(spot.pins) > 1 else spot.pins[0].kind[:1]
    font = painter.font()
    small = painter.font()
    small.setPixelSize(10)
    painter.setFont(small)
    painter.setPen(QColor(colours["surface"]) if lit else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
    painter.setFont(font)
