"""A quiet button that says how the live sources are; it opens their list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from desk_app.ui.hub import Hub
from desk_app.ui.pages.source_words import clock_text, short_state, state_line

if TYPE_CHECKING:
    from desk_app.ui.live import Live
    from desk_app.ui.pages.sources_dialog import SourcesDialog

_SHORTEST = 250  # milliseconds between two changes of what it says


class LiveButton(QPushButton):
    """Follows the sources by itself."""

    def __init__(self, hub: Hub, live: "Live") -> None:
        super().__init__()
        self._hub, self._live = hub, live
        self._dialog: SourcesDialog | None = None
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHORTEST)
        self._timer.timeout.connect(self.retranslate)
        live.state_changed.connect(self._changed)
        hub.language_changed.connect(self.retranslate)
        self.clicked.connect(self.open_list)
        self.retranslate()

    def retranslate(self) -> None:
        """In the language in force."""
        words, states = self._hub.words, self._live.states
        broken = [state for state in states if state.trouble is not None]
        if not states:
            self.setText(words("live.button.none"))
            self.setToolTip(words("live.button.tip"))
            return
        if broken:
            first = broken[0]
            since = clock_text(first.trouble.since) if first.trouble else ""
            name = first.source.name if len(broken) == 1 else words("live.button.several", count=len(broken))
            self.setText(words("live.button.broken", name=name, state=short_state(words, first), since=since))
        else:
            self.setText(words("live.button.fine", count=len(states)))
        self.setToolTip("\n".join(state_line(words, state) for state in states))

    def open_list(self) -> "SourcesDialog":
        """The list of sources, beside the window."""
        from desk_app.ui.pages.sources_dialog import SourcesDialog

        if self._dialog is None:
            self._dialog = SourcesDialog(self._hub, self._live, self.window())
            self._dialog.finished.connect(self._closed)
            self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
