"""What a page shows while it has nothing: what to do, with the button for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desk_app.ui.icons import drawn
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.parts import button, label, row

_WIDTH = 480


class EmptyState(QWidget):
    """A picture, a line, what to do, and up to two buttons."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = label("heading")
        self.line = label("soft", wraps=True)
        self.first = button("primary")
        self.second = button()
        for each in (self.title, self.line):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(self.title)
        layout.addLayout(row(1, self.line, 1))
        layout.addSpacing(8)
        layout.addLayout(row(1, self.first, self.second, 1))
        layout.addStretch(3)
        self.repaint_icon()
        theme.changed.connect(self.repaint_icon)

    def say(self, title: str, line: str, first: str = "", second: str = "") -> None:
        """Its words; a button without words is not shown."""
        self.title.setText(title)
        self.line.setText(line)
        for each, text in ((self.first, first), (self.second, second)):
            each.setText(text)
            each.setVisible(bool(text))

    def repaint_icon(self) -> None:
        """In the palette in force."""
        colour = self._theme.palette["text_faint"]
        self._picture.setPixmap(drawn(self._icon, colour, 48, self.devicePixelRatioF()))
