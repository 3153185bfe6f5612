"""Lines that need a hand: what is wrong in which cell, put right in the cell itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.build import HeldRow
from desk_app.i18n import field_name
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.record_model import RIGHT, Column, Index, RecordModel, Role
from desk_app.ui.widgets.record_table import RecordTable

CELL = 3
OWNER = 5
"""The columns that can be typed into."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One problem of a line. `place` is the cell's column from 0, None where no single cell is wrong; `text` what
    stands there now. `doubted`: the line is unlikely rather than wrong; `number`: of the held row in the store; `told`:
    what became of it, where that is more than a hand did here.
    """

    line: int
    place: int | None
    text: str
    problem: Problem
    settled: bool = False
    origin: str = ""
    doubted: bool = False
    number: int = 0
    told: Problem | None = None
    owner: str = ""

    @property
    def open(self) -> bool:
        """Whether it still holds its line."""
        return not self.settled and self.problem.level is Level.ERROR


class MendModel(RecordModel[Entry]):
    """Column `CELL` can be edited where a cell is to blame, `OWNER` while the row waits; `typed` and `handed` bring
    the entry and what was typed.
    """

    typed = Signal(object, str)
    handed = Signal(object, str)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        entry = self.record(index.row())
        wrong = entry.problem.level is Level.ERROR and not entry.told
        can = {CELL: entry.place is not None and wrong, OWNER: not entry.told}.get(index.column(), False)
        return usual | Qt.ItemFlag.ItemIsEditable if can else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        return super().data(index, Role.DisplayRole if role == Role.EditRole else role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        entry = self.record(index.row())
        handed = index.column() == OWNER
        if role != Role.EditRole or str(value) == (entry.owner if handed else entry.text):
            return False
        (self.handed if handed else self.typed).emit(entry, str(value))
        return True


class MendTable(RecordTable):
    """`next_problem` goes to the next one and opens its cell. With `owners` each line says who is to settle it."""

    chosen_changed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None, *, owners: bool = False) -> None:
        self._hub = hub
        owner: Column[Entry] = Column("wizard.owner", lambda e: e.owner, lambda e: e.owner)
        self.mends = MendModel((*self._columns(), *([owner] if owners else ())), hub.words)
        super().__init__(self.mends, parent, sorts=False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.widths(170, 60, 96, 220, 420, stretch=4)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, the chosen row kept."""
        at = self.currentIndex().row()
        self.mends.fill(entries)
        if 0 <= at < len(self.mends.records):
            self.choose(at)

    @property
    def entry(self) -> Entry | None:
        """The one chosen."""
        at = self.currentIndex().row()
        return self.mends.record(at) if 0 <= at < len(self.mends.records) else None

    def next_problem(self) -> bool:
        """Go to the next one that is open and type into its cell; from the last, to the first. False: there is none."""
        entries, here = self.mends.records, self.currentIndex().row()
        order = [*range(here + 1, len(entries)), *range(here + 1)]
        at = next((row for row in order if entries[row].open), None)
        if at is None:
            return False
        self.choose(at)
        self.scrollTo(self.mends.index(at, CELL))
        self.setFocus()
        if entries[at].place is not None:
            cell = self.mends.index(at, CELL)
            self.setCurrentIndex(cell)
            self.edit(cell)
        return True

    def _columns(self) -> tuple[Column[Entry], ...]:
        hub = self._hub
        return (
            Column("ui.report.file", lambda e: e.origin, lambda e: e.origin, tip=lambda e: e.origin),
            Column("wizard.line", lambda e: str(e.line or ""), lambda e: e.line, RIGHT),
            Column("ui.report.field", lambda e: field_name(hub.words, e.problem.field), lambda e: e.problem.field),
            Column("wizard.cell", lambda e: e.text, lambda e: e.text),
            Column("ui.report.what", self._what, lambda e: e.problem.key, colour=self._colour, tip=self._what),
        )

    def _what(self, entry: Entry) -> str:
        if entry.settled and not entry.told:
            return self._hub.words("wizard.settled")
        return self._hub.problem_line(entry.told or entry.problem)

    def _colour(self, entry: Entry) -> QColor:
        name = "green" if entry.settled else "error" if entry.problem.level is Level.ERROR else "warn"
        return QColor(self._hub.theme.palette[name])


def entries_of(row: HeldRow, settled: bool, place: Callable[[Problem], int | None], **facts: Any) -> list[Entry]:
    """One for each problem of a row; `place` finds the cell to blame."""
    entries = []
    for problem in row.problems:
        at = place(problem)
        text = row.cells[at] if at is not None and at < len(row.cells) else ""
        entries.append(Entry(row.source_row, at, text, problem, settled, **facts))
    return entries
