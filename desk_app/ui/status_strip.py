"""The strip at the window's foot: what was just done, how old the data is, what is under way."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desk_app.ui.ages import age_text
from desk_app.ui.background import Task
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import button, label, set_state

_HEIGHT = 34
_LINE_STAYS = 12_000  # milliseconds


class StatusStrip(QFrame):
    """Follows the hub by itself."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.setObjectName("status")
        self.setFixedHeight(_HEIGHT)
        self.line = label("soft")
        self.age = label("soft")
        self.work = label("soft")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.cancel = button("quiet")
        self.cancel.clicked.connect(self._cancel)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self.line, 1)
        for each in (self.work, self.bar, self.cancel, self.age):
            layout.addWidget(each)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.line.clear)
        hub.background.changed.connect(self._show_work)
        hub.told.connect(self._told)
        hub.age_changed.connect(self.retranslate)
        hub.language_changed.connect(self.retranslate)
        self.retranslate()

    def hold(self, part: QWidget) -> None:
        """Give `part` a place before the age of the data."""
        self._layout.insertWidget(self._layout.count() - 1, part)

    def retranslate(self) -> None:
        """In the language in force."""
        words, latest = self._hub.words, self._hub.latest_trade
        self.cancel.setText(words("window.cancel"))
        known = words("window.data_age", day=latest, age=age_text(words, latest)) if latest else ""
        self.age.setText(known)
        self._show_work()

    def _told(self, level: str, text: str) -> None:
        self.line.setText(text)
        self.line.setToolTip(text)
        set_state(self.line, "role", {"error": "error", "warning": "warn"}.get(level, "soft"))
        self._timer.start(_LINE_STAYS)

    def _task(self) -> Task | None:
        return next((task for task in self._hub.background.tasks if task.shown), None)

    def _show_work(self) -> None:
        task = self._task()
        for each in (self.work, self.bar, self.cancel):
            each.setVisible(task is not None)
        if task is not None:
            step = task.step
            self.work.setText(self._hub.words(step.key if step else task.title))
            total = step.total if step else 0
            self.bar.setRange(0, total)
            self.bar.setValue(min(step.done, total) if step else 0)
            self.cancel.setEnabled(not task.stop.is_set())

    def _cancel(self) -> None:
        if task := self._task():
            task.cancel()
            self._show_work()
