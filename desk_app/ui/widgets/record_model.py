"""One table model for all tables: records down, a tuple of columns across."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk_app.i18n import Words

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_ANSWERED = frozenset(map(int, (Role.DisplayRole, Role.TextAlignmentRole, Role.ForegroundRole, Role.ToolTipRole)))


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title and unit as words keys, how a record shows, and by which value it sorts (None: last)."""

    key: str
    show: Callable[[R], str]
    sort: Callable[[R], Any]
    align: Qt.AlignmentFlag = LEFT
    unit: str = ""
    colour: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None

    def title(self, words: Words) -> str:
        """Title with unit, as a header shows and copies it."""
        return f"{words(self.key)} ({words(self.unit)})" if self.unit else words(self.key)

    def about(self, words: Words) -> str:
        """What its header says when it is pointed at."""
        return ""


class RecordModel(QAbstractTableModel, Generic[R]):
    """All records, those a filter leaves, in the order of one column. `data()` is a lookup.

    Records of a lower `section` stand above all others, whichever way a column is sorted.
    """

    def __init__(self, columns: Sequence[Column[R]], words: Words, section: Callable[[R], int] | None = None) -> None:
        super().__init__()
        self._section = section
        self.columns = tuple(columns)
        self._words = words
        self._all: Sequence[R] = ()
        self._shown: list[R] = []
        self._keep: Callable[[R], bool] | None = None
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def fill(self, records: Sequence[R]) -> None:
        """Show these."""
        self._all = records
        self._reset()

    def fill_kept(self, records: Sequence[R], test: Callable[[R], bool] | None) -> None:
        """Show those of these that pass."""
        self._all, self._keep = records, test
        self._reset()

    def renew(self, records: Sequence[R], key: Callable[[R], Hashable]) -> None:
        """Newer figures of the same records: each row stays where it is, selected as it was, whatever its figures say.

        Rows that are gone leave, new ones come last; the order is that of the column again at the next click.
        """
        fresh = {key(record): record for record in records}
        self._all = records
        for row in reversed(range(len(self._shown))):
            if key(self._shown[row]) not in fresh:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._shown[row]
                self.endRemoveRows()
        self._shown = [fresh.pop(key(record)) for record in self._shown]
        added = [record for record in fresh.values() if self._keep is None or self._keep(record)]
        if added:
            self.beginInsertRows(_NOWHERE, len(self._shown), len(self._shown) + len(added) - 1)
            self._shown += added
            self.endInsertRows()
        self.retitle()

    def recolumn(self, columns: Sequence[Column[R]], records: Sequence[R]) -> None:
        """Other columns, and these records in them."""
        self.columns = tuple(columns)
        self._order = (-1, Qt.SortOrder.AscendingOrder)
        self.fill(records)

    def keep(self, test: Callable[[R], bool] | None) -> None:
        """Show only the records that pass."""
        self.fill_kept(self._all, test)

    def record(self, row: int) -> R:
        return self._shown[row]

    @property
    def records(self) -> Sequence[R]:
        """What is shown, in the order shown."""
        return self._shown

    @property
    def all_records(self) -> Sequence[R]:
        return self._all

    def retitle(self) -> None:
        """The language is another one."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._shown:
            last = self.index(len(self._shown) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = [r for r in self._all if self._keep(r)] if self._keep else list(self._all)
        self._sorted()
        self.endResetModel()

    def _sorted(self) -> None:
        at, order = self._order
        if at >= 0:
            by = self.columns[at].sort
            there = [record for record in self._shown if by(record) is not None]
            missing = [record for record in self._shown if by(record) is None]
            there.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)
            self._shown = there + missing
            if self._section is not None:
                self._shown.sort(key=self._section)

    # ---- what Qt asks
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _ANSWERED:  # a view asks for nine roles of every cell that it paints
            return None
        column = self.columns[index.column()]
        if role == Role.DisplayRole:
            return column.show(self._shown[index.row()])
        if role == Role.TextAlignmentRole:
            return column.align
        if role == Role.ForegroundRole and column.colour:
            return column.colour(self._shown[index.row()])
        if role == Role.ToolTipRole and column.tip:
            return column.tip(self._shown[index.row()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title(self._words)
        if role == Role.ToolTipRole:
            return self.columns[section].about(self._words) or None
        return self.columns[section].align if role == Role.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """What is selected stays selected, wherever its record goes."""
        self.layoutAboutToBeChanged.emit()
        self._order, held = (column, order), self.persistentIndexList()
        records = [self._shown[index.row()] for index in held]
        self._sorted()
        wanted = set(map(id, records))
        rows = {id(record): row for row, record in enumerate(self._shown) if id(record) in wanted} if wanted else {}
        moved = [self.index(rows[id(record)], old.column()) for record, old in zip(records, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
