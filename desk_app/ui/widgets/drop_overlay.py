"""Files dragged anywhere over the window: a sheet over it says what letting go will do."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desk_app.ui.icons import drawn
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.parts import label


def files_of(data: QMimeData) -> list[Path]:
    """The local files that are dragged; empty when it is something else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropOverlay(QFrame):
    """Covers its parent while files hover over it; never takes the mouse."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("dropOverlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over, self._theme = parent, theme
        card = QFrame()
        card.setObjectName("dropCard")
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line = label("heading")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(48, 32, 48, 32)
        inside.addWidget(self._sign)
        inside.addWidget(self._line)
        QVBoxLayout(self).addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def cover(self, text: str) -> None:
        """Show it, over all of the parent."""
        self._line.setText(text)
        self._sign.setPixmap(drawn("import", self._theme.palette["accent"], 40, self.devicePixelRatioF()))
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
