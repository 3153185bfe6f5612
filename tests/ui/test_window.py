"""The shell: pages, language, theme, dropped files, a folder that can't be used."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.settings import Settings
from desk_app.ui.app import Program
from desk_app.ui.pages.trades_page import TradesPage
from tests.ui.conftest import Start, settle

PAGES = ("trades", "board", "curves", "index", "ore", "sheets")


def drop(program: Program, *files: Path) -> None:
    """Files let go over the window, as the system tells it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    spot = QPointF(300, 300)
    enter = QDragEnterEvent(spot.toPoint(), action, data, buttons, keys)
    QApplication.sendEvent(program.window, enter)
    assert enter.isAccepted()
    assert program.window.overlay.isVisible()
    QApplication.sendEvent(program.window, QDropEvent(spot, action, data, buttons, keys))
    assert not program.window.overlay.isVisible()


def texts(program: Program) -> list[str]:
    window = program.window
    return [label.text() for label in window.findChildren(QLabel)] + [
        b.text() for b in window.findChildren(QPushButton)
    ]


def _is_on(program: Program, key: str) -> bool:
    return program.window.stack.currentWidget() is program.window.page(key)


def test_every_page_opens_by_its_key(start: Start, qtbot: QtBot) -> None:
    program = start()
    for at, key in enumerate(PAGES):
        qtbot.keyClick(program.window, Qt.Key(Qt.Key.Key_1.value + at), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(partial(_is_on, program, key))
        settle(qtbot, program)
        assert program.window.rail.pages[key].isChecked()
        assert program.hub.settings["page"] == key
        assert f"Ctrl+{at + 1}" in program.window.rail.pages[key].toolTip()


@pytest.mark.parametrize(("language", "own", "other"), [("zh_CN", "成交", "Trades"), ("en", "Trades", "成交")])
def test_the_language_switches_while_it_runs(start: Start, qtbot: QtBot, language: str, own: str, other: str) -> None:
    program = start(language)
    for key in PAGES:
        program.window.show_page(key)
    settle(qtbot, program)
    assert own in texts(program)
    program.window.rail.language.click()
    settle(qtbot, program)
    assert other in texts(program)
    assert own not in texts(program)
    assert program.window.rail.pages["trades"].text() == other
    assert program.hub.settings["language"] == program.hub.words.language != language


def test_no_word_is_missing(start: Start, qtbot: QtBot) -> None:
    program = start("en")
    for key in PAGES:
        program.window.show_page(key)
    settle(qtbot, program)
    shown = [text for text in texts(program) if text.startswith(("ui.", "window.", "ore.", "sheet.", "index."))]
    assert not shown


def test_the_theme_switches_while_it_runs(start: Start, qapp: QApplication) -> None:
    program = start()
    seen = []
    for _ in range(3):
        program.window.rail.theme.click()
        seen.append(program.theme.choice)
        wanted = program.theme.choice or program.theme.palette.scheme
        assert program.theme.palette.scheme == wanted
        assert program.theme.palette["canvas"] in qapp.styleSheet()
    assert sorted(seen) == ["", "dark", "light"]


def test_the_theme_follows_the_system(start: Start, qapp: QApplication) -> None:
    program = start()
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        qapp.styleHints().colorSchemeChanged.emit(scheme)  # as the system says it; then it is looked up
        program.theme.choose({Qt.ColorScheme.Dark: "dark", Qt.ColorScheme.Light: "light"}[scheme])
        assert program.theme.palette.dark is (scheme == Qt.ColorScheme.Dark)


def test_empty_pages_say_what_to_do(start: Start, qtbot: QtBot) -> None:
    program = start("en")
    page = program.window.page("trades")
    assert isinstance(page, TradesPage)
    assert page.empty.isVisible()
    assert "Drag trade files" in page.empty.line.text()
    assert page.empty.first.isVisible()


def test_a_folder_that_cannot_be_used_is_said_calmly(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    program = start(folder=in_the_way / "desk", wait=False)
    qtbot.waitUntil(program.window.refused.isVisible)
    assert str(in_the_way) in program.window.refused.state.line.text()
    assert program.window.refused.state.first.isVisible()
    in_the_way.unlink()
    program.window.refused.state.first.click()
    settle(qtbot, program)
    assert program.window.stack.currentWidget() is program.window.page("trades")


def test_a_newer_database_is_left_alone(start: Start, qtbot: QtBot, desk_data: Path) -> None:
    import sqlite3

    desk_data.mkdir()
    file = desk_data / "desk.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = file.read_bytes()
    program = start(wait=False)
    qtbot.waitUntil(program.window.refused.isVisible)
    assert "999" in program.window.refused.state.line.text()
    assert file.read_bytes() == before


def test_the_window_keeps_its_place(start: Start, desk_data: Path) -> None:
    program = start()
    program.window.resize(1111, 777)
    program.window.close()
    kept = QByteArray.fromBase64(Settings(desk_data)["window"].encode())
    assert start().window.restoreGeometry(kept)


@pytest.mark.parametrize("kept", ["", "nonsense", "AAAA"])
def test_a_damaged_place_is_no_matter(start: Start, desk_data: Path, kept: str) -> None:
    Settings(desk_data).set("window", kept)
    assert start().window.isVisible()
