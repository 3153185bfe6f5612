"""What the three steps have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft

Change = Callable[["Draft"], object]


class Pane(QWidget):
    """Shows one draft. `changed` brings what the user said, to be done behind the window; the draft is shown again."""

    changed = Signal(object)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self.draft: Draft | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)

    def show_draft(self, draft: "Draft") -> None:
        """Show this one as it is now."""
        self.draft = draft
        self.fill(draft)

    def fill(self, draft: "Draft") -> None:
        """Fill the widgets."""

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.name_parts()
        if self.draft is not None:
            self.fill(self.draft)

    def name_parts(self) -> None:
        """Give every part its words that no file changes."""

    def focus_first(self) -> None:
        """Put the keyboard where work on this step begins."""

    def say(self, change: Change) -> None:
        """Tell what the user said."""
        self.changed.emit(change)
