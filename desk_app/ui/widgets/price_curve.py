"""A small curve: the unit price over the grade, a line in proportion or steps, the lot's own point marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.base.money import grouped
from desk_app.domain.ore.what_if import CurvePoint
from desk_app.ui.theme import Theme

_LEFT, _TOP, _RIGHT, _BOTTOM = 58, 26, 14, 22
_LINES = 4
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From grades and prices to pixels."""

    area: QRectF
    first: float
    last: float
    lowest: float
    highest: float

    def at(self, reo: Decimal, price: Decimal) -> QPointF:
        return QPointF(self.x(float(reo)), self.y(float(price)))

    def x(self, reo: float) -> float:
        return self.area.left() + self.area.width() * (reo - self.first) / (self.last - self.first)

    def y(self, price: float) -> float:
        return self.area.bottom() - self.area.height() * (price - self.lowest) / (self.highest - self.lowest)


class PriceCurve(QWidget):
    """Not from zero: what a tenth does must be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: Sequence[CurvePoint] = ()
        self._own: CurvePoint | None = None
        self._steps = False
        self.setMinimumSize(220, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def fill(self, points: Sequence[CurvePoint], own: CurvePoint | None, *, steps: bool) -> None:
        """Show this curve, by grade, and the lot on it; `steps`: flat up to the grade where the price jumps."""
        self._points, self._own, self._steps = points, own, steps
        self.update()

    def corners(self) -> Iterator[tuple[Decimal, Decimal]]:
        """What is drawn, point by point: REO in percent, price in yuan."""
        before: CurvePoint | None = None
        for point in self._points:
            if self._steps and before is not None and not before.unit_price.same_as(point.unit_price):
                yield point.reo, before.unit_price.shown()
            yield point.reo, point.unit_price.shown()
            before = point

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, step = self._frame()
        self._paint_grid(painter, frame, step)
        painter.setPen(QPen(QColor(self._theme.palette["accent"]), 2))
        painter.drawPolyline(QPolygonF([frame.at(reo, price) for reo, price in self.corners()]))
        if self._own is not None:
            self._paint_own(painter, frame, self._own)
        painter.end()

    def _frame(self) -> tuple[_Frame, float]:
        """Ends on whole lines, which are `step` yuan apart."""
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        lowest, highest = (float(point.unit_price.shown()) for point in (self._points[0], self._points[-1]))
        step = _nice((highest - lowest) / _LINES or highest / _LINES or 1)
        low, high = lowest // step * step, -(-highest // step) * step
        first, last = float(self._points[0].reo), float(self._points[-1].reo)
        return _Frame(area, first, last, low, high if high > low else low + step), step

    def _paint_grid(self, painter: QPainter, frame: _Frame, step: float) -> None:
        colours = self._theme.palette
        for at in range(round((frame.highest - frame.lowest) / step) + 1):
            price = frame.lowest + at * step
            y = round(frame.y(price)) + 0.5
            painter.setPen(QColor(colours["line"]))
            painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))
            painter.setPen(QColor(colours["text_faint"]))
            box = QRectF(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{price:,.10g}")
        for reo in range(-int(-frame.first // 1), int(frame.last) + 1):
            box = QRectF(frame.x(reo) - 20, frame.area.bottom() + 4, 40, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, str(reo))

    def _paint_own(self, painter: QPainter, frame: _Frame, own: CurvePoint) -> None:
        colours = self._theme.palette
        place = frame.at(own.reo, own.unit_price.shown())
        painter.setPen(QPen(QColor(colours["surface"]), 2))
        painter.setBrush(QColor(colours["accent"]))
        painter.drawEllipse(place, 5, 5)
        painter.setPen(QColor(colours["text"]))
        text = f"REO {grouped(own.reo)} %   {grouped(own.unit_price.shown(), 2)}"
        above = QRectF(frame.area.left(), 0, frame.area.width(), _TOP - 4)  # where no line is
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)


def _nice(least: float) -> float:
    """The round number next above."""
    unit = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 0.01
    return next((unit * each for each in _NICE if unit * each >= least), unit * 10)
