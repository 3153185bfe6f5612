"""待处理: rows that wait from all imports, each put right in place, confirmed, or set aside with a reason."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog

from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.importing import trades_changed
from desk_app.ui.widgets.mend_table import Entry
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.wizard.mend_panel import MendPanel

if TYPE_CHECKING:
    from desk_app.jobs.mend_lines import Line
    from desk_app.store.held_rows import Held


class HeldPanel(Card):
    """Filled by the page; a row that was put right is a trade at once."""

    left = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._alike: dict[tuple[int | None, str, str], list[Entry]] = {}
        self.title = label("heading")
        self.mend = MendPanel(hub)
        self.aside, self.back = button(), button()
        self.body.addLayout(row(self.title, 1, self.back))
        self.body.addWidget(self.mend, 1)
        self.body.addLayout(row(self.aside, 1))
        self.mend.typed.connect(lambda entry, text: self._work([entry], text))
        self.mend.typed_alike.connect(self._fix_alike)
        self.mend.confirmed.connect(self._confirm)
        self.mend.table.chosen_changed.connect(self._enable)
        self.aside.clicked.connect(self._ask_why)
        self.back.clicked.connect(self.left)

    def fill(self, held: "Sequence[Held]") -> None:
        """Show these."""
        entries = [entry for each in held for entry in _entries(each)]
        self._alike = {}
        for entry in entries:
            self._alike.setdefault(_mark(entry), []).append(entry)
        self.mend.show_entries(entries)
        self._enable()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.title.setText(words("ui.held.title"))
        self.aside.setText(words("ui.held.aside"))
        self.back.setText(words("ui.held.back"))
        self.mend.retranslate()

    def _enable(self) -> None:
        self.aside.setEnabled(self.mend.table.entry is not None)

    def _fix_alike(self, entry: Entry, text: str) -> None:
        self._work(self._alike.get(_mark(entry), [entry]), text)

    def _work(self, entries: Sequence[Entry], text: str) -> None:
        hub = self._hub
        if entries and entries[0].place is not None:
            self._run(lambda: [_mend(hub, entry.number, {entry.place or 0: text}) for entry in entries])

    def _confirm(self, entry: Entry) -> None:
        self._run(lambda: [_mend(self._hub, entry.number, {}, confirm=True)])

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
    """One for each problem of a row."""
    from desk_app.jobs.mend_lines import DOUBTS, column_of

    columns = held.mapping.columns if held.mapping else {}
    doubted = DOUBTS.issuperset(problem.key for problem in held.row.problems)
    origin = f"{held.file} · {local_time(held.since)[:10]}"
    entries = []
    for problem in held.row.problems:
        place = column_of(columns, problem)
        text = held.row.cells[place] if place is not None and place < len(held.row.cells) else ""
        line = held.row.source_row
        entries.append(Entry(line, place, text, problem, origin=origin, doubted=doubted, number=held.id))
    return entries


def _mend(hub: Hub, number: int, fixes: dict[int, str], *, confirm: bool = False) -> "Line":
    from desk_app.jobs.mend_held import mend_held

    return mend_held(hub.desk, number, fixes, confirm=confirm)


def _set_aside(hub: Hub, number: int, why: str) -> None:
    from desk_app.jobs.mend_held import set_aside

    set_aside(hub.desk, number, why)
