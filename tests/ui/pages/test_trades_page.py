"""Trades in the window: import, questions, problems, filter, undo, samples."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.importing import undo_batches
from desk_app.ui.pages.sheets_page import SheetsPage
from desk_app.ui.pages.trades_page import TradesPage
from desk_app.ui.widgets.mend_table import OWNER
from tests.ui.conftest import PATIENCE, Start, settle
from tests.ui.test_window import drop
from tests.ui.wizard.steps import enter_through

HEAD = "成交日期,品名,数量(吨),含税单价(元/吨),买方\n"
GOOD = HEAD + "2026-01-08,氧化镨钕,10,611000,甲公司\n2026-01-09,氧化铽,0.5,6400000,乙公司\n"
BAD = GOOD + "2026-02-30,氧化镨钕,1,611000,丙公司\n2026-01-09,氧化钚,1,611000,丁公司\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def page_of(program: Program) -> TradesPage:
    page = program.window.page("trades")
    assert isinstance(page, TradesPage)
    return page


def import_file(program: Program, qtbot: QtBot, path: Path) -> TradesPage:
    """Drop it, then Enter until it is in."""
    drop(program, path)
    settle(qtbot, program)
    page = page_of(program)
    enter_through(page.wizard, program, qtbot)
    return page


def test_a_dropped_file_becomes_rows(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = import_file(program, qtbot, write(tmp_path, "一月.csv", GOOD))
    assert len(page.list.model.records) == 2
    assert page.report.isVisible()
    assert [(r.new, r.held) for r in page.report.results] == [(2, 0)]
    assert "2026-01-09" in program.window.windowTitle()
    assert "2026-01-09" in program.window.strip.age.text()


def test_rows_that_need_a_hand_are_listed(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    page = import_file(start(), qtbot, write(tmp_path, "bad.csv", BAD))
    assert [line[1].row for line in page.report.model.records] == [4, 5]
    lines = page.report.table.as_text().splitlines()
    assert "2026-02-30" in lines[0]
    assert "氧化钚" in lines[1]
    page.report.close_button.click()
    assert not page.report.isVisible()


def test_a_foreign_file_is_refused_in_one_line(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    page = import_file(start(), qtbot, path)
    assert [result.refused is not None for result in page.report.results] == [True]
    assert not page.list.model.records


def test_the_filter_narrows_by_product_and_text(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    page = import_file(start(), qtbot, write(tmp_path, "a.csv", GOOD))
    page.list.products.setCurrentIndex(page.list.products.findData("tb_oxide"))
    qtbot.waitUntil(lambda: [trade.product for trade in page.list.model.records] == ["tb_oxide"])
    page.list.products.setCurrentIndex(0)
    page.list.search.insert("甲")
    qtbot.waitUntil(lambda: [trade.buyer for trade in page.list.model.records] == ["甲公司"])
    assert "1" in page.subtitle.text()


def test_of_very_many_the_first_are_shown_in_any_order(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.ui.pages.trades_list.MOST", 1)
    program = start("en")
    page = import_file(program, qtbot, write(tmp_path, "a.csv", GOOD))
    assert [trade.product for trade in page.list.model.records] == ["tb_oxide"]
    assert page.subtitle.text() == "2 trades · 10.5 t in all · the first 1 of them in this order"
    header = page.list.table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: [trade.product for trade in page.list.model.records] == ["prnd_oxide"])
    page.list.search.insert("乙")
    qtbot.waitUntil(lambda: page.subtitle.text().startswith("1 of 2 trades"))


def test_ctrl_z_takes_the_last_import_back_after_naming_it(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start("en")
    page = import_file(program, qtbot, write(tmp_path, "wrong.csv", GOOD))
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    box = page.findChildren(QMessageBox)[0]
    assert "wrong.csv" in box.text()
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    default.click()
    settle(qtbot, program)
    qtbot.waitUntil(lambda: not page.list.model.records, timeout=PATIENCE)
    assert page.empty.isVisible()


def test_sample_data_is_marked_and_cleared(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = page_of(program)
    page.empty.second.click()
    settle(qtbot, program)
    import_file(program, qtbot, write(tmp_path, "own.csv", GOOD))
    assert len(page.list.model.records) > 1000
    marked = {
        "trades": True,
        "curves": True,
        "index": True,
        "ore": False,
        "sheets": False,
    }  # announced prices are no samples
    for key, seen in marked.items():
        program.window.show_page(key)
        assert program.window.page(key).badge.isVisible() is seen
    program.window.show_page("trades")
    page.history.click()
    page.batches.clear_samples.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    page.findChildren(QMessageBox)[0].accept()
    settle(qtbot, program)
    assert {trade.source_file for trade in page.list.model.records} == {"own.csv"}
    assert not page.badge.isVisible()


def test_an_import_can_be_cancelled(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    rows = "".join(f"2026-01-08,氧化镨钕,{n + 1},611000,甲\n" for n in range(60_000))
    program = start()
    page = page_of(program)
    drop(program, write(tmp_path, "big.csv", GOOD + rows))
    settle(qtbot, program)
    page.wizard.go_on()
    page.wizard.go_on()
    settle(qtbot, program)
    page.wizard.go_on()
    qtbot.waitUntil(program.window.strip.cancel.isVisible)
    program.window.strip.cancel.click()
    settle(qtbot, program)
    assert page.wizard.draft is not None  # it can be tried again
    assert not page.list.model.records
    assert not page.batches.model.all_records


def test_files_given_before_the_desk_is_open_wait(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start(wait=False)
    program.called([write(tmp_path, "early.csv", GOOD)])
    settle(qtbot, program)
    enter_through(page_of(program).wizard, program, qtbot)
    assert len(page_of(program).list.model.records) == 2


def test_an_undone_import_is_brought_back(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = import_file(program, qtbot, write(tmp_path, "a.csv", GOOD))
    undo_batches(program.hub, [1])
    settle(qtbot, program)
    assert not page.list.model.records
    page.history.click()
    page.batches.table.choose(0)
    assert page.batches.undo.text() == "恢复导入"
    page.batches.undo.click()
    settle(qtbot, program)
    assert len(page.list.model.records) == 2


def test_an_import_has_a_receipt_among_the_sheets(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = import_file(program, qtbot, write(tmp_path, "bad.csv", BAD))
    page.history.click()
    page.batches.table.choose(0)
    page.batches.receipt.click()
    settle(qtbot, program)
    sheets = program.window.page("sheets")
    assert isinstance(sheets, SheetsPage)
    assert program.window.stack.currentWidget() is sheets
    assert sheets.preview.paper.pdf


def test_held_rows_of_all_imports_are_put_right_in_place(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = import_file(program, qtbot, write(tmp_path, "bad.csv", BAD))
    assert "2" in page.held_button.text()
    page.held_button.click()
    table = page.held.mend.table
    assert [entry.text for entry in table.mends.records] == ["2026-02-30", "氧化钚"]
    table.mends.setData(table.mends.index(1, 3), "氧化镨钕")
    qtbot.waitUntil(lambda: len(table.mends.records) == 1, timeout=PATIENCE)
    settle(qtbot, program)
    assert len(page.list.model.records) == 3
    assert "1" in page.held_button.text()


def test_what_a_later_file_brought_right_is_shown_if_wanted(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    import_file(program, qtbot, write(tmp_path, "bad.csv", BAD))
    page = import_file(program, qtbot, write(tmp_path, "right.csv", BAD.replace("2026-02-30", "2026-01-30")))
    page.held_button.click()
    table, panel = page.held.mend.table, page.held
    assert [entry.text for entry in table.mends.records] == ["氧化钚"]  # in both files, it waits once
    assert not panel.also_settled.isHidden()
    panel.also_settled.click()
    assert table.mends.records[-1].settled
    assert "2" in table.as_text().splitlines()[-1]
    table.choose(1)
    assert not panel.aside.isEnabled()
    assert not table.mends.flags(table.mends.index(1, 3)) & Qt.ItemFlag.ItemIsEditable


def test_a_held_row_is_handed_to_another_by_typing_over_its_owner(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    page = import_file(program, qtbot, write(tmp_path, "bad.csv", BAD))
    page.held_button.click()
    mends = page.held.mend.table.mends
    assert mends.flags(mends.index(0, OWNER)) & Qt.ItemFlag.ItemIsEditable
    mends.setData(mends.index(0, OWNER), "李强")
    qtbot.waitUntil(lambda: mends.records[0].owner == "李强", timeout=PATIENCE)
    settle(qtbot, program)
    assert "李强" in page.held.mend.table.as_text().splitlines()[0]
