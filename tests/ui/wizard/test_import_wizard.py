"""Files through the window: three steps for a new source, one for a known one; by the keyboard alone."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.widgets.mend_table import MendTable
from desk_app.ui.wizard.columns_pane import ColumnsPane
from desk_app.ui.wizard.effect_pane import EffectPane
from desk_app.ui.wizard.file_pane import FilePane
from desk_app.ui.wizard.import_wizard import ImportWizard
from tests.ui.conftest import Start, settle
from tests.ui.pages.test_trades_page import BAD, GOOD, HEAD, page_of, write
from tests.ui.test_window import drop
from tests.ui.wizard.steps import enter_through, press

SILENT = "成交日期,品名,数量(吨),单价(元/吨)\n2026-01-08,氧化镨钕,10,611000\n"
Walk = Callable[..., tuple[Program, ImportWizard]]


@pytest.fixture
def walk(start: Start, qtbot: QtBot, tmp_path: Path) -> Walk:
    """Drop files of these texts on a new window."""

    def dropped(*texts: str) -> tuple[Program, ImportWizard]:
        program = start()
        drop(program, *(write(tmp_path, f"{at}.csv", text) for at, text in enumerate(texts)))
        settle(qtbot, program)
        return program, page_of(program).wizard

    return dropped


def columns_of(wizard: ImportWizard) -> ColumnsPane:
    pane = wizard.panes["columns"]
    assert isinstance(pane, ColumnsPane)
    return pane


def effect_of(wizard: ImportWizard) -> EffectPane:
    pane = wizard.panes["effect"]
    assert isinstance(pane, EffectPane)
    return pane


def test_a_new_source_takes_three_steps_and_a_known_one_a_single_page(walk: Walk, qtbot: QtBot, tmp_path: Path) -> None:
    program, wizard = walk(GOOD)
    seen = []
    while wizard.draft is not None:
        seen.append(wizard.step)
        press(wizard, program, qtbot)
    assert seen == ["file", "columns", "effect"]
    drop(program, write(tmp_path, "next.csv", HEAD + "2026-01-12,氧化镨钕,1,612000,甲公司\n"))
    settle(qtbot, program)
    assert wizard.step == "effect"
    press(wizard, program, qtbot)
    assert wizard.draft is None
    assert len(page_of(program).list.model.records) == 3


def test_nothing_is_written_before_the_last_enter(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(GOOD)
    press(wizard, program, qtbot)
    press(wizard, program, qtbot)
    assert wizard.step == "effect"
    assert [figure.value.text() for figure in effect_of(wizard).figures.values()] == ["2", "0", "0", "0"]
    assert not page_of(program).batches.model.all_records
    press(wizard, program, qtbot, Qt.Key.Key_Escape)
    assert wizard.draft is None
    assert page_of(program).empty.isVisible()


@pytest.mark.parametrize(("answer", "ex_vat"), [("incl", "540707.9646"), ("excl", "611000")])
def test_a_silent_file_is_asked_about(walk: Walk, qtbot: QtBot, answer: str, ex_vat: str) -> None:
    program, wizard = walk(SILENT)
    press(wizard, program, qtbot)
    pane = columns_of(wizard)
    assert pane.refused.isVisible()
    assert not wizard.on.isEnabled()
    press(wizard, program, qtbot)
    assert wizard.step == "columns"
    box = pane.answers["tax"].box
    assert box.hasFocus()
    assert box.currentIndex() == -1
    for _ in range(["incl", "excl"].index(answer) + 1):
        assert box.hasFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        settle(qtbot, program)
    assert wizard.on.isEnabled()
    enter_through(wizard, program, qtbot)
    assert [trade.price_ex_vat for trade in page_of(program).list.model.records] == [Decimal(ex_vat)]


def test_f8_goes_through_the_problems_and_a_cell_is_typed_over_in_place(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(BAD)
    press(wizard, program, qtbot)
    press(wizard, program, qtbot)
    table = effect_of(wizard).mend.table
    for text in ("2026-02-27", "氧化镨钕"):
        qtbot.keyClick(wizard, Qt.Key.Key_F8)
        (editor,) = [each for each in table.findChildren(QLineEdit) if each.isVisible()]
        editor.selectAll()
        editor.insert(text)  # as an input method does
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(_settled, table, text))
    assert all(entry.settled for entry in table.mends.records)
    assert wizard.draft is not None
    assert wizard.draft.held.mended == 2
    press(wizard, program, qtbot)
    assert len(page_of(program).list.model.records) == 4


def _settled(table: MendTable, text: str) -> bool:
    return text in {entry.text for entry in table.mends.records if entry.settled}


def test_the_same_correction_goes_to_all_alike(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(GOOD + "".join(f"2026-01-{n:02d},氧化普铷,1,611000,甲公司\n" for n in range(1, 6)))
    press(wizard, program, qtbot)
    press(wizard, program, qtbot)
    mend = effect_of(wizard).mend
    assert [mend.kinds.itemText(at)[-3:] for at in range(mend.kinds.count())] == ["（5）", "(5)"]
    mend.table.mends.setData(mend.table.mends.index(0, 3), "氧化镨钕")
    assert wizard.draft is not None
    qtbot.waitUntil(mend.alike.isEnabled)
    assert wizard.draft.held.mended == 1
    mend.alike.click()
    assert wizard.draft.held.mended == 5
    assert not mend.alike.isEnabled()


def test_an_unlikely_price_is_confirmed(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(HEAD + "2026-01-08,氧化镨钕,10,61,甲公司\n")
    press(wizard, program, qtbot)
    press(wizard, program, qtbot)
    mend = effect_of(wizard).mend
    mend.table.choose(0)
    mend.right.click()
    press(wizard, program, qtbot)
    assert [trade.price_inc_vat for trade in page_of(program).list.model.records] == [Decimal(61)]


def test_a_slipped_column_is_put_right_by_one_button(walk: Walk, qtbot: QtBot, tmp_path: Path) -> None:
    days = [f"2026-01-{n:02d},氧化镨钕,1,{{}},甲公司\n" for n in range(1, 24)]
    program, wizard = walk(HEAD + "".join(line.format(611_000 + n) for n, line in enumerate(days)))
    enter_through(wizard, program, qtbot)
    slipped = "".join(line.format(f"{61.2 + n / 1000:.3f}") for n, line in enumerate(days))
    drop(program, write(tmp_path, "wan.csv", HEAD + slipped))
    settle(qtbot, program)
    bar = effect_of(wizard).bars[0]
    assert bar.isVisible()
    assert "万元" in bar.text.text()
    bar.buttons[0].click()
    settle(qtbot, program)
    assert not bar.isVisible()
    assert [figure.value.text() for figure in effect_of(wizard).figures.values()] == ["23", "0", "0", "0"]


def test_what_may_be_vat_is_asked_with_its_rows_and_put_right_by_a_key(
    walk: Walk, qtbot: QtBot, tmp_path: Path
) -> None:
    head = HEAD.replace("含税", "不含税")
    program, wizard = walk(head + "".join(f"2026-01-{n:02d},氧化镨钕,10,{540_000 + n},甲公司\n" for n in range(5, 10)))
    enter_through(wizard, program, qtbot)
    dear = "".join(f"2026-01-{n},氧化镨钕,10,{540_000 * 1.13 + n:.0f},甲公司\n" for n in range(12, 17))
    drop(program, write(tmp_path, "next.csv", head + dear))
    settle(qtbot, program)
    assert wizard.step == "effect"
    bar = effect_of(wizard).bars[0]
    assert bar.isVisible()
    assert all(part in bar.text.text() for part in ("行情", "含税价", "1.13", "2, 3, 4, 5, 6"))
    bar.buttons[0].setFocus()
    qtbot.keyClick(bar.buttons[0], Qt.Key.Key_Space)
    settle(qtbot, program)
    assert not bar.isVisible()
    enter_through(wizard, program, qtbot)
    assert {round(trade.price_ex_vat, -3) for trade in page_of(program).list.model.records} == {Decimal(540_000)}


def test_a_column_is_given_its_field_by_hand(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk("成交日期,货,数量(吨),含税单价(元/吨)\n2026-01-08,氧化镨钕,10,611000\n")
    press(wizard, program, qtbot)
    pane = columns_of(wizard)
    assert pane.refused.isVisible()
    box = pane.fields[1]
    box.setCurrentIndex(box.findData("product"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, program)
    enter_through(wizard, program, qtbot)
    assert len(page_of(program).list.model.records) == 1


def test_a_rate_is_typed_for_a_file_in_dollars(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk("成交日期,品名,数量(吨),不含税单价(美元/公斤)\n2026-01-08,氧化镨钕,10,80\n")
    press(wizard, program, qtbot)
    line = columns_of(wizard).rate.box.lineEdit()
    assert line is not None
    assert line.isVisible()
    for text, ready in (("7.1", False), ("usd=7.1@2026-01-05", True)):
        line.setText(text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settle(qtbot, program)
        assert wizard.draft is not None
        assert wizard.draft.ready is ready
    enter_through(wizard, program, qtbot)
    assert [trade.price_ex_vat for trade in page_of(program).list.model.records] == [Decimal(568_000)]


def test_several_files_have_a_tab_each_and_go_in_together(walk: Walk, qtbot: QtBot, tmp_path: Path) -> None:
    program, wizard = walk(GOOD)
    enter_through(wizard, program, qtbot)
    more = [write(tmp_path, f"more{n}.csv", HEAD + f"2026-01-1{n},氧化铽,1,6400000,乙公司\n") for n in range(3)]
    drop(program, *more, write(tmp_path, "silent.csv", SILENT))
    settle(qtbot, program)
    assert wizard.tabs.count() == 4
    assert [wizard.tabs.tabToolTip(at) for at in range(4)] == [*["可以导入"] * 3, "有问题待答"]
    press(wizard, program, qtbot)
    assert wizard.draft is not None
    assert wizard.draft.name == "silent.csv"
    assert len(page_of(program).list.model.records) == 5


def test_another_encoding_shows_itself_in_the_proof(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(GOOD)
    pane = wizard.panes["file"]
    assert isinstance(pane, FilePane)
    assert "成交日期" in pane.proof.text()
    pane.encoding.box.setCurrentIndex(pane.encoding.box.findData("GB18030"))
    pane.encoding.box.activated.emit(pane.encoding.box.currentIndex())
    settle(qtbot, program)
    assert "成交日期" not in pane.proof.text()


def test_words_follow_the_language(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk(BAD)
    program.hub.speak("en")
    assert wizard.on.text() == "Next"
    press(wizard, program, qtbot)
    press(wizard, program, qtbot)
    assert wizard.on.text() == "Import (1)"


def test_a_file_without_headings_is_mapped_by_position(walk: Walk, qtbot: QtBot) -> None:
    program, wizard = walk("2026-01-08,氧化镨钕,10,611000\n2026-01-09,氧化镨钕,5,612000\n")
    wizard.show_step("columns")
    pane = columns_of(wizard)
    assert not pane.bare.isChecked()
    pane.bare.click()
    settle(qtbot, program)
    for at, field in enumerate(("trade_date", "product", "quantity", "price")):
        box = pane.fields[at]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
        settle(qtbot, program)
    assert wizard.draft is not None
    assert pane.bare.isChecked()
    for about, value in (("tax", "incl"), ("unit", "yuan/t")):
        pane.answers[about].chosen.emit(value)
        settle(qtbot, program)
    enter_through(wizard, program, qtbot)
    assert [(r.new, r.held) for r in page_of(program).report.results] == [(2, 0)]
