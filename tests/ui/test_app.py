"""The program from start to end: window first, then the desk; a file given at the start is imported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.open_desk import open_desk
from desk_app.ui import app
from desk_app.ui.pages.trades_page import TradesPage
from desk_app.ui.window import Window

ROWS = "成交日期,品名,数量(吨),含税单价(元/吨)\n2026-01-08,氧化镨钕,10,611000\n"


def windows() -> list[Window]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Window) and each.isVisible()]


@pytest.fixture
def _closes_itself(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window is closed as soon as it has nothing more to do."""
    monkeypatch.setattr("desk_app.ui.crash.CrashGuard.install", lambda guard: None)
    timer = QTimer()

    def look() -> None:
        for window in windows():
            if window.hub.ready and not window.hub.background.busy:
                page = window.page("trades")
                if isinstance(page, TradesPage) and page.wizard.draft is not None:
                    page.wizard.go_on()
                else:
                    window.close()

    timer.timeout.connect(look)
    timer.start(20)
    yield
    timer.stop()


@pytest.mark.usefixtures("_closes_itself")
def test_it_opens_imports_what_it_was_given_and_ends(qtbot: QtBot, desk_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    file.write_text(ROWS, encoding="utf-8")
    assert app.run(desk_data, "en", [file]) == 0
    assert not windows()
    with open_desk(desk_data) as desk:
        assert [(batch.file, batch.new) for batch in list_batches(desk)] == [("given.csv", 1)]
    assert (desk_data / "log" / "desk.log").exists()


@pytest.mark.usefixtures("_closes_itself")
def test_the_folder_is_free_again_afterwards(qtbot: QtBot, desk_data: Path) -> None:
    assert app.run(desk_data, None, []) == 0
    assert app.run(desk_data, None, []) == 0
