"""The pages of a PDF, one below the other, as sharp as the screen is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.paper.raster import Raster

_SCREEN_DPI = 96.0
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_EDGE = 18
_PAUSE = 120  # milliseconds after the last change of size


def image_of(raster: "Raster", ratio: float = 1.0) -> QImage:
    """A page's bitmap as Qt has it, for a screen of this device-pixel ratio."""
    image = QImage(raster.bgra, raster.width, raster.height, raster.width * 4, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image


class PaperView(QScrollArea):
    """Shows what the printer will print. `turned` when another page or zoom is seen."""

    turned = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.pdf = b""
        self.pages: list[QLabel] = []
        self.zoom = 0.0  # 0: as wide as there is room
        self._wide = 0.0  # of a page, in inches
        self._asked = 0
        self.setObjectName("paper")
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # fitting never moves the page
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        inside.setObjectName("paper")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(_EDGE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.turned.emit())

    def show_pdf(self, pdf: bytes, page_width_mm: float) -> None:
        """Show this document from its first page; empty bytes: nothing."""
        self.pdf, self._wide = pdf, page_width_mm / 25.4
        self.verticalScrollBar().setValue(0)
        self._draw()

    @property
    def scale(self) -> float:
        """1.0: as large as the paper."""
        if self.zoom:
            return self.zoom
        room = self.viewport().width() - 2 * _EDGE
        return max(room, 120) / (_SCREEN_DPI * self._wide) if self._wide else 1.0

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return sum(1 for page in self.pages[1:] if page.y() <= middle)

    def turn(self, steps: int) -> None:
        """Go to another page."""
        wanted = min(max(self.page + steps, 0), len(self.pages) - 1)
        if self.pages:
            self.verticalScrollBar().setValue(self.pages[wanted].y() - _EDGE)

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller."""
        above = [step for step in _STEPS if step > self.scale + 0.005]
        below = [step for step in _STEPS if step < self.scale - 0.005]
        self.zoom = (above or [_STEPS[-1]])[0] if steps > 0 else (below or [_STEPS[0]])[-1]
        self._draw()

    def fit(self) -> None:
        """As wide as there is room."""
        self.zoom = 0.0
        self._draw()

    def _draw(self) -> None:
        """Draw all pages behind the window, at the screen's own resolution."""
        self._asked += 1
        if not self.pdf:
            self._place([])
            return
        asked, pdf, ratio = self._asked, self.pdf, self.devicePixelRatioF()
        dpi = _SCREEN_DPI * self.scale * ratio
        self._hub.run(lambda _: _rasters(pdf, dpi), lambda found: self._drawn(asked, found, ratio))

    def _drawn(self, asked: int, rasters: "Sequence[Raster]", ratio: float) -> None:
        if asked == self._asked:
            self._place([QPixmap.fromImage(image_of(raster, ratio)) for raster in rasters])

    def _place(self, pictures: Sequence[QPixmap]) -> None:
        while len(self.pages) > len(pictures):
            self.pages.pop().deleteLater()
        while len(self.pages) < len(pictures):
            self.pages.append(QLabel())
            self._column.addWidget(self.pages[-1])
        for page, picture in zip(self.pages, pictures, strict=True):
            page.setPixmap(picture)
            page.setFixedSize(picture.deviceIndependentSize().toSize())
        self.turned.emit()

    # ---- what Qt calls
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.zoom and self.pdf:
            self._pause.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.pdf:
            self._pause.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)


def _rasters(pdf: bytes, dpi: float) -> "list[Raster]":
    from desk_app.paper.raster import page_count, page_image

    return [page_image(pdf, page, dpi) for page in range(page_count(pdf))]
