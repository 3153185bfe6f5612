"""提醒: set one, see those there are, and read what has fired."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.jobs.tell_alert import whose_text
from desk_app.store.alerts import State
from desk_app.ui.alerts.alert_columns import AlertTexts
from desk_app.ui.alerts.alert_form import AlertForm
from desk_app.ui.alerts.load_alerts import AlertsFound, add_alert, drop_alert, find_alerts, turn_alert
from desk_app.ui.hub import Hub
from desk_app.ui.newest import Newest
from desk_app.ui.widgets.parts import Card, button, label, row, set_state
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.list_alerts import Alert, Logged
    from desk_app.jobs.set_alert import Set

_SIZE = (980, 720)


class AlertDialog(QDialog):
    """Stays beside the window while it is wanted; `set_one` when an alert was set, switched or removed."""

    set_one = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asked = Newest(hub)
        self._found: AlertsFound | None = None
        self._code = ""
        self._texts = AlertTexts(hub)
        self.form = AlertForm(hub)
        self.told = label("error", wraps=True, selects=True)
        self.told.hide()
        self.titles = {name: label("heading") for name in ("set", "log")}
        self.whose = label("faint", wraps=True)
        self.alerts: RecordModel[Alert] = RecordModel(self._texts.alert_columns(), hub.words)
        self.log: RecordModel[Logged] = RecordModel(self._texts.log_columns(), hub.words)
        self.tables = {"set": RecordTable(self.alerts), "log": RecordTable(self.log)}
        self.turn, self.remove, self.leave = button(), button(), button()
        self._lay_out()
        self.form.wanted.connect(self._add)
        self.turn.clicked.connect(self._turn)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Delete, self.tables["set"], self._remove)
        self.tables["set"].selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.alerts.modelReset.connect(self._enable)
        hub.language_changed.connect(self.retranslate)
        self.retranslate()

    def take(self, code: str) -> None:
        """Show what there is, ready to set one on a series."""
        self._code = code
        self.fill()

    def fill(self) -> None:
        """Read it anew."""
        self._asked.ask(lambda _: find_alerts(self._hub.desk), self._show)

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.setWindowTitle(words("alert.dialog.title"))
        for name, title in self.titles.items():
            title.setText(words(f"alert.dialog.{name}"))
            self.tables[name].setAccessibleName(words(f"alert.dialog.{name}"))
        self.remove.setText(words("alert.dialog.remove"))
        self.leave.setText(words("window.close"))
        self.form.retranslate()
        for model in (self.alerts, self.log):
            model.retitle()
        if self._found is not None:
            self._show(self._found)
        self._enable()

    # ---- inside
    def _lay_out(self) -> None:
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.form)
        layout.addWidget(self.told)
        for name, table in self.tables.items():
            card = Card(margin=0, gap=0)
            card.body.addWidget(table)
            layout.addWidget(self.titles[name])
            layout.addWidget(card, 1)
            if name == "set":
                layout.addLayout(row(self.turn, self.remove, 1))
        foot = row(self.whose, self.leave)
        foot.setStretch(0, 1)
        layout.addLayout(foot)
        self.tables["set"].widths(56, 150, 300, 110, 160, stretch=2)
        self.tables["log"].widths(110, 500, 150, stretch=1)

    def _show(self, found: AlertsFound) -> None:
        first, self._found, self._texts.names = self._found is None, found, found.names
        self.form.offer(found.series, found.names)
        if self._code or first:
            self.form.choose(self._code)
            self._code = ""
        self.alerts.renew(found.alerts, lambda alert: alert.row.id)
        self.log.fill(found.log)
        codes = [alert.row.rule.code for alert in found.alerts] or list(found.series)
        lines = dict.fromkeys(whose_text(self._hub.words, found.names, code) for code in codes)
        self.whose.setText(" · ".join(lines))
        self._enable()

    @property
    def _chosen(self) -> "Alert | None":
        rows = self.tables["set"].chosen()
        return self.alerts.record(rows[0]) if rows else None

    def _enable(self) -> None:
        chosen = self._chosen
        for each in (self.turn, self.remove):
            each.setEnabled(chosen is not None)
        off = chosen is not None and chosen.row.state is State.OFF
        self.turn.setText(self._hub.words("alert.dialog.on" if off else "alert.dialog.off"))

    def _add(self) -> None:
        request = self.form.request
        self.form.add.setEnabled(False)
        self._hub.run(
            lambda _: add_alert(self._hub.desk, request),
            self._added,
            writes=True,
            ended=lambda: self.form.add.setEnabled(True),
        )

    def _added(self, found: "Set | Problem") -> None:
        words = self._hub.words
        if isinstance(found, Problem):
            self._say(self._hub.problem_line(found), "error")
            return
        self._say(words("alert.told.beyond") if found.beyond else "", "soft")
        self.form.clear()
        self._changed(None)

    def _say(self, text: str, role: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        set_state(self.told, "role", role)

    def _turn(self) -> None:
        if (chosen := self._chosen) is not None:
            number, on = chosen.row.id, chosen.row.state is State.OFF
            self._hub.run(lambda _: turn_alert(self._hub.desk, number, on=on), self._changed, writes=True)

    def _remove(self) -> None:
        if (chosen := self._chosen) is not None:
            number = chosen.row.id
            self._hub.run(lambda _: drop_alert(self._hub.desk, number), self._changed, writes=True)

    def _changed(self, _: None) -> None:
        self.fill()
        self.set_one.emit()
