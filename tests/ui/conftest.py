"""A real window on a folder of the test's own; it is closed, and its work ended, before the test is over."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.jobs.fill_samples import fill_samples
from desk_app.jobs.open_desk import open_desk
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
def over() -> Iterator[list[Program]]:
    """Programs that are over when the test is. What an earlier window left behind is collected here, never in a thread
    of the next; what stays is not looked through each time.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    ended: list[Program] = []
    yield ended
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for program in ended:
        _take_apart(program)
    gc.enable()


class _NoGarbage:
    """In place of the program's: it is collected between tests."""

    def start(self) -> None: ...
    def settle(self) -> None: ...
    def stop(self) -> None: ...


def _take_apart(whole: object) -> None:
    """Its parts hold one another through Qt's connections as well, where Python's collector can't see them."""
    parts, taken = [whole], set[int]()
    while parts:
        part = parts.pop()
        if isinstance(part, list | tuple | dict):
            parts += part.values() if isinstance(part, dict) else part
        elif type(part).__module__.startswith("desk_app.ui") and hasattr(part, "__dict__") and id(part) not in taken:
            taken.add(id(part))
            parts += vars(part).values()
            vars(part).clear()


@pytest.fixture(scope="session")
def _samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Filled once; tests get copies."""
    folder = tmp_path_factory.mktemp("samples") / "desk"
    with open_desk(folder) as desk:
        fill_samples(desk)
    return folder


@pytest.fixture
def sample_desk(desk_data: Path, _samples: Path) -> Path:
    """The test's data folder, with the samples in it."""
    shutil.copytree(_samples, desk_data)
    return desk_data


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, desk_data: Path, monkeypatch: pytest.MonkeyPatch, over: list[Program]
) -> Iterator[Start]:
    """`start()` opens the window and waits until its first page is full."""
    monkeypatch.setattr("desk_app.ui.crash.CrashGuard.install", lambda guard: None)  # pytest-qt watches instead
    monkeypatch.setattr("desk_app.ui.app.Garbage", _NoGarbage)

    def make(language: str = "zh_CN", page: str = "trades", *, folder: Path = desk_data, wait: bool = True) -> Program:
        program = Program(qapp, folder, Settings(folder), language)
        over.append(program)
        qtbot.addWidget(program.window)
        program.window.show_page(page)
        program.window.show()
        program.hub.open()
        if wait:
            settle(qtbot, program)
        return program

    yield make
    for program in over:
        program.close()
    qapp.setStyleSheet("")


def settle(qtbot: QtBot, program: Program) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: program.hub.ready and not program.hub.background.busy, timeout=PATIENCE)
