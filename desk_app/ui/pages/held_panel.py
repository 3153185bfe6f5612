"""待处理: rows that wait from all imports, each put right in place, confirmed, or set aside with a reason."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QInputDialog

from desk_app.domain.base.problem import Level
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.importing import trades_changed
from desk_app.ui.widgets.mend_table import Entry, entries_of
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.wizard.mend_panel import MendPanel

if TYPE_CHECKING:
    from desk_app.jobs.mend_lines import Line
    from desk_app.store.held_rows import Held


class HeldPanel(Card):
    """Filled by the page; a row that was put right is a trade at once. Rows that wait no more are shown if wanted."""

    left = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._alike: dict[tuple[int | None, str, str], list[Entry]] = {}
        self._waiting: list[Entry] = []
        self._settled: list[Entry] = []
        self.title = label("heading")
        self.mend = MendPanel(hub, owners=True)
        self.aside, self.back, self.also_settled = button(), button(), QCheckBox()
        self.body.addLayout(row(self.title, 1, self.back))
        self.body.addWidget(self.mend, 1)
        self.body.addLayout(row(self.aside, 1, self.also_settled))
        self.mend.typed.connect(lambda entry, text: self._work([entry], text))
        self.mend.typed_alike.connect(self._fix_alike)
        self.mend.confirmed.connect(self._confirm)
        self.mend.handed.connect(self._hand_over)
        self.mend.table.chosen_changed.connect(self._enable)
        self.aside.clicked.connect(self._ask_why)
        self.back.clicked.connect(self.left)
        self.also_settled.toggled.connect(lambda _: self._show())

    def fill(self, waiting: "Sequence[Held]", settled: "Sequence[Held]" = ()) -> None:
        """Show these."""
        self._waiting = [entry for each in waiting for entry in _entries(each)]
        self._settled = [entry for each in settled for entry in _entries(each)]
        self._alike = {}
        for entry in self._waiting:
            self._alike.setdefault(_mark(entry), []).append(entry)
        self.also_settled.setVisible(bool(settled))
        self._show()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.title.setText(words("ui.held.title"))
        self.aside.setText(words("ui.held.aside"))
        self.back.setText(words("ui.held.back"))
        self.also_settled.setText(words("ui.held.also_settled"))
        self.mend.retranslate()

    def _show(self) -> None:
        self.mend.show_entries([*self._waiting, *(self._settled if self.also_settled.isChecked() else ())])
        self._enable()

    def _enable(self) -> None:
        entry = self.mend.table.entry
        self.aside.setEnabled(entry is not None and not entry.settled)

    def _fix_alike(self, entry: Entry, text: str) -> None:
        self._work(self._alike.get(_mark(entry), [entry]), text)

    def _work(self, entries: Sequence[Entry], text: str) -> None:
        hub = self._hub
        if entries and entries[0].place is not None:
            self._run(lambda: [_mend(hub, entry.number, {entry.place or 0: text}) for entry in entries])

    def _confirm(self, entry: Entry) -> None:
        self._run(lambda: [_mend(self._hub, entry.number, {}, confirm=True)])

    def _hand_over(self, entry: Entry, owner: str) -> None:
        self._run(lambda: _hand_over(self._hub, entry.number, owner))

    def _ask_why(self) -> None:
        entry, words = self.mend.table.entry, self._hub.words
        if entry is None:
            return
        why, agreed = QInputDialog.getText(self, words("ui.held.aside"), words("ui.held.why"))
        if agreed:
            self._run(lambda: _set_aside(self._hub, entry.number, why))

    def _run(self, job: Callable[[], object]) -> None:
        self._hub.run(lambda _: job(), lambda _: trades_changed(self._hub), title="ui.work.import", writes=True)


def _mark(entry: Entry) -> tuple[int | None, str, str]:
    return entry.place, entry.text, entry.problem.key


def _entries(held: "Held") -> list[Entry]:
    """One for each problem of a row that waits; one for a row that waits no more."""
    from desk_app.jobs.list_batches import became_of
    from desk_app.jobs.mend_lines import DOUBTS, column_of

    columns = held.mapping.columns if held.mapping else {}
    wrong = {problem.key for problem in held.row.problems if problem.level is Level.ERROR}
    entries = entries_of(
        held.row,
        held.settled is not None,
        lambda problem: column_of(columns, problem),
        origin=f"{held.file} · {local_time(held.since)[:10]}",
        doubted=DOUBTS.issuperset(wrong),
        number=held.id,
        owner=held.owner,
        told=became_of(held) if held.settled else None,
    )
    return entries[:1] if held.settled else entries


def _mend(hub: Hub, number: int, fixes: dict[int, str], *, confirm: bool = False) -> "Line":
    from desk_app.jobs.mend_held import mend_held

    return mend_held(hub.desk, number, fixes, confirm=confirm)


def _set_aside(hub: Hub, number: int, why: str) -> None:
    from desk_app.jobs.mend_held import set_aside

    set_aside(hub.desk, number, why)


def _hand_over(hub: Hub, number: int, owner: str) -> None:
    from desk_app.jobs.mend_held import hand_over

    hand_over(hub.desk, number, owner)
