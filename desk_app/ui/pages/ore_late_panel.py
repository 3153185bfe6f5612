"""A panel that works only while it is seen: what is typed meanwhile costs nothing."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.pages.ore_panel import OnPage


class LatePanel(QWidget):
    """Give it `fill`: it is called with what the calculator holds, at once or when the panel is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._on_page = OnPage()
        self._behind = False

    def follow(self, on_page: OnPage) -> None:
        """The calculator holds something else."""
        self._on_page, self._behind = on_page, True
        self._catch_up()

    def fill(self, on_page: OnPage) -> None:
        """Show what follows from it."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._behind and self.isVisible():
            self._behind = False
            self.fill(self._on_page)
