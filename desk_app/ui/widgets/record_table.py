"""The table every page uses: whole rows, sort by a click, copy as a spreadsheet takes it."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.ui.widgets.record_model import Index, RecordModel

_ROW = 30
_COPY_WITH_HEADERS = QKeySequence("Ctrl+Shift+C")


class _Colours(QStyledItemDelegate):
    """A cell keeps its own colour while it is selected: red stays red."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)


class RecordTable(QTableView):
    """A `RecordModel` shown. Ctrl+C copies the selected rows, Ctrl+Shift+C with headers and units."""

    def __init__(self, model: RecordModel[Any], parent: QWidget | None = None, *, sorts: bool = True) -> None:
        super().__init__(parent)
        self.records = model
        self.setModel(model)
        self.setItemDelegate(_Colours(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        if sorts:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def widths(self, *pixels: int, stretch: int = -1) -> None:
        """The columns' widths in order; `stretch` is the one that takes what is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(pixels):
            header.resizeSection(column, width)
        if stretch >= 0:
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self, *pixels: int) -> None:
        """Like `widths`, and each at least as wide as its heading."""
        header = self.horizontalHeader()
        self.widths(*(max(width, header.sectionSizeHint(column)) for column, width in enumerate(pixels)))

    def chosen(self) -> list[int]:
        """The selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> None:
        """Select one row."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def copy(self, *, headers: bool = False) -> None:
        """Put the selected rows on the clipboard as tab-separated text."""
        QGuiApplication.clipboard().setText(self.as_text(headers=headers))

    def as_text(self, *, headers: bool = False) -> str:
        """The selected rows (all, where none is) as tab-separated text."""
        shown = self.records
        rows = self.chosen() or range(shown.rowCount())
        across = range(shown.columnCount())
        lines = ["\t".join(shown.data(shown.index(row, at)) or "" for at in across) for row in rows]
        if headers:
            orientation = Qt.Orientation.Horizontal
            lines.insert(0, "\t".join(str(shown.headerData(at, orientation)) for at in across))
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif QKeySequence(event.keyCombination()) == _COPY_WITH_HEADERS:
            self.copy(headers=True)
        else:
            super().keyPressEvent(event)
