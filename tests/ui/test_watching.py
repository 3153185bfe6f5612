"""A watched folder in the window: what arrives is imported, whichever page is on; what is wrong with it is quiet."""

import threading
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.jobs.follow_folder import FolderFollower
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.undo_import import undo_import
from desk_app.settings import Settings
from desk_app.ui.app import Program
from desk_app.ui.pages.trades_page import TradesPage
from desk_app.ui.widgets.watch_button import WatchButton
from tests.feeds.looking import AT_ONCE
from tests.jobs.trade_files import write_trades
from tests.ui.conftest import PATIENCE, Start, settle

LINE = ("2026-01-08", "氧化镨钕", "10", "541000")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.jobs.follow_folder.PACE", AT_ONCE)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def imported(program: Program) -> list[str]:
    return sorted(batch.file for batch in list_batches(program.hub.desk) if batch.undone_at is None)


def know_the_headings(program: Program, folder: Path) -> None:
    """A file of this kind has been taken before, and taken back."""
    file = write_trades(folder / "before.csv", [LINE], first=900)
    (result,) = import_files(program.hub.desk, [file], ImportOptions())
    assert result.batch is not None
    undo_import(program.hub.desk, result.batch)


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "feed"]


def test_what_arrives_is_imported_and_the_page_stays(start: Start, qtbot: QtBot, share: Path, tmp_path: Path) -> None:
    write_trades(share / "a.csv", [LINE])
    program = start("en", "curves")
    know_the_headings(program, tmp_path)
    told: list[str] = []
    program.hub.told.connect(lambda level, text: told.append(text))
    with qtbot.waitSignal(program.watch.arrived, timeout=PATIENCE):
        program.watch.follow(share)
    qtbot.waitUntil(lambda: imported(program) == ["a.csv"], timeout=PATIENCE)
    write_trades(share / "b.csv", [LINE], first=2)
    qtbot.waitUntil(lambda: imported(program) == ["a.csv", "b.csv"], timeout=PATIENCE)
    settle(qtbot, program)
    assert program.watch.state == "watching"
    assert program.window.stack.currentWidget() is program.window.page("curves")
    assert "Watched folder: 1 new files (in already, passed over: 0)" in told


def test_many_files_come_in_one_signal(start: Start, qtbot: QtBot, share: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    for number in range(40):
        write_trades(aside / f"{number}.csv", [LINE], first=number)
    aside.rename(share / "later")
    program = start()
    know_the_headings(program, tmp_path)
    signals: list[list[Path]] = []
    program.watch.arrived.connect(signals.append)
    program.watch.follow(share / "later")
    qtbot.waitUntil(lambda: len(imported(program)) == 40, timeout=PATIENCE)
    settle(qtbot, program)
    assert sorted(path.name for paths in signals for path in paths) == sorted(f"{n}.csv" for n in range(40))
    assert len(signals) <= 5


def test_files_one_by_one_do_not_queue_up_readings_of_all_trades(
    start: Start, qtbot: QtBot, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    know_the_headings(program, tmp_path)
    program.watch.follow(share)
    module = import_module("desk_app.ui.pages.trades_page")
    load, held, readings = module._load, threading.Event(), []

    def slow(hub: object) -> object:
        readings.append(1)
        assert held.wait(30)
        return load(hub)

    monkeypatch.setattr(module, "_load", slow)
    for number in range(1, 6):
        write_trades(share / f"{number}.csv", [LINE], first=number)
        qtbot.waitUntil(lambda: len(imported(program)) == number, timeout=PATIENCE)  # noqa: B023 - waited for here
    assert len(readings) == 1
    held.set()
    settle(qtbot, program)
    trades = program.window.page("trades")
    assert isinstance(trades, TradesPage)
    assert len(trades.list.model.all_records) == 5
    assert len(readings) <= 3  # the first, one for all that came meanwhile, and one more if the last was told after it


def test_it_goes_on_after_a_restart_and_offers_nothing_twice(
    start: Start, qtbot: QtBot, share: Path, tmp_path: Path
) -> None:
    write_trades(share / "a.csv", [LINE])
    (share / "none.csv").write_bytes(b"\x89PNG")
    first = start()
    know_the_headings(first, tmp_path)
    first.watch.follow(share)
    trades = first.window.page("trades")
    assert isinstance(trades, TradesPage)
    qtbot.waitUntil(lambda: len(trades.report.results) == 2, timeout=PATIENCE)
    settle(qtbot, first)
    first.close()
    second = start()
    arrived: list[Path] = []
    second.watch.arrived.connect(arrived.extend)
    write_trades(share / "z.csv", [LINE], first=2)
    qtbot.waitUntil(lambda: imported(second) == ["a.csv", "z.csv"], timeout=PATIENCE)
    assert [path.name for path in arrived] == ["z.csv"]


def _waits(trades: TradesPage) -> bool:
    return trades.wizard.draft is not None


def test_what_is_open_about_a_file_waits_and_is_put_again(start: Start, qtbot: QtBot, share: Path) -> None:
    (share / "a.csv").write_text(
        "成交日期,品名,数量(吨),单价(元/吨)\n2026-01-08,氧化镨钕,10,611000\n", encoding="utf-8"
    )
    for again in (False, True):
        program = start()
        trades = program.window.page("trades")
        assert isinstance(trades, TradesPage)
        if not again:
            program.watch.follow(share)
        qtbot.waitUntil(partial(_waits, trades), timeout=PATIENCE)
        assert not imported(program)
        settle(qtbot, program)
        program.close()


def test_a_folder_out_of_reach_is_quiet_and_comes_back(start: Start, qtbot: QtBot, share: Path) -> None:
    program = start("en")
    told: list[str] = []
    program.hub.told.connect(lambda level, text: told.append(text))
    away = share.rename(share.with_name("away"))
    program.watch.follow(share)
    qtbot.waitUntil(lambda: program.watch.state == "unreachable", timeout=PATIENCE)
    button = program.window.strip.findChild(WatchButton)
    assert button is not None
    assert button.text() == "share: can't be reached"
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    assert not told
    away.rename(share)
    qtbot.waitUntil(lambda: program.watch.state == "watching", timeout=PATIENCE)
    assert button.text() == "Watching share"


def test_leaving_it_ends_the_thread_and_is_kept(start: Start, qtbot: QtBot, share: Path, desk_data: Path) -> None:
    program = start("en")
    button = program.window.strip.findChild(WatchButton)
    assert button is not None
    assert button.text() == "Watch a folder"
    program.watch.follow(share)
    qtbot.waitUntil(lambda: program.watch.state == "watching", timeout=PATIENCE)
    assert Settings(desk_data)["watched"] == str(share)
    button.leave.trigger()
    assert (program.watch.state, program.watch.folder) == ("off", None)
    assert Settings(desk_data)["watched"] == ""
    assert not button.leave.isEnabled()
    qtbot.waitUntil(lambda: not threads(), timeout=PATIENCE)


def test_closing_the_window_ends_the_thread(start: Start, qtbot: QtBot, share: Path) -> None:
    program = start()
    program.watch.follow(share)
    qtbot.waitUntil(lambda: bool(threads()), timeout=PATIENCE)
    program.close()
    qtbot.waitUntil(lambda: not threads(), timeout=PATIENCE)
    assert program.watch.state == "off"


def test_the_last_folder_chosen_is_the_one(start: Start, qtbot: QtBot, share: Path, tmp_path: Path) -> None:
    program = start()
    for folder in (share, tmp_path / "other", share, tmp_path / "other", share):
        program.watch.follow(folder)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: program.watch.state == "watching", timeout=PATIENCE)
    assert len(threads()) == 1
    assert program.watch.folder == share


def test_the_data_folder_is_refused_in_the_strip(start: Start, qtbot: QtBot, desk_data: Path) -> None:
    program = start("en")
    with qtbot.waitSignal(program.hub.told, timeout=PATIENCE) as told:
        program.watch.follow(desk_data)
    assert told.args[0] == "warning"
    assert program.watch.state == "off"


def test_a_mistake_in_the_feed_stops_the_watch_and_is_raised(
    start: Start, qtbot: QtBot, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()

    def wrong(follower: FolderFollower, wait: float = 0) -> list[object]:
        raise ValueError("wrong")

    monkeypatch.setattr(FolderFollower, "take", wrong)
    with qtbot.captureExceptions() as raised:
        program.watch.follow(share)
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
    assert [str(each[1]) for each in raised] == ["wrong"]
    assert program.watch.state == "off"


def test_the_folder_is_chosen_in_a_dialog(start: Start, qtbot: QtBot, share: Path) -> None:
    program = start()
    button = program.window.strip.findChild(WatchButton)
    assert button is not None
    button.choose.trigger()
    (dialog,) = button.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(share))
    dialog.reject()
    assert program.watch.folder == share
