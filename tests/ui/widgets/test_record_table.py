"""The table of all pages: sorted by value, narrowed, copied as a spreadsheet takes it."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desk_app.i18n import Words
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

Record = tuple[str, Decimal]
COLUMNS: tuple[Column[Record], ...] = (
    Column("ui.trades.column.product", lambda r: r[0], lambda r: r[0]),
    Column("ui.trades.column.quantity", lambda r: f"{r[1]:,}", lambda r: r[1], RIGHT, "ui.unit.tonne"),
)
RECORDS: list[Record] = [("b", Decimal(9)), ("a", Decimal(1000)), ("c", Decimal(20))]
ASCENDING = Qt.SortOrder.AscendingOrder


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    model = RecordModel(COLUMNS, Words("en"))
    made = RecordTable(model)
    qtbot.addWidget(made)
    model.fill(RECORDS)
    return made


def column(table: RecordTable, at: int) -> list[str]:
    model = table.records
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(table: RecordTable) -> None:
    QAbstractItemModelTester(table.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.records.sort(1, ASCENDING)
    table.records.keep(lambda record: record[1] > 10)
    table.records.fill([])


def test_it_sorts_by_value_not_by_text(table: RecordTable) -> None:
    table.sortByColumn(1, ASCENDING)
    assert column(table, 1) == ["9", "20", "1,000"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 0) == ["a", "c", "b"]


def test_what_comes_later_keeps_the_order(table: RecordTable) -> None:
    table.sortByColumn(1, ASCENDING)
    table.records.fill([*RECORDS, ("d", Decimal(10))])
    assert column(table, 0) == ["b", "d", "c", "a"]


def test_a_filter_hides_and_gives_back(table: RecordTable) -> None:
    table.records.keep(lambda record: record[0] != "a")
    assert column(table, 0) == ["b", "c"]
    assert len(table.records.all_records) == 3
    table.records.keep(None)
    assert len(column(table, 0)) == 3


def test_ctrl_c_copies_rows_and_ctrl_shift_c_headers_with_units(table: RecordTable, qtbot: QtBot) -> None:
    table.choose(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a\t1,000"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "Product\tQuantity (t)\na\t1,000"


def test_many_records_are_a_lookup(qtbot: QtBot) -> None:
    model = RecordModel(COLUMNS, Words("en"))
    table = RecordTable(model)
    qtbot.addWidget(table)
    model.fill([(str(n), Decimal(n)) for n in range(100_000)])
    table.show()
    assert model.rowCount() == 100_000
    assert model.data(model.index(99_999, 1)) == "99,999"
