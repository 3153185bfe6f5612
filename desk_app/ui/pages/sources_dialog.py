"""The live sources: how each of them is, what came from it; add one, remove one, hold a replay."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.base.problem import Problem, Refused
from desk_app.i18n import one_line
from desk_app.ui.ask import ask_file
from desk_app.ui.hub import Hub
from desk_app.ui.live import Live
from desk_app.ui.pages.source_words import counts_text, short_state, since_text, state_line, troubles
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.parts import button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.follow_sources import SourceState
    from desk_app.jobs.keep_sources import Source

_KINDS = ("bulletins", "ticks", "replay")
_WIDTH, _TABLE = 860, 190
_SECRET = QLineEdit.EchoMode.Password


class SourcesDialog(QDialog):
    """Stays open beside the window and follows the sources by itself."""

    def __init__(self, hub: Hub, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._live = hub, live
        self.setFixedWidth(_WIDTH)
        self.model: RecordModel[SourceState] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.setFixedHeight(_TABLE)
        self.table.widths(110, 60, 210, 130, 190, 70, 60, stretch=2)
        self.remove, self.hold = button(), button()
        self.kind = QComboBox()
        self.lines = {name: QLineEdit() for name in ("name", "address", "ca", "proxy", "token")}
        self.lines["token"].setEchoMode(_SECRET)
        self.speed = QDoubleSpinBox()
        self.speed.setRange(1, 1000)
        self.speed.setDecimals(0)
        self.choose = button()
        self.problem = label("error", wraps=True, selects=True)
        self.problem.hide()
        self.add = button("primary")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._fill()

    @property
    def source(self) -> "Source":
        """What the form says now."""
        from desk_app.jobs.keep_sources import Source, SourceKind

        texts = {name: line.text().strip() for name, line in self.lines.items()}
        return Source(kind=SourceKind(self.kind.currentData()), speed=self.speed.value(), **texts)

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.setWindowTitle(words("live.dialog.title"))
        self.remove.setText(words("live.dialog.remove"))
        self.add.setText(words("live.dialog.add"))
        self.choose.setText(words("ui.sheets.choose"))
        for at, kind in enumerate(_KINDS):
            self.kind.setItemText(at, words(f"live.source.{kind}"))
        fields = {**self.lines, "kind": self.kind, "speed": self.speed}
        for name, title in self._titles.items():
            title.setText(words(f"live.field.{name}"))
            fields[name].setAccessibleName(words(f"live.field.{name}"))
        self.lines["ca"].setPlaceholderText(words("live.dialog.ca_hint"))
        self.lines["proxy"].setPlaceholderText(words("live.dialog.proxy_hint"))
        self.table.setAccessibleName(words("live.dialog.title"))
        self.model.retitle()
        self._show_kind()
        self._show_buttons()

    # ---- inside
    def _lay_out(self) -> None:
        for kind in _KINDS:
            self.kind.addItem("", kind)
        self._titles = {name: label() for name in ("kind", "name", "address", "token", "ca", "proxy", "speed")}
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._titles["kind"], self.kind)
        for name in ("name", "address", "token"):
            form.addRow(self._titles[name], self.lines[name])
        self._ca = QWidget()
        self._ca.setLayout(row(self.lines["ca"], self.choose))
        form.addRow(self._titles["ca"], self._ca)
        form.addRow(self._titles["proxy"], self.lines["proxy"])
        form.addRow(self._titles["speed"], self.speed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.table)
        layout.addLayout(row(1, self.hold, self.remove))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(row(1, self.add))

    def _connect(self) -> None:
        self._live.state_changed.connect(self._fill)
        self._hub.language_changed.connect(self.retranslate)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self.choose.clicked.connect(self._choose_ca)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._ask_remove)
        self.hold.clicked.connect(self._hold)

    def _columns(self) -> "tuple[Column[SourceState], ...]":
        words = self._hub.words
        return (
            Column("live.field.name", lambda s: s.source.name, lambda s: s.source.name, tip=self._tip),
            Column("live.field.kind", self._kind, self._kind),
            Column(
                "live.field.address", lambda s: one_line(s.source.address), lambda s: s.source.address, tip=self._tip
            ),
            Column("live.field.state", lambda s: short_state(words, s), lambda s: short_state(words, s), tip=self._tip),
            Column("live.field.since", lambda s: since_text(words, s), lambda s: since_text(words, s), tip=self._tip),
            Column("live.kind.ticks", _ticks, lambda s: s.counts.get("ticks", 0), RIGHT),
            Column("live.field.problems", _problems, troubles, RIGHT, tip=lambda s: counts_text(words, s)),
        )

    def _kind(self, state: "SourceState") -> str:
        return self._hub.words(f"live.source.{state.source.kind.value}")

    def _tip(self, state: "SourceState") -> str:
        return state_line(self._hub.words, state)

    def _fill(self) -> None:
        chosen = self._chosen()
        self.model.fill(self._live.states)
        for at, state in enumerate(self._live.states):
            if chosen and state.source.name == chosen.source.name:
                self.table.choose(at)
        self._show_buttons()

    def _chosen(self) -> "SourceState | None":
        rows = self.table.chosen()
        return self.model.record(rows[0]) if rows else None

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self.remove.setEnabled(chosen is not None)
        replay = chosen is not None and chosen.source.kind.value == "replay"
        self.hold.setVisible(replay)
        paused = replay and chosen is not None and self._live.is_paused(chosen.source.name)
        self.hold.setText(self._hub.words("live.dialog.go_on" if paused else "live.dialog.hold"))

    def _show_kind(self) -> None:
        replay = self.kind.currentData() == "replay"
        for part in (self.lines["token"], self._ca, self.lines["proxy"]):
            self._form.setRowVisible(part, not replay)
        self._form.setRowVisible(self.speed, replay)
        hint = self._hub.words("live.dialog.replay_hint") if replay else "https://"
        self.lines["address"].setPlaceholderText(hint)

    def _choose_ca(self) -> None:
        ask_file(self, self._hub.words("live.field.ca"), "PEM (*.pem *.crt *.cer)", self.lines["ca"].setText)

    # ---- what hands do
    def _add(self) -> None:
        source = self.source
        self.add.setEnabled(False)
        self._hub.run(
            lambda _: _added(self._hub.folder, source), self._settled, ended=lambda: self.add.setEnabled(True)
        )

    def _settled(self, found: "Source | Problem") -> None:
        """A refusal is read in the dialog, where it can be put right."""
        if isinstance(found, Problem):
            self.problem.setText(self._hub.problem_line(found))
            self.problem.show()
            return
        self.problem.hide()
        for line in self.lines.values():
            line.clear()
        self._live.begin()

    def _ask_remove(self) -> None:
        if (chosen := self._chosen()) is not None:
            name, words = chosen.source.name, self._hub.words
            question = words("live.dialog.remove_question", name=name)
            confirm(self, words, question, words("live.dialog.remove"), lambda: self._remove(name))

    def _remove(self, name: str) -> None:
        self._hub.run(lambda _: _removed(self._hub.folder, name), lambda _: self._live.begin())

    def _hold(self) -> None:
        if (chosen := self._chosen()) is not None:
            name = chosen.source.name
            self._live.replay(name, paused=not self._live.is_paused(name))


def _ticks(state: "SourceState") -> str:
    return _count(state.counts.get("ticks", 0))


def _problems(state: "SourceState") -> str:
    return _count(troubles(state))


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _added(folder: Path, source: "Source") -> "Source | Problem":
    from desk_app.jobs.keep_sources import add_source

    try:
        return add_source(folder, source)
    except Refused as refused:
        return refused.problem


def _removed(folder: Path, name: str) -> None:
    from desk_app.jobs.keep_sources import remove_source

    remove_source(folder, name)
