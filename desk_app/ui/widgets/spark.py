"""A small curve in a table's cell: the newest values, the last one as a dot."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desk_app.ui.widgets.record_model import Index

_MARGINS = (10.0, 7.0, -10.0, -7.0)
_MOST = 500  # pictures kept
_DOT = 2.2
_PEN = 1.3


def spark_points(values: Sequence[float], inside: QRectF) -> list[QPointF]:
    """Where the values lie in a rectangle: the lowest at its foot, the highest at its head, equals midway."""
    low, high = min(values), max(values)
    step = inside.width() / max(len(values) - 1, 1)
    if high > low:
        heights = [(value - low) / (high - low) * inside.height() for value in values]
    else:
        heights = [inside.height() / 2 for _ in values]
    return [QPointF(inside.left() + at * step, inside.bottom() - up) for at, up in enumerate(heights)]


class Spark(QStyledItemDelegate):
    """Paints what `curve` gives for a record: its values, the line's colour and the dot's; the same while it is."""

    def __init__(
        self, table: QTableView, curve: Callable[[Any], tuple[Sequence[float], QColor, QColor]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._table, self._curve = table, curve
        self._pictures: dict[tuple[float, ...], tuple[object, QPixmap]] = {}  # each with its curve, which stays alive

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)  # the row's ground, selected or not
        model = self._table.model()
        curve = self._curve(model.record(index.row()))  # type: ignore[attr-defined]  # a RecordModel
        if len(curve[0]) > 1:
            painter.drawPixmap(option.rect.topLeft(), self._drawn(curve, option.rect.size()))

    def _drawn(self, curve: tuple[Sequence[float], QColor, QColor], size: QSize) -> QPixmap:
        """The curve as a picture, drawn once for as long as the same one is given."""
        key = id(curve), size.width(), size.height(), self._table.devicePixelRatioF()
        if key not in self._pictures:
            if len(self._pictures) > _MOST:
                self._pictures.clear()
            self._pictures[key] = curve, _picture(*curve, size, key[-1])
        return self._pictures[key][1]


def _picture(values: Sequence[float], line: QColor, dot: QColor, size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    points = spark_points(values, QRectF(0, 0, size.width(), size.height()).adjusted(*_MARGINS))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dot)
    painter.drawEllipse(points[-1], _DOT, _DOT)
    painter.end()
    return picture
