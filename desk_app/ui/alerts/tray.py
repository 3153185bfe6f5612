"""Notices beside the clock, where the desktop has a place for them; elsewhere nothing happens."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from desk_app.ui.icons import program_icon

_STAYS = 10_000  # milliseconds


class Tray(QObject):
    """Its icon is there from the first notice on; a click on icon or notice calls `clicked`."""

    def __init__(self, name: str, clicked: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._clicked = name, clicked
        self._icon: QSystemTrayIcon | None = None

    def say(self, title: str, text: str) -> None:
        """Show a notice for a few seconds."""
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._there().showMessage(title, text, program_icon(), _STAYS)

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon = None

    def _there(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = QSystemTrayIcon(program_icon(), self)
            self._icon.setToolTip(self._name)
            self._icon.messageClicked.connect(self._clicked)
            self._icon.activated.connect(lambda _: self._clicked())
            self._icon.show()
        return self._icon
