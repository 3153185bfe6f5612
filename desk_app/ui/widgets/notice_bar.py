"""A line across a page: something to know, with a button for each answer, and a cross."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from desk_app.ui.icons import drawn, icon
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.parts import button, label, set_state

_ICONS = {"info": "info", "warning": "warning", "error": "error"}
_COLOURS = {"info": "accent", "warning": "warn", "error": "error"}


class NoticeBar(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._level = "info"
        self.setProperty("role", "notice")
        self._sign = QLabel()
        self.text = label(wraps=True, selects=True)
        self.buttons: list[QPushButton] = []
        self.cross = QToolButton()
        self.cross.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 8, 8)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._paint)
        self.hide()

    def say(self, text: str, level: str = "info", *choices: tuple[str, Callable[[], None]]) -> None:
        """Show a line, with a button for each choice; a choice closes the bar."""
        self.text.setText(text)
        self._level = level
        self._choices(choices)
        set_state(self, "level", level)
        self._paint()
        self.show()

    def _choices(self, choices: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        for old in self.buttons:
            self._layout.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for at, (text, act) in enumerate(choices):
            made = button()  # none stands out: the answer is the user's
            made.setText(text)
            made.clicked.connect(self.hide)
            made.clicked.connect(lambda _=False, act=act: act())
            self._layout.insertWidget(2 + at, made)
            self.buttons.append(made)

    def _paint(self) -> None:
        colour = self._theme.palette[_COLOURS[self._level]]
        self._sign.setPixmap(drawn(_ICONS[self._level], colour, 20, self.devicePixelRatioF()))
        self.cross.setIcon(icon("close", self._theme.palette["text_soft"]))
