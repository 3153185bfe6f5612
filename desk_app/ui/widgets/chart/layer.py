"""What the items of the chart have in common: each covers the whole view, and leaves the mouse to it."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt


class Layer(pg.GraphicsObject):
    """As large as the view, whose size it is told."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QSizeF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_size(self, size: QSizeF) -> None:
        """The view's, from now on."""
        self.prepareGeometryChange()
        self._size = size

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(0, 0), self._size)
