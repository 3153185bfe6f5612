"""The chart as a picture to send on: title, what it is, where it comes from and how old it is, all in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.paper import paint_on_paper

SIZE = QSize(1200, 675)
SHARPNESS = 2  # pixels a logical pixel: crisp on paper and on a telephone
_HEAD, _FOOT, _SIDE, _LINE = 66, 14, 20, 20
_PEN = 1.1


def picture(view: ChartView, theme: Theme, words: Words, source: Sequence[str]) -> QImage:
    """The chart drawn again at the picture's own size, without the crosshair; `source` line by line below."""
    image = QImage(SIZE * SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(QColor(theme.palette["surface"]))
    chart = QRectF(_SIDE, _HEAD, SIZE.width() - 2 * _SIDE, SIZE.height() - _HEAD - _FOOT - _LINE * len(source))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(painter, view, theme, words("ui.curves.picture_title"), source)
    paint_on_paper(painter, view, theme, words, chart, _PEN)
    painter.end()
    return image


def _write(painter: QPainter, view: ChartView, theme: Theme, title: str, source: Sequence[str]) -> None:
    heading = QFont(view.font())
    heading.setPointSizeF(heading.pointSizeF() * 1.4)
    heading.setBold(True)
    painter.setFont(heading)
    painter.setPen(QColor(theme.palette["text"]))
    painter.drawText(QPointF(_SIDE, 32), title)
    painter.setFont(view.font())
    left = float(_SIDE)
    for each in view.shown:
        text = f"{each.sign} {each.name}  {each.mark}"
        painter.setPen(QColor(each.colour))
        painter.drawText(QPointF(left, 54), text)
        left += painter.fontMetrics().horizontalAdvance(text) + 24
    painter.setPen(QColor(theme.palette["text_faint"]))
    for at, line in enumerate(reversed(source)):
        text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, SIZE.width() - 2 * _SIDE)
        painter.drawText(QPointF(_SIDE, SIZE.height() - 12 - _LINE * at), text)
