"""Signed bars from a common axis, a line each: who pushed a figure up, and who down."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from desk_app.ui.theme import Theme

_LINE, _BAR, _SIDE, _GAP = 24, 12, 4, 10
_NAME_SHARE = 0.42
_CENTRE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` None: a heading of the lines below it. `hollow`: a sum of bars that stand elsewhere too."""

    name: str
    value: float | None = None
    text: str = ""
    colour: str = ""
    hollow: bool = False


class Bars(QScrollArea):
    """As many lines as there are bars; reached by Tab, scrolled by keys, read out as text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sheet = _Sheet(theme)
        self.setWidget(self.sheet)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def bars(self) -> Sequence[Bar]:
        return self.sheet.bars

    def fill(self, bars: Sequence[Bar]) -> None:
        """Show these, from the top."""
        self.sheet.bars = tuple(bars)
        self.sheet.setMinimumHeight(len(bars) * _LINE)
        self.sheet.updateGeometry()
        self.sheet.update()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription("\n".join(f"{bar.name} {bar.text}".strip() for bar in bars))


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, len(self.bars) * _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        painter = QPainter(self)
        area, zero, scale = self._frame()
        painter.setPen(QColor(self._theme.palette["line_strong"]))
        for at, bar in enumerate(self.bars):
            top = at * _LINE
            if bar.value is None:
                self._paint_heading(painter, bar, top)
            else:
                self._paint_bar(painter, bar, area, zero, scale, top)
        painter.end()

    def _frame(self) -> tuple[QRectF, float, float]:
        """Where bars may lie, the axis, and pixels a unit."""
        metrics = self.fontMetrics()
        names = max(metrics.horizontalAdvance(bar.name) for bar in self.bars if bar.value is not None or not bar.text)
        texts = max(metrics.horizontalAdvance(bar.text) for bar in self.bars)
        left = _SIDE + min(names, self.width() * _NAME_SHARE) + _GAP
        area = QRectF(left, 0, max(self.width() - left - texts - _GAP - _SIDE, 1.0), self.height())
        values = [bar.value for bar in self.bars if bar.value is not None]
        low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        scale = area.width() / (high - low) if high > low else 0.0
        return area, area.left() - low * scale, scale

    def _paint_heading(self, painter: QPainter, bar: Bar, top: int) -> None:
        painter.setPen(QColor(self._theme.palette["text_faint"]))
        box = QRectF(_SIDE, top, self.width() - 2 * _SIDE, _LINE)
        text = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | _CENTRE, text)

    def _paint_bar(self, painter: QPainter, bar: Bar, area: QRectF, zero: float, scale: float, top: int) -> None:
        value = bar.value or 0.0
        box = QRectF(_SIDE, top, area.left() - _GAP - _SIDE, _LINE)
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.setPen(QColor(self._theme.palette["text"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | _CENTRE, name)
        painter.setPen(QColor(self._theme.palette["line_strong"]))
        painter.drawLine(QPointF(zero, top), QPointF(zero, top + _LINE))
        rect = QRectF(min(zero, zero + value * scale), top + (_LINE - _BAR) / 2, abs(value * scale), _BAR)
        colour = QColor(bar.colour or self._theme.palette["text_faint"])
        if bar.hollow:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(rect)
        else:
            painter.fillRect(rect, colour)
        painter.setPen(colour)
        right = QRectF(area.right() + _GAP, top, self.width() - area.right() - _GAP - _SIDE, _LINE)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | _CENTRE, bar.text)
