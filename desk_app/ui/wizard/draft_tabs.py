"""A tab for each file on its way in, with a sign of how it stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft

_SIGNS = {"ready": ("check", "green"), "refused": ("error", "error"), "open": ("warning", "warn")}


class DraftTabs(QTabBar):
    """Shown only for more than one file."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.setExpanding(False)

    def show_drafts(self, drafts: "Sequence[Draft]") -> None:
        """Tabs for these, the first of them in front; said to nobody."""
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for draft in drafts:
            self.addTab(draft.name)
        self.blockSignals(False)
        self.setVisible(len(drafts) > 1)
        self.mark(drafts)

    def mark(self, drafts: "Sequence[Draft]") -> None:
        """How each stands now."""
        for at, draft in enumerate(drafts):
            state = "ready" if draft.ready else "refused" if draft.refused else "open"
            sign, colour = _SIGNS[state]
            self.setTabIcon(at, icon(sign, self._hub.theme.palette[colour]))
            self.setTabToolTip(at, self._hub.words(f"wizard.state.{state}"))
