"""Alerts in the window: looked at when the desk opens and after each build; told quietly, never by a dialog."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.alerts.load_alerts import Looked, look_at_alerts
from desk_app.ui.alerts.tray import Tray
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.ui.alerts.alert_dialog import AlertDialog

_PAUSE = 1000  # milliseconds in which ticks are gathered before alerts look at them
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
        self._busy = False
        self._again: set[str] | None = set()  # what to look at after this look: None, all
        self._last = 0
        self._watched: frozenset[str] = frozenset()
        self._ticked: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look_at_ticked)
        self.unseen = 0
        self.dialog: AlertDialog | None = None
        self.tray = Tray(hub.words("window.name"), self._called, self)
        hub.opened.connect(self.look)
        hub.curves_changed.connect(self.look)
        hub.alert_wanted.connect(self.open_dialog)

    def look(self) -> None:
        """Follow all alerts through what has come since the last look."""
        self._look(None)

    def ticked(self, found: Mapping[str, object]) -> None:
        """Ticks came, by code: alerts on these series look at them, together, within a second."""
        if more := self._watched.intersection(found):
            self._ticked |= more
            if not self._pause.isActive():
                self._pause.start()

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
    def _look_at_ticked(self) -> None:
        codes, self._ticked = self._ticked, set()
        self._look(codes)

    def _look(self, codes: set[str] | None) -> None:
        """One look at a time, and none is left out: what it found is to be told."""
        if self._busy:
            self._again = None if codes is None or self._again is None else self._again | codes
            return
        self._busy, seen = True, self._hub.settings["alerts_seen"]
        self._hub.run(
            lambda _: look_at_alerts(self._hub.desk, seen, codes), self._found, writes=True, ended=self._ended
        )

    def _ended(self) -> None:
        self._busy = False
        again, self._again = self._again, set()
        if again is None or again:
            self._look(again)

    def _found(self, found: Looked) -> None:
        self._last, self.unseen, self._watched = found.last, found.unseen, found.codes
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
        body += dict.fromkeys(whose_text(words, found.names, logged.row.rule.code) for logged in found.lines)
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
