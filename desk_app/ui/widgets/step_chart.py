"""A small chart of prices that hold for a while: a step each, a hole where nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.base.money import grouped
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.ui.theme import Theme

_LEFT, _TOP, _RIGHT, _BOTTOM = 58, 12, 12, 24


@dataclass(frozen=True, slots=True)
class _Frame:
    """From days and prices to pixels."""

    area: QRectF
    first: int
    last: int
    highest: float

    def x(self, day: date) -> float:
        return self.area.left() + self.area.width() * (day.toordinal() - self.first) / (self.last - self.first)

    def y(self, price: float) -> float:
        return self.area.bottom() - self.area.height() * price / self.highest


class StepChart(QWidget):
    """From zero, so that heights compare."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._prices: Sequence[AnnouncedPrice] = ()
        self._marked = ""
        self.setMinimumSize(220, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def fill(self, prices: Sequence[AnnouncedPrice]) -> None:
        """Show these, in time order."""
        self._prices = prices
        self.update()

    def mark(self, period: str) -> None:
        """Show one of them as the chosen one."""
        self._marked = period
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._prices:
            return
        painter = QPainter(self)
        frame = self._frame()
        self._paint_grid(painter, frame)
        for price in self._prices:
            self._paint_step(painter, frame, price)
        painter.end()

    def _frame(self) -> _Frame:
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        first = self._prices[0].effective_from.toordinal()
        last = self._prices[-1].effective_to.toordinal() + 1
        highest = max(float(price.price) for price in self._prices)
        return _Frame(area, first, last, 10_000 * (highest // 10_000 + 1))

    def _paint_grid(self, painter: QPainter, frame: _Frame) -> None:
        colours = self._theme.palette
        for price in range(0, int(frame.highest) + 1, 10_000):
            y = round(frame.y(price)) + 0.5
            painter.setPen(QColor(colours["line"]))
            painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))
            painter.setPen(QColor(colours["text_faint"]))
            box = QRectF(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{price:,}")
        for year in range(self._prices[0].effective_from.year, self._prices[-1].effective_to.year + 1):
            x = frame.x(date(year, 1, 1))
            painter.drawText(QPointF(x + 2, frame.area.bottom() + 17), str(year))

    def _paint_step(self, painter: QPainter, frame: _Frame, price: AnnouncedPrice) -> None:
        colours = self._theme.palette
        left, right = frame.x(price.effective_from) + 1, frame.x(price.effective_to) - 1
        top = frame.y(float(price.price))
        marked = price.period == self._marked
        fill = QColor(colours["accent"])
        fill.setAlphaF(0.45 if marked else 0.14)
        painter.fillRect(QRectF(left, top, right - left, frame.area.bottom() - top), fill)
        painter.setPen(QPen(QColor(colours["accent"]), 2))
        painter.drawLine(QPointF(left, top), QPointF(right, top))
        if marked:
            painter.setPen(QColor(colours["text"]))
            box = QRectF(left - 40, top - 20, right - left + 80, 18).intersected(QRectF(self.rect()))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, grouped(price.price))
