"""The price board's table. Read with the first board: what it needs is not on the way to the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from desk_app.domain.product.catalogue import fold
from desk_app.jobs.tabulate_board import board_table
from desk_app.ui.ages import today
from desk_app.ui.board.board_columns import ORDER, SPARK, WIDTHS, Shown, board_columns, section, spark_of
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import Card
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.widgets.spark import Spark

if TYPE_CHECKING:
    from desk_app.domain.curve.board import Board, BoardRow
    from desk_app.files.write_table import Table
    from desk_app.jobs.load_board import Ground

_MARGINS = 22
"""Pixels of a heading's margins, with room for the mark of sorting."""
_WIDEST = 220
"""Of the columns of names and units."""


class BoardTable(RecordTable):
    """Copies plain figures, as a spreadsheet takes them; with headings also whose they are, unit, tax, source, age."""

    def __init__(self, model: "RecordModel[BoardRow]", export: "Callable[[list[BoardRow]], Table]") -> None:
        super().__init__(model)
        self._export = export

    def as_text(self, *, headers: bool = False) -> str:
        """The selected rows (all, where none is) as tab-separated text."""
        rows = self.chosen() or range(self.records.rowCount())
        table = self._export([self.records.record(row) for row in rows])
        lines = ["\t".join("" if cell is None else str(cell) for cell in row) for row in table.rows]
        return "\n".join([*table.about, "\t".join(table.headings), *lines] if headers else lines)


class BoardView(Card):
    """`opened` and `alert_wanted` bring the code of a row."""

    opened = Signal(str)
    alert_wanted = Signal(str)

    def __init__(self, hub: Hub, ground: "Ground", board: "Board") -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self._word = ""
        self.shown = Shown(hub, ground, board)
        self.shown.look_at_clock()
        self.model: RecordModel[BoardRow] = RecordModel(board_columns(lambda: self.shown), hub.words, section)
        self.model.fill(board.rows)
        self.table = BoardTable(self.model, self.exported)
        self._spark = Spark(self.table, lambda row: spark_of(self.shown, row), self.table)
        self.table.setItemDelegateForColumn(ORDER.index(SPARK), self._spark)
        self.table.horizontalHeader().setSectionsMovable(True)
        self._fit()
        self._keep_order()
        self.table.activated.connect(lambda index: self.opened.emit(self.code_at(index.row())))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: self.menu(at).popup(self._place(at)))
        self.body.addWidget(self.table)

    @property
    def code(self) -> str:
        """The code of the first chosen row; "" where none is."""
        rows = self.table.chosen()
        return self.code_at(rows[0]) if rows else ""

    def code_at(self, row: int) -> str:
        return self.model.record(row).track.code

    def show_board(self, ground: "Ground", board: "Board") -> None:
        """Newer figures: every row stays where it is until the reader sorts again."""
        self.shown = Shown(self._hub, ground, board)
        self.shown.look_at_clock()
        self.model.renew(board.rows, lambda row: row.track.code)

    def sort_again(self) -> None:
        """In the order of the column that was clicked last: nobody is reading just now."""
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def narrow(self, word: str) -> None:
        """Only the rows one of whose names, in either language, or whose code has the word in it."""
        self._word = fold(word)
        self.model.keep(self._passes if self._word else None)

    def look_at_clock(self) -> None:
        """Ages grow without any news."""
        self.shown.look_at_clock()
        self.table.viewport().update()

    def exported(self, rows: "list[BoardRow] | None" = None) -> "Table":
        """These rows (all that are shown) as a table that leaves the desk."""
        wanted = list(self.model.records) if rows is None else rows
        return board_table(self._hub.words, self.shown.ground, self.shown.board, wanted, today())

    def retranslate(self) -> None:
        """In the language in force."""
        self.shown.look_at_clock()
        self.table.setAccessibleName(self._hub.words("ui.page.board"))
        self.model.retitle()
        self._fit()

    def menu(self, at: QPoint) -> QMenu:
        """What can be done with the row pointed at."""
        words, menu = self._hub.words, QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self.table.rowAt(at.y())
        if row >= 0:
            code = self.code_at(row)
            menu.addAction(words("board.menu.open"), lambda: self.opened.emit(code))
            menu.addAction(words("board.menu.alert"), lambda: self.alert_wanted.emit(code))
            menu.addSeparator()
        menu.addAction(words("board.menu.copy"), self.table.copy)
        menu.addAction(words("board.menu.copy_all"), lambda: self.table.copy(headers=True))
        return menu

    # ---- inside
    def _fit(self) -> None:
        """Each column as wide as its heading needs; the mark of sorting lies in its margin."""
        metrics = self.table.horizontalHeader().fontMetrics()
        needed = [metrics.horizontalAdvance(each.title(self._hub.words)) + _MARGINS for each in self.model.columns]
        self.table.widths(*map(max, WIDTHS, needed))
        for column in map(ORDER.index, ("name", "unit")):
            self.table.setColumnWidth(column, min(self.table.sizeHintForColumn(column) + _MARGINS // 2, _WIDEST))

    def _keep_order(self) -> None:
        """The columns in the order the user drew them into, now and the next time."""
        header, kept = self.table.horizontalHeader(), self._hub.settings["board_columns"].split(",")
        for place, key in enumerate(key for key in kept if key in ORDER):
            header.moveSection(header.visualIndex(ORDER.index(key)), place)
        header.sectionMoved.connect(lambda *_: self._hub.settings.set("board_columns", ",".join(self._order())))

    def _order(self) -> list[str]:
        header = self.table.horizontalHeader()
        return [ORDER[header.logicalIndex(place)] for place in range(header.count())]

    def _place(self, at: QPoint) -> QPoint:
        return self.table.viewport().mapToGlobal(at)

    def _passes(self, row: "BoardRow") -> bool:
        code, ground = row.track.code, self.shown.ground
        names = (*ground.names.get(code, ()), *ground.aliases.get(code, ()), self.shown.name(row), code)
        return any(self._word in fold(name) for name in names)
