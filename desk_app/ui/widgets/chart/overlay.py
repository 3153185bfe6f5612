"""What moves over the picture: the crosshair with its readings, a stretch that is measured or zoomed, the pulse."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from desk_app.ui.widgets.chart.backdrop import tint
from desk_app.ui.widgets.chart.date_ticks import day_text
from desk_app.ui.widgets.chart.figures import figure
from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.labels import date_boxes, paint_tag, value_box
from desk_app.ui.widgets.chart.lane import Spot, paint_spot, spot_box
from desk_app.ui.widgets.chart.layer import Layer
from desk_app.ui.widgets.chart.lines import is_line
from desk_app.ui.widgets.chart.marks import newest_spot
from desk_app.ui.widgets.chart.measuring import Measured, measured_text, paint_measured
from desk_app.ui.widgets.chart.shown import Role
from desk_app.ui.widgets.chart.track import Track

if TYPE_CHECKING:
    from desk_app.ui.widgets.chart.canvas import Canvas

_DOT = 4.0
_RING = 11.0
_WASH = 0.12


@dataclass(slots=True)
class Pointer:
    """Where one points. `day` and `at`: the crosshair, and each curve's position there; `height`: the mouse, if it
    is the mouse; `stretch`: days that are about to be zoomed to; `phase`: of the pulse, 0 to 1.
    """

    day: float | None = None
    at: list[int | None] = field(default_factory=list)
    height: float | None = None
    stretch: tuple[float, float] | None = None
    measured: Measured | None = None
    spot: Spot | None = None
    phase: float = 0.0


class Overlay(Layer):
    """Only the strips it draws on are painted again when it moves."""

    def __init__(self, canvas: "Canvas", pointer: Pointer) -> None:
        super().__init__()
        self._canvas, self._pointer = canvas, pointer
        self._drawn: list[QRectF] = []
        self.setZValue(1)

    def refresh(self) -> None:
        """The pointer has moved."""
        strips = list(self._strips(self._canvas.frame))
        for strip in (*self._drawn, *strips):
            self.update(strip)
        self._drawn = strips

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        frame, pointer, colours = self._canvas.frame, self._pointer, self._canvas.colours
        painter.setFont(self._canvas.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pointer.stretch is not None:
            for pane in frame.panes:
                painter.fillRect(_between(frame, pane, pointer.stretch), tint(colours["accent"], _WASH))
        self._paint_rings(painter, frame)
        if pointer.day is not None:
            self._paint_crosshair(painter, frame, pointer.day)
        if pointer.measured is not None and (within := pane_of(frame, pointer.measured.track)) is not None:
            paint_measured(painter, frame, within, pointer.measured, self.words_of_measured(within), colours)
        if pointer.spot is not None:
            self._paint_spot(painter, frame, pointer.spot)

    def words_of_measured(self, pane: Pane) -> str:
        """What the measuring tool says."""
        found = self._pointer.measured
        if found is None:
            return ""
        return measured_text(self._canvas.words, found, pane.scale(found.track).places, self._canvas.shaded)

    # ---- inside
    def _strips(self, frame: Frame) -> Iterator[QRectF]:
        pointer = self._pointer
        wide, high = frame.view.size.width(), frame.view.size.height()
        if pointer.stretch is not None or pointer.measured is not None or pointer.spot is not None:
            yield self.boundingRect()
            return
        if pointer.day is not None:
            x = frame.x(pointer.day)
            yield QRectF(x - _DOT - 3, 0, 2 * _DOT + 6, high)
            yield frame.dates
            if (y := self._height(frame)) is not None:
                yield QRectF(0, y - 14, wide, 28)
        for spot in self._pulsing(frame):
            yield QRectF(spot.x() - _RING - 2, spot.y() - _RING - 2, 2 * _RING + 4, 2 * _RING + 4)

    def _pulsing(self, frame: Frame) -> list[QPointF]:
        found = (newest_spot(frame, pane, track) for pane, track, _ in frame.tracks() if track.pulse)
        return [spot for spot in found if spot is not None]

    def _paint_rings(self, painter: QPainter, frame: Frame) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pane, track, _ in frame.tracks():
            spot = newest_spot(frame, pane, track) if track.pulse else None
            if spot is not None:
                radius = _DOT + (_RING - _DOT) * self._pointer.phase
                painter.setPen(QPen(tint(track.shown.colour, 0.75 * (1 - self._pointer.phase)), 1.6))
                painter.drawEllipse(spot, radius, radius)

    def _height(self, frame: Frame) -> float | None:
        """Of the level line: the mouse, or the first value there is."""
        if self._pointer.height is not None:
            return self._pointer.height
        spots = [spot for _, _, spot in self.spots(frame)]
        return spots[0].y() if spots else None

    def spots(self, frame: Frame) -> list[tuple[Pane, Track, QPointF]]:
        """Where each curve's value stands."""
        places = dict(zip(self._canvas.tracks, self._pointer.at, strict=False))
        found = []
        for track in self._canvas.tracks:
            at, pane = places.get(track), pane_of(frame, track)
            band = track.shown.role is Role.AVERAGE and not is_line(track)
            if at is not None and pane is not None and not band:
                day, drawn = track.spot(at, pane.scale(track))
                if math.isfinite(drawn):
                    found.append((pane, track, QPointF(frame.x(day), pane.y(track, drawn))))
        return found

    def _paint_crosshair(self, painter: QPainter, frame: Frame, day: float) -> None:
        colours = self._canvas.colours
        x, y = frame.x(day), self._height(frame)
        pane = frame.pane_at(y) if y is not None else None
        pen = QPen(QColor(colours["text_faint"]), 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        seen = frame.left <= x <= frame.right
        if seen:
            painter.drawLine(QLineF(x, frame.panes[0].area.top(), x, frame.dates.top()))
        if pane is not None and y is not None:
            painter.drawLine(QLineF(pane.area.left(), y, pane.area.right(), y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for _, track, spot in self.spots(frame):
            if frame.left - 1 <= spot.x() <= frame.right + 1:
                painter.setPen(QPen(QColor(colours["surface"]), 1.4))
                painter.setBrush(QColor(track.shown.colour))
                painter.drawEllipse(spot, _DOT, _DOT)
        if pane is not None and y is not None:
            self._paint_readings(painter, frame, pane, y)
        if seen:
            self._paint_date(painter, frame, x, day)

    def _paint_readings(self, painter: QPainter, frame: Frame, pane: Pane, y: float) -> None:
        high = painter.fontMetrics().height() + 4.0
        for scale, on_left in ((pane.left, True), (pane.right, False)):
            if scale is not None:
                text = figure(scale.at(y - pane.area.top()), scale.places)
                box = value_box(frame, y, high, on_left=on_left)
                paint_tag(painter, box, text, QColor(self._canvas.colours["text"]), on_left=on_left)

    def _paint_date(self, painter: QPainter, frame: Frame, x: float, day: float) -> None:
        colours, metrics = self._canvas.colours, painter.fontMetrics()
        text = day_text(self._canvas.words, day, timed=True)
        wide = metrics.horizontalAdvance(text) + 16.0
        left = min(max(x - wide / 2, 2.0), frame.view.size.width() - wide - 2.0)
        box = QRectF(left, frame.dates.center().y() - metrics.height() / 2 - 2, wide, metrics.height() + 4)
        for under, _ in date_boxes(metrics.horizontalAdvance, frame, self._canvas.dates):
            if under.intersects(box):
                painter.fillRect(under, QColor(colours["surface"]))  # a date half hidden is worse than none
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours["text"]))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(colours["surface"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_spot(self, painter: QPainter, frame: Frame, spot: Spot) -> None:
        """The pin that is pointed at, and a line up from it."""
        pen = QPen(QColor(spot.pins[0].colour), 1)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawLine(QLineF(spot.x, frame.panes[0].area.top(), spot.x, spot_box(frame, spot).top()))
        paint_spot(painter, frame, spot, self._canvas.colours, lit=True)


def _between(frame: Frame, pane: Pane, stretch: Sequence[float]) -> QRectF:
    left, right = (min(max(frame.x(day), frame.left), frame.right) for day in sorted(stretch))
    return QRectF(left, pane.area.top(), right - left, pane.area.height())


def pane_of(frame: Frame, track: Track) -> Pane | None:
    """The panel a track is drawn in."""
    return next((pane for pane in frame.panes if pane.panel is track.shown.panel), None)
