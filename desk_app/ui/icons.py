"""Our own line icons (`resources/icons/*.svg`), drawn in any colour of the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk_app.assets import resource_text

_SIZES = (16, 20, 24, 32, 40, 48, 64)


@cache
def icon(name: str, colour: str, active: str = "") -> QIcon:
    """The icon `name` in `colour` ("#RRGGBB"); in `active` where it is checked or pointed at."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_drawn(name, colour, size))
        if active:
            made.addPixmap(_drawn(name, active, size), QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(_drawn(name, active, size), QIcon.Mode.Active, QIcon.State.Off)
            made.addPixmap(_drawn(name, active, size), QIcon.Mode.Active, QIcon.State.On)
    return made


def drawn(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture `size` logical pixels wide, for a screen of this device-pixel ratio."""
    made = _drawn(name, colour, round(size * ratio))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def program_icon() -> QIcon:
    """The program's own mark."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn("desk", "", size))
    return made


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    svg = resource_text("icons", f"{name}.svg").replace("currentColor", colour)
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
