"""The chart once more, for a picture to send on: lines instead of pixels, no crosshair, a size of its own."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView


def paint_on_paper(painter: QPainter, view: ChartView, theme: Theme, words: Words, area: QRectF, pen: float) -> None:
    """What a chart shows, drawn for `area`; the painter may be one of an image, an SVG or a PDF."""
    copy = _again(view, theme, words, area.size().toSize(), pen)
    viewport = copy.canvas.plot.viewport()
    copy.canvas.plot.render(painter, area, viewport.rect())
    copy.close()
    copy.deleteLater()


def _again(view: ChartView, theme: Theme, words: Words, size: QSize, pen: float) -> ChartView:
    """The same curves and days on a chart nobody sees."""
    copy = ChartView(theme, words, pen, paper=True)
    copy.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    copy.resize(size)
    copy.show()
    copy.canvas.show_again(view.canvas)
    return copy
