"""An unexpected error is logged and shown once, with its text to copy."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.i18n import Words
from desk_app.ui.crash import CrashDialog, CrashGuard


@pytest.fixture
def guard(qtbot: QtBot) -> CrashGuard:
    return CrashGuard(Words("en"), lambda call: call())


def dialogs() -> list[CrashDialog]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]
    return [each for each in found if each.isVisible()]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    for dialog in dialogs():
        dialog.close()


def fail(guard: CrashGuard) -> None:
    try:
        raise LookupError("the pin is lost")
    except LookupError as error:
        guard.took(type(error), error, error.__traceback__)


def test_it_is_shown_once_and_logged_each_time(guard: CrashGuard, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "desk_app"):
        for _ in range(3):
            fail(guard)
    assert len(dialogs()) == 1
    assert sum("the pin is lost" in record.getMessage() for record in caplog.records) == 3
    dialogs()[0].close()
    fail(guard)
    assert not dialogs()


def test_it_can_be_copied(guard: CrashGuard) -> None:
    fail(guard)
    dialogs()[0].copy.click()
    assert "LookupError: the pin is lost" in QApplication.clipboard().text()


def test_it_hears_all_three_sources(guard: CrashGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    before = qInstallMessageHandler(None)
    guard.install()
    try:
        taken = qInstallMessageHandler(before)
        assert taken is not None
        assert sys.excepthook == guard.took
        thread = threading.Thread(target=lambda: fail(guard))
        monkeypatch.setattr(guard, "_post", lambda call: None)
        thread.start()
        thread.join()
    finally:
        qInstallMessageHandler(before)


def test_an_interrupt_is_no_crash(guard: CrashGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []
    monkeypatch.setattr("desk_app.ui.crash.QGuiApplication.exit", codes.append)
    guard.took(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert codes == [130]
    assert not dialogs()
