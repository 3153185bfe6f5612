"""The table's model: newer figures leave rows where they are; what is missing sorts last; sections stay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from desk_app.i18n import Words
from desk_app.ui.widgets.record_model import Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Pair = tuple[str, int | None]
COLUMNS: tuple[Column[Pair], ...] = (
    Column("ui.page.board", lambda pair: pair[0], lambda pair: pair[0]),
    Column("ui.page.curves", lambda pair: str(pair[1]), lambda pair: pair[1]),
)


def shown(model: RecordModel[Pair]) -> str:
    return "".join(name for name, _ in model.records)


def model_of(text: str, **values: int | None) -> RecordModel[Pair]:
    model: RecordModel[Pair] = RecordModel(COLUMNS, Words("en"))
    model.fill([(name, values.get(name, 0)) for name in text])
    return model


def test_newer_figures_leave_rows_where_they_are(qtmodeltester: ModelTester) -> None:
    model = model_of("abc", a=3, b=1, c=2)
    model.sort(1, UP)
    assert shown(model) == "bca"
    model.renew([("a", 0), ("b", 9), ("c", 5)], lambda pair: pair[0])
    assert model.records == [("b", 9), ("c", 5), ("a", 0)]
    model.sort(1, UP)
    assert shown(model) == "acb"
    qtmodeltester.check(model)


def test_rows_that_came_are_last_and_rows_that_went_are_gone(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = model_of("abcd")
    table = RecordTable(model)
    table.choose(2)
    model.renew([("x", 1), ("d", 2), ("c", 3)], lambda pair: pair[0])
    assert shown(model) == "cdx"
    assert [model.record(row)[0] for row in table.chosen()] == ["c"], "what was selected stays so"
    qtmodeltester.check(model)
    table.deleteLater()


def test_newer_figures_pass_the_filter_too() -> None:
    model = model_of("abc", a=1, b=2, c=3)
    model.keep(lambda pair: (pair[1] or 0) > 1)
    model.renew([("b", 5), ("c", 6), ("d", 7), ("e", 0)], lambda pair: pair[0])
    assert shown(model) == "bcd"
    model.keep(None)
    assert shown(model) == "bcde"


def test_what_is_missing_is_last_both_ways() -> None:
    model = model_of("abcd", a=None, b=2, c=None, d=1)
    model.sort(1, UP)
    assert shown(model) == "dbac"
    model.sort(1, DOWN)
    assert shown(model) == "bdac"


def test_sections_stand_above_each_other_both_ways() -> None:
    model: RecordModel[Pair] = RecordModel(COLUMNS, Words("en"), lambda pair: pair[0] in "cd")
    model.fill([("a", 1), ("c", 9), ("b", 2), ("d", 8)])
    model.sort(1, UP)
    assert shown(model) == "abdc"
    model.sort(1, DOWN)
    assert shown(model) == "bacd"


def test_what_is_selected_stays_so_when_it_is_sorted(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = model_of("abcd", a=4, b=3, c=2, d=1)
    table = RecordTable(model)
    table.choose(1)
    table.sortByColumn(1, UP)
    assert shown(model) == "dcba"
    assert [model.record(row)[0] for row in table.chosen()] == ["b"]
    qtmodeltester.check(model)
    table.deleteLater()
