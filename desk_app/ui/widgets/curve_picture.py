"""The chart as a picture to send on: title, what it is, where it comes from and how old it is, all in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.paper import paint_on_paper

SIZE = QSize(1200, 675)
SHARPNESS = 2  # pixels a logical pixel: crisp on a telephone
WIDE = 270  # millimetres it is wide on paper
_DPI = 300
_INCH = 25.4
_SCREEN = 96  # dots an inch that letters are laid out for
_TALL = 670  # of the bare chart: what a lying A4 has room for under its title
_HEAD, _FOOT, _SIDE, _LINE = 40, 14, 20, 20
_PEN = 1.1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend."""

    sign: str
    colour: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A chart with all that is written round it; `foot`: whose it is, on which footing, from where, as of when."""

    view: ChartView
    theme: Theme
    words: Words
    title: str
    legend: tuple[Entry, ...]
    foot: tuple[str, ...]


def image_of(picture: Picture, sharpness: float = SHARPNESS) -> QImage:
    """At so many pixels a logical pixel."""
    image = QImage(SIZE * sharpness, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(sharpness)
    image.fill(QColor(picture.theme.palette["surface"]))
    painter = QPainter(image)
    _paint(painter, picture)
    painter.end()
    return image


def print_image(picture: Picture) -> QImage:
    """At 300 dots an inch, as wide as a sheet of A4 has room for; the image says so."""
    image = image_of(picture, _DPI * WIDE / _INCH / SIZE.width())
    dots = round(_DPI / _INCH * 1000)
    image.setDevicePixelRatio(1)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def png(image: QImage) -> bytes:
    """As a file; it may be called behind the window."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def svg(picture: Picture, *, bare: bool = False) -> bytes:
    """As lines and text; `bare`: the chart alone, for a page that writes the rest itself."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(picture.title)
    generator.setDescription("\n".join(picture.foot))
    generator.setResolution(_SCREEN)
    size = QSize(SIZE.width(), _TALL) if bare else SIZE
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(picture.theme.palette["surface"]))
    if bare:
        _chart(painter, picture, QRectF(0, 0, size.width(), size.height()))
    else:
        _paint(painter, picture)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _paint(painter: QPainter, picture: Picture) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(picture.view.font())
    top = _HEAD + _legend(painter, picture, font)
    foot = _FOOT + _LINE * len(picture.foot)
    chart = QRectF(_SIDE, top, SIZE.width() - 2 * _SIDE, SIZE.height() - top - foot)
    _write(painter, picture, font)
    _chart(painter, picture, chart)


def _chart(painter: QPainter, picture: Picture, area: QRectF) -> None:
    """Drawn again at the picture's own size, as lines, without the crosshair."""
    paint_on_paper(painter, picture.view, picture.theme, picture.words, area, _PEN)


def _legend(painter: QPainter, picture: Picture, font: QFont) -> float:
    """Its height; it takes as many lines as it needs."""
    painter.setFont(font)
    left, line = float(_SIDE), 0
    for entry in picture.legend:
        text = f"{entry.sign} {entry.text}"
        wide = painter.fontMetrics().horizontalAdvance(text) + 24
        if left > _SIDE and left + wide > SIZE.width() - _SIDE:
            left, line = float(_SIDE), line + 1
        painter.setPen(QColor(entry.colour))
        painter.drawText(QPointF(left, 54 + _LINE * line), text)
        left += wide
    return _LINE * (line + 1) + 6.0


def _write(painter: QPainter, picture: Picture, font: QFont) -> None:
    heading = QFont(font)
    heading.setPointSizeF(heading.pointSizeF() * 1.4)
    heading.setBold(True)
    painter.setFont(heading)
    painter.setPen(QColor(picture.theme.palette["text"]))
    painter.drawText(QPointF(_SIDE, 32), picture.title)
    painter.setFont(font)
    painter.setPen(QColor(picture.theme.palette["text_faint"]))
    for at, line in enumerate(reversed(picture.foot)):
        text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, SIZE.width() - 2 * _SIDE)
        painter.drawText(QPointF(_SIDE, SIZE.height() - 12 - _LINE * at), text)


def facts(picture: Picture) -> dict[str, object]:
    """What a page writes round the bare chart."""
    legend: Sequence[dict[str, str]] = [
        {"sign": entry.sign, "colour": entry.colour, "text": entry.text} for entry in picture.legend
    ]
    return {"title": picture.title, "legend": legend, "foot": list(picture.foot)}
