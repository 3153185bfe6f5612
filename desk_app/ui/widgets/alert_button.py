"""A quiet button with a bell: how many lines of the alerts' log nobody has looked at yet."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.widgets.parts import set_state

_ICON = QSize(16, 16)


class AlertButton(QPushButton):
    """Shows what `unseen` gives; a click asks for the alerts."""

    def __init__(self, hub: Hub, unseen: Callable[[], int]) -> None:
        super().__init__()
        self._hub, self._unseen = hub, unseen
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setIconSize(_ICON)
        self.clicked.connect(lambda: hub.alert_wanted.emit(""))
        for signal in (hub.language_changed, hub.theme_changed):
            signal.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """In the language and palette in force."""
        words, count = self._hub.words, self._unseen()
        self.setIcon(icon("bell", self._hub.theme.palette["warn" if count else "text_soft"]))
        self.setText(words("alert.button.new", count=count) if count else words("alert.button.none"))
        self.setToolTip(words("alert.button.tip"))
        set_state(self, "level", "warning" if count else "")
