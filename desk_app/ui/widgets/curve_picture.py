"""The chart as a picture to send on: title, what it is, where it comes from and how old it is, all in it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desk_app.ui.theme import Theme
from desk_app.ui.widgets.curve_view import CurveView

WIDTH = 1200
SHARPNESS = 2  # pixels a logical pixel: crisp on paper and on a telephone
_HEAD, _FOOT, _SIDE = 64, 30, 20


def picture(view: CurveView, theme: Theme, title: str, source: str) -> QImage:
    """The chart as it is now, on a card of its own."""
    across = WIDTH - 2 * _SIDE
    high = round(across * view.canvas.plot.height() / max(view.canvas.plot.width(), 1))
    size = QSize(WIDTH, _HEAD + high + _FOOT)
    image = QImage(size * SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(QColor(theme.palette["surface"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(painter, view, theme, title)
    painter.drawText(QPointF(_SIDE, size.height() - 11), source)
    view.canvas.plot.render(painter, QRectF(_SIDE, _HEAD, across, high), view.canvas.plot.viewport().rect())
    painter.end()
    return image


def _write(painter: QPainter, view: CurveView, theme: Theme, title: str) -> None:
    heading = QFont(view.font())
    heading.setPointSizeF(heading.pointSizeF() * 1.4)
    heading.setBold(True)
    painter.setFont(heading)
    painter.setPen(QColor(theme.palette["text"]))
    painter.drawText(QPointF(_SIDE, 32), title)
    painter.setFont(view.font())
    left = float(_SIDE)
    for each in view.shown:
        text = f"● {each.name}  {each.mark}"
        painter.setPen(QColor(each.colour))
        painter.drawText(QPointF(left, 54), text)
        left += painter.fontMetrics().horizontalAdvance(text) + 24
    painter.setPen(QColor(theme.palette["text_faint"]))
