"""Our own line icons (`resources/icons/*.svg`), drawn in any colour of the palette, when and as large as shown."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk_app.assets import resource_text


@cache
def icon(name: str, colour: str, active: str = "") -> QIcon:
    """The icon `name` in `colour` ("#RRGGBB"); in `active` where it is checked or pointed at."""
    return QIcon(_Line(name, colour, active or colour))


def drawn(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture `size` logical pixels wide, for a screen of this device-pixel ratio."""
    made = _drawn(name, colour, QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def program_icon() -> QIcon:
    """The program's own mark; as pictures, since window managers ask for those."""
    made = QIcon()
    for size in (16, 32, 48, 256):
        made.addPixmap(_drawn("desk", "", QSize(size, size)))
    return made


class _Line(QIconEngine):
    """Draws one icon at whatever size and pixel ratio it is shown."""

    def __init__(self, name: str, colour: str, active: str) -> None:
        super().__init__()
        self._name, self._colour, self._active = name, colour, active

    def clone(self) -> QIconEngine:
        return _Line(self._name, self._colour, self._active)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        lit = mode is QIcon.Mode.Active or state is QIcon.State.On
        painter.save()
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        _renderer(self._name, self._active if lit else self._colour).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = resource_text("icons", f"{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


def _drawn(name: str, colour: str, size: QSize) -> QPixmap:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return picture
