"""Notes of a day, by hand: written, changed, moved, deleted; nothing typed is lost without a question."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desk_app.jobs.keep_note import change_note, note_history, notes_of, write_note
from desk_app.ui.app import Program
from desk_app.ui.pages.note_dialog import NoteDialog
from tests.ui.conftest import PATIENCE, Start, settle

DAY = date(2026, 1, 9)
Opened = Callable[..., NoteDialog]


@pytest.fixture
def program(start: Start) -> Program:
    return start("zh_CN")


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Opened:
    def open_dialog(number: int | None = None) -> NoteDialog:
        dialog = NoteDialog(program.hub, DAY, program.window, number)
        dialog.open()
        settle(qtbot, program)
        return dialog

    return open_dialog


def closed(qtbot: QtBot, dialog: NoteDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE)


def texts(program: Program, day: date = DAY) -> list[str]:
    return [versions[-1].text for versions in notes_of(program.hub.desk, day)]


def question(dialog: NoteDialog) -> QMessageBox:
    (box,) = dialog.findChildren(QMessageBox)
    return box


def test_a_note_is_written(program: Program, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    assert dialog.windowTitle() == "2026-01-09 的备注"
    assert dialog.list.isHidden()
    assert dialog.delete.isHidden()
    qtbot.keyClicks(dialog.text, "after close")
    qtbot.keyClicks(dialog.name, "A")
    with qtbot.waitSignal(dialog.kept, timeout=PATIENCE):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    closed(qtbot, dialog)
    assert texts(program) == ["after close"]
    assert program.hub.settings["person"] == "A"
    assert opened().name.text() == "A"


def test_ctrl_enter_keeps_it_too(program: Program, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.name.setText("A")
    qtbot.keyClicks(dialog.text, "one")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "two")
    dialog.activateWindow()
    with qtbot.waitSignal(dialog.kept, timeout=PATIENCE):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(program) == ["one\ntwo"]


def test_what_is_refused_is_read_in_the_dialog(program: Program, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    for text, name, day, told in (
        ("", "A", "2026-01-09", "备注没有内容"),
        ("x", " ", "2026-01-09", "请写明记录人"),
        ("x", "A", "9 Jan", "“9 Jan”不是日期"),
        ("x", "A", "1926-01-09", "不在 1990-01-01 至 2099-12-31 之间"),
    ):
        dialog.text.setPlainText(text)
        dialog.name.setText(name)
        dialog.day.setText(day)
        dialog.problem.hide()
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: told in dialog.problem.text(), timeout=PATIENCE)  # type: ignore[misc]
        assert dialog.problem.isVisible()
        assert dialog.isVisible()
        settle(qtbot, program)
    assert texts(program) == []


def test_a_note_is_changed_and_what_it_said_stays_readable(program: Program, opened: Opened, qtbot: QtBot) -> None:
    desk = program.hub.desk
    number = write_note(desk, DAY, "第一稿", "甲")
    change_note(desk, number, DAY, "第二稿", "乙")
    other = write_note(desk, DAY, "另一条", "甲")
    dialog = opened(number)
    assert [dialog.list.item(at).text() for at in range(dialog.list.count())] == ["新备注", "第二稿", "另一条"]
    assert (dialog.number, dialog.text.toPlainText()) == (number, "第二稿")
    assert "以前的内容（1 版）" in dialog.history.text()
    assert "甲：第一稿" in dialog.history.text()
    dialog.text.setPlainText("第三稿")
    dialog.name.setText("丙")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    closed(qtbot, dialog)
    assert texts(program) == ["第三稿", "另一条"]
    said = [(version.text, version.name) for version in note_history(desk, number)]
    assert said == [("第一稿", "甲"), ("第二稿", "乙"), ("第三稿", "丙")]
    assert [version.text for version in note_history(desk, other)] == ["另一条"]


def test_a_note_moves_to_another_day(program: Program, opened: Opened, qtbot: QtBot) -> None:
    number = write_note(program.hub.desk, DAY, "晚一天", "甲")
    dialog = opened(number)
    dialog.name.setText("甲")
    dialog.day.setText("2026-01-12")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    closed(qtbot, dialog)
    assert (texts(program), texts(program, date(2026, 1, 12))) == ([], ["晚一天"])


def test_a_note_is_deleted_after_a_question(program: Program, opened: Opened, qtbot: QtBot) -> None:
    number = write_note(program.hub.desk, DAY, "作废", "甲")
    dialog = opened(number)
    dialog.name.setText("乙")
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    qtbot.keyClick(question(dialog), Qt.Key.Key_Escape)
    assert texts(program) == ["作废"]
    qtbot.waitUntil(lambda: not dialog.findChildren(QMessageBox), timeout=PATIENCE)
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.kept, timeout=PATIENCE):
        qtbot.keyClick(question(dialog), Qt.Key.Key_Return)
    assert texts(program) == []
    assert note_history(program.hub.desk, number)[-1].gone


def test_going_to_another_note_keeps_what_was_typed(program: Program, opened: Opened) -> None:
    write_note(program.hub.desk, DAY, "旧的", "甲")
    dialog = opened()
    dialog.text.setPlainText("半句")
    dialog.list.setCurrentRow(1)
    assert dialog.text.toPlainText() == "旧的"
    dialog.list.setCurrentRow(0)
    assert dialog.text.toPlainText() == "半句"


def test_keeping_one_note_does_not_drop_what_was_typed_for_another(
    program: Program, opened: Opened, qtbot: QtBot
) -> None:
    number = write_note(program.hub.desk, DAY, "旧的", "甲")
    dialog = opened()
    dialog.name.setText("乙")
    dialog.text.setPlainText("半句")
    dialog.list.setCurrentRow(1)
    dialog.text.setPlainText("改了")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.text.toPlainText() == "半句", timeout=PATIENCE)
    settle(qtbot, program)
    assert dialog.isVisible()
    assert dialog.number is None
    assert dialog.list.item(1).text() == "改了"
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    closed(qtbot, dialog)
    assert texts(program) == ["改了", "半句"]
    assert len(note_history(program.hub.desk, number)) == 2


def test_what_was_typed_is_not_dropped_without_a_question(program: Program, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.text, "half")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(question(dialog), Qt.Key.Key_Return)
    closed(qtbot, dialog)
    assert texts(program) == []


def test_with_nothing_typed_escape_closes(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    closed(qtbot, dialog)


def test_escape_while_it_is_loading_closes_it_afterwards(program: Program, qtbot: QtBot) -> None:
    dialog = NoteDialog(program.hub, DAY, program.window)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    closed(qtbot, dialog)
    settle(qtbot, program)
