"""Alerts in the window: looked at when the desk opens and after each build; told quietly, never by a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.alerts.load_alerts import Looked, look_at_alerts
from desk_app.ui.alerts.tray import Tray
from desk_app.ui.hub import Hub
from desk_app.ui.newest import Newest

if TYPE_CHECKING:
    from desk_app.ui.alerts.alert_dialog import AlertDialog

_LINES = 3
"""How many lines a notice has; the log has all."""


class Alerting(QObject):
    """`changed` when `unseen`, the number of lines of the log that nobody has looked at, is another; `looked` after
    every look.
    """

    changed = Signal()
    looked = Signal()

    def __init__(self, hub: Hub, window: QWidget) -> None:
        super().__init__(window)
        self._hub, self._window = hub, window
        self._asked = Newest(hub)
        self._last = 0
        self.unseen = 0
        self.dialog: AlertDialog | None = None
        self.tray = Tray(hub.words("window.name"), self._called, self)
        hub.opened.connect(self.look)
        hub.curves_changed.connect(self.look)
        hub.alert_wanted.connect(self.open_dialog)

    def look(self) -> None:
        """Follow all alerts through what has come since the last look."""
        seen = self._hub.settings["alerts_seen"]
        self._asked.ask(lambda _: look_at_alerts(self._hub.desk, seen), self._found)

    def open_dialog(self, code: str = "") -> "AlertDialog":
        """The alerts with their log, which counts as seen by that; ready to set one on a series."""
        from desk_app.ui.alerts.alert_dialog import AlertDialog

        if self.dialog is None:
            self.dialog = AlertDialog(self._hub, self._window)
            self.dialog.set_one.connect(self.look)
            self.dialog.finished.connect(self._closed)
            self.looked.connect(self.dialog.fill)
            self.dialog.show()
        self.dialog.take(code)
        self.dialog.raise_()
        self._see()
        return self.dialog

    # ---- inside
    def _found(self, found: Looked) -> None:
        self._last, self.unseen = found.last, found.unseen
        if found.lines:
            self._tell(found)
        if self.dialog is not None:
            self._see()
        self.changed.emit()
        self.looked.emit()

    def _tell(self, found: Looked) -> None:
        from desk_app.jobs.tell_alert import dated_text, whose_text

        words = self._hub.words
        texts = [dated_text(words, found.names, logged) for logged in reversed(found.lines)]  # the newest first
        more = len(texts) - _LINES
        body = texts[:_LINES] + ([words("alert.notice.more", count=more)] if more > 0 else [])
        body += dict.fromkeys(whose_text(words, logged.row.rule.code) for logged in found.lines)
        self.tray.say(words("alert.notice.title", count=len(texts)), "\n".join(body))
        self._hub.tell(texts[0] if len(texts) == 1 else words("alert.notice.line", count=len(texts), first=texts[0]))

    def _see(self) -> None:
        """The log has been looked at up to its newest line."""
        if self._last > self._hub.settings["alerts_seen"]:
            self._hub.settings.set("alerts_seen", self._last)
        self.unseen = 0
        self.changed.emit()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _called(self) -> None:
        """The notice was clicked: the window comes to the front with the log."""
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.open_dialog()
