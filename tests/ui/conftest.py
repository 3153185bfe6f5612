"""A real window on a folder of the test's own; it is closed, and its work ended, before the test is over."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.settings import Settings
from desk_app.ui.app import Program


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen-less platform says that it has no window manager to ask, and no tray; nothing else is let pass."""
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(
                pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged", extend=True)
            )


PATIENCE = 30_000  # milliseconds

Start = Callable[..., Program]


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """What an earlier window left behind is collected here, never in a thread of the next; what was there before the
    first window is not looked through each time.
    """
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, desk_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """`start()` opens the window and waits until its first page is full."""
    monkeypatch.setattr("desk_app.ui.crash.CrashGuard.install", lambda guard: None)  # pytest-qt watches instead
    started: list[Program] = []

    def make(language: str = "zh_CN", page: str = "trades", *, folder: Path = desk_data, wait: bool = True) -> Program:
        program = Program(qapp, folder, Settings(folder), language)
        started.append(program)
        qtbot.addWidget(program.window)
        program.window.show_page(page)
        program.window.show()
        program.hub.open()
        if wait:
            settle(qtbot, program)
        return program

    yield make
    for program in started:
        program.close()
        # What is connected to the hub holds the pages, and they hold the hub: Python's collector can't see through Qt.
        QObject.disconnect(program.hub, None, None, None)  # type: ignore[call-overload]  # from everything
    qapp.setStyleSheet("")


def settle(qtbot: QtBot, program: Program) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: program.hub.ready and not program.hub.background.busy, timeout=PATIENCE)
