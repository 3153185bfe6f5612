"""Alerts by hand: set from the board, refused where they can't be, switched, removed, read in the log."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.jobs.build_index import build_index
from desk_app.jobs.open_desk import open_desk
from desk_app.ui.alerts.alert_dialog import AlertDialog
from desk_app.ui.app import Program
from desk_app.ui.importing import build_curves
from desk_app.ui.pages.board_page import BoardPage
from tests.jobs.trade_files import Line, take, write_trades
from tests.ui.conftest import Start, settle

FIRST: list[Line] = [
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-06", "氧化镨钕", "10", "602000"),
    ("2026-01-06", "氧化镧", "10", "4500"),
]


@pytest.fixture
def program(start: Start, desk_data: Path, tmp_path: Path) -> Program:
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", FIRST))
        build_index(desk)
    return start(page="board")


def dialog_of(program: Program, qtbot: QtBot, code: str = "prnd_oxide") -> AlertDialog:
    program.hub.alert_wanted.emit(code)
    settle(qtbot, program)
    dialog = program.alerting.dialog
    assert dialog is not None
    return dialog


def comes(program: Program, qtbot: QtBot, folder: Path, lines: list[Line], first: int) -> None:
    take(program.hub.desk, write_trades(folder / f"{first}.csv", lines, first))
    build_curves(program.hub)
    settle(qtbot, program)


def add(dialog: AlertDialog, program: Program, qtbot: QtBot, threshold: str) -> None:
    dialog.form.threshold.setText(threshold)
    qtbot.keyClick(dialog.form.threshold, Qt.Key.Key_Return)
    settle(qtbot, program)


def test_set_on_the_row_that_was_chosen(program: Program, qtbot: QtBot) -> None:
    page = program.window.page("board")
    assert isinstance(page, BoardPage)
    assert page.view is not None
    row = next(at for at in range(page.view.model.rowCount()) if page.view.code_at(at) == "la_oxide")
    page.view.table.choose(row)
    page.buttons["alerts"].click()
    settle(qtbot, program)
    dialog = program.alerting.dialog
    assert dialog is not None
    assert dialog.form.series.currentData() == "la_oxide"
    add(dialog, program, qtbot, "4,600")
    (alert,) = dialog.alerts.records
    assert (alert.row.rule.code, str(alert.row.rule.threshold)) == ("la_oxide", "4600")
    assert dialog.form.threshold.text() == ""
    assert not dialog.told.isVisible()


def test_what_is_none_is_said_in_the_dialog(program: Program, qtbot: QtBot) -> None:
    dialog = dialog_of(program, qtbot)
    for text, told in (("", "明确的数值"), ("1e6", "明确的数值"), ("-3", "大于 0")):
        add(dialog, program, qtbot, text)
        assert told in dialog.told.text()
        assert dialog.form.threshold.text() == text
    assert not dialog.alerts.records
    add(dialog, program, qtbot, "590000")
    assert "已越过阈值" in dialog.told.text(), "it stands beyond already"


def test_each_kind_has_its_own_fields(program: Program, qtbot: QtBot) -> None:
    form = dialog_of(program, qtbot).form
    assert form.tax.isVisible()
    assert not form.count.isVisible()
    assert (form.side.count(), form.unit.text()) == (2, "元/吨")
    form.kind.setCurrentIndex(form.kind.findData("change"))
    assert form.count.isVisible()
    assert not form.tax.isVisible()
    assert (form.side.count(), form.unit.text()) == (3, "%")
    form.kind.setCurrentIndex(form.kind.findData("level"))
    form.series.setCurrentIndex(form.series.findData("composite"))
    assert not form.tax.isVisible()
    assert form.unit.text() == "点"
    request = form.request
    assert (request.code, request.kind.value, request.side.value) == ("composite", "level", "above")


def test_it_fires_and_is_read(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(program, qtbot)
    add(dialog, program, qtbot, "605000")
    dialog.accept()
    assert program.alerting.dialog is None
    comes(program, qtbot, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    assert program.alerting.unseen == 1
    dialog = dialog_of(program, qtbot, "")
    assert program.alerting.unseen == 0
    (logged,) = dialog.log.records
    assert logged.line.period == "2026-01-07"
    assert "到达或高于 605,000" in str(dialog.log.data(dialog.log.index(0, 1)))
    assert "企业内部参考曲线" in dialog.whose.text()


def test_switched_off_and_removed(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(program, qtbot)
    add(dialog, program, qtbot, "605000")
    assert not dialog.turn.isEnabled()
    dialog.tables["set"].choose(0)
    dialog.turn.click()
    settle(qtbot, program)
    assert dialog.alerts.data(dialog.alerts.index(0, 0)) == "停用"
    assert dialog.turn.text() == "启用", "the row stays chosen"
    comes(program, qtbot, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    assert not dialog.log.records
    dialog.turn.click()
    settle(qtbot, program)
    qtbot.keyClick(dialog.tables["set"], Qt.Key.Key_Delete)
    settle(qtbot, program)
    assert not dialog.alerts.records
    assert not dialog.remove.isEnabled()


def test_in_the_language_in_force(program: Program, qtbot: QtBot) -> None:
    dialog = dialog_of(program, qtbot)
    add(dialog, program, qtbot, "605000")
    program.hub.speak("en")
    assert dialog.windowTitle() == "Alerts"
    assert dialog.alerts.data(dialog.alerts.index(0, 2)) == "at or above 605,000 yuan/t excl. VAT"
    assert dialog.form.series.currentText() == "PrNd oxide"
    assert dialog.form.side.currentText() == "at or above"
