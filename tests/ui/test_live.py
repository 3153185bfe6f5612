"""Live sources in the window: ticks without a seam, files imported without a click, and quiet when a source is away."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.tick import chart_code
from desk_app.jobs.keep_sources import Source, SourceKind, add_source, list_kept
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.list_official import list_official
from desk_app.ui.app import Program
from desk_app.ui.pages.sources_dialog import SourcesDialog
from desk_app.ui.widgets.live_button import LiveButton
from tests.feeds.web import serving
from tests.jobs.live_sources import ABOUT, PACES, stream_source, tick, write_ticks
from tests.jobs.official_files import ABOUT as OFFICIAL
from tests.jobs.trade_files import write_trades
from tests.ui.conftest import PATIENCE, Start, settle
from tests.ui.test_watching import LINE, imported, know_the_headings

CODE = chart_code("甲", "prnd")
POINTS = {
    "kind": "reo-desk official points",
    "version": 1,
    "series": {"code": "X-W", **OFFICIAL},
    "points": [{"period": "2026-01-09", "value": "100.00"}],
}


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.jobs.follow_sources.PACES", PACES)


@pytest.fixture
def served(tmp_path: Path) -> Path:
    (tmp_path / "served").mkdir()
    return tmp_path / "served"


def button_of(program: Program) -> LiveButton:
    button = program.window.strip.findChild(LiveButton)
    assert button is not None
    return button


def dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def old(path: Path) -> Path:
    os.utime(path, (1, 1))
    return path


def state_is(program: Program, state: str) -> Callable[[], bool]:
    return lambda: [each.state.value for each in program.live.states] == [state]


def test_ticks_arrive_and_a_curve_that_is_read_meanwhile_has_no_seam(
    start: Start, qtbot: QtBot, served: Path, desk_data: Path
) -> None:
    write_ticks(served, map(tick, range(300)), [ABOUT])
    program = start("en", "curves")
    assert program.hub.live is program.live
    shown: list[Curve] = []
    ends: list[float] = []
    program.live.ticked.connect(lambda found: ends.extend(found[CODE][1]))
    with serving(served) as server:
        add_source(desk_data, stream_source(server.port))
        program.live.begin()
        qtbot.waitUntil(lambda: len(ends) >= 300, timeout=PATIENCE)
        for first in range(300, 340, 10):
            write_ticks(served, map(tick, range(first, first + 10)))
            program.live.load(CODE, shown.append)
        qtbot.waitUntil(lambda: len(shown) == 4 and len(ends) == 340, timeout=PATIENCE)
        assert ends == list(range(340))
        for curve in shown:
            assert list(curve.values) == list(range(len(curve.values)))
            assert (np.diff(curve.days) > 0).all()
        program.live.load(CODE, shown.append)
        qtbot.waitUntil(lambda: len(shown) == 5, timeout=PATIENCE)
        assert len(shown[-1].values) == 340


def test_late_ticks_are_said_to_have_changed_the_past(
    start: Start, qtbot: QtBot, served: Path, desk_data: Path
) -> None:
    write_ticks(served, [tick(5), tick(9)], [ABOUT])
    with serving(served) as server:
        add_source(desk_data, stream_source(server.port))
        program = start()
        with qtbot.waitSignal(program.live.rewritten, timeout=PATIENCE) as rewritten:
            write_ticks(served, [tick(7)])
        assert rewritten.args == [frozenset([CODE])]
        shown: list[Curve] = []
        program.live.load(CODE, shown.append)
        qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
        assert list(shown[0].values) == [5, 7, 9]


def test_files_and_points_come_in_without_a_click(
    start: Start, qtbot: QtBot, served: Path, desk_data: Path, tmp_path: Path
) -> None:
    program = start("en", "curves")
    know_the_headings(program, tmp_path)
    with serving(served) as server:
        add_source(desk_data, Source("乙", SourceKind.BULLETINS, server.address + "index.json"))
        program.live.begin()
        with qtbot.waitSignal(program.hub.curves_changed, timeout=PATIENCE):
            old(write_trades(served / "a.csv", [LINE]))
        qtbot.waitUntil(lambda: imported(program) == ["a.csv"], timeout=PATIENCE)
        (served / "points.json").write_text(json.dumps(POINTS, ensure_ascii=False), encoding="utf-8")
        old(served / "points.json")
        qtbot.waitUntil(lambda: len(list_official(program.hub.desk)) == 1, timeout=PATIENCE)
        settle(qtbot, program)
        assert program.window.stack.currentWidget() is program.window.page("curves")
        assert not dialogs()
        program.close()
        again = start("en", "curves")
        arrived: list[Path] = []
        again.live.arrived.connect(arrived.extend)
        old(write_trades(served / "z.csv", [LINE], first=7))
        qtbot.waitUntil(lambda: imported(again) == ["a.csv", "z.csv"], timeout=PATIENCE)
        assert [path.name for path in arrived] == ["z.csv"]
        assert len([batch for batch in list_batches(again.hub.desk) if batch.undone_at is None]) == 2


def test_a_source_that_is_away_is_quiet_and_says_since_when(
    start: Start, qtbot: QtBot, served: Path, desk_data: Path
) -> None:
    write_ticks(served, [tick(1)], [ABOUT])
    with serving(served) as server:
        port = server.port
    add_source(desk_data, stream_source(port))
    program = start("en")
    told: list[str] = []
    program.hub.told.connect(lambda _, text: told.append(text))
    button = button_of(program)
    qtbot.waitUntil(lambda: "can't be reached (since " in button.text(), timeout=PATIENCE)
    assert "next try" in button.toolTip()
    assert not dialogs()
    assert not told
    with serving(served, port=port):
        qtbot.waitUntil(state_is(program, "watching"), timeout=PATIENCE)
        qtbot.waitUntil(lambda: button.text() == "Live: 1", timeout=PATIENCE)
    qtbot.waitUntil(lambda: "since" in button.text(), timeout=PATIENCE)
    assert not dialogs()


def test_closing_ends_the_threads(start: Start, qtbot: QtBot, served: Path, desk_data: Path) -> None:
    def threads() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name in ("feed", "pump")]

    with serving(served) as server:
        add_source(desk_data, stream_source(server.port))
        program = start()
        qtbot.waitUntil(state_is(program, "watching"), timeout=PATIENCE)
        assert sorted(threads()) == ["feed", "pump"]
        program.close()
        qtbot.waitUntil(lambda: not threads(), timeout=PATIENCE)


def test_a_mistake_in_a_feed_stops_the_live_part_and_is_raised(
    start: Start, qtbot: QtBot, served: Path, desk_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> float:
        raise ValueError("wrong")

    monkeypatch.setattr("desk_app.feeds.stream_feed.StreamFeed.look", wrong)
    with serving(served) as server, qtbot.captureExceptions() as raised:
        add_source(desk_data, stream_source(server.port))
        start()
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
    assert [str(each[1]) for each in raised] == ["wrong"]


# ---- the list of sources
def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(dialog: SourcesDialog, kind: str, **texts: str) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    for name, text in texts.items():
        dialog.lines[name].setText(text)


def test_sources_are_added_shown_and_removed_by_hand(start: Start, qtbot: QtBot, served: Path, desk_data: Path) -> None:
    write_ticks(served, [tick(1), tick(2)], [ABOUT])
    program = start("en")
    press(qtbot, button_of(program))
    (dialog,) = dialogs()
    assert isinstance(dialog, SourcesDialog)
    with serving(served) as server:
        fill(dialog, "ticks", name="甲", address="nowhere")
        press(qtbot, dialog.add)
        qtbot.waitUntil(dialog.problem.isVisible, timeout=PATIENCE)
        assert not list_kept(desk_data)
        fill(dialog, "ticks", address=server.address, token="secret")
        assert dialog.lines["token"].echoMode() == dialog.lines["token"].EchoMode.Password
        press(qtbot, dialog.add)
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=PATIENCE)
        qtbot.waitUntil(lambda: dialog.table.as_text().split("\t")[3:6] == ["answers", "", "2"], timeout=PATIENCE)
        assert dialog.lines["token"].text() == ""
        assert "secret" not in dialog.table.as_text()
        dialog.table.choose(0)
        press(qtbot, dialog.remove)
        question = next(each for each in dialogs() if each is not dialog)
        yes = next(each for each in question.findChildren(QPushButton) if each.text() == "Remove")
        press(qtbot, yes)
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 0, timeout=PATIENCE)
    assert not list_kept(desk_data)
    program.hub.speak("zh_CN")
    assert dialog.windowTitle() == "实时来源"
    dialog.close()
    assert not dialogs()


def test_a_replay_is_held_and_goes_on(start: Start, qtbot: QtBot, served: Path, desk_data: Path) -> None:
    path = write_ticks(served, [tick(0), tick(10_000)], [ABOUT])
    program = start("en")
    ends: list[float] = []
    program.live.ticked.connect(lambda found: ends.extend(found[chart_code("again", "prnd")][1]))
    add_source(desk_data, Source("again", SourceKind.REPLAY, str(path)))
    program.live.begin()
    dialog = button_of(program).open_list()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1 and ends == [0], timeout=PATIENCE)
    dialog.table.choose(0)
    assert dialog.hold.text() == "Pause"
    press(qtbot, dialog.hold)
    assert (dialog.hold.text(), program.live.is_paused("again")) == ("Go on", True)
    press(qtbot, dialog.hold)
    program.live.replay("again", speed=1000)
    qtbot.waitUntil(lambda: ends == [0, 10_000], timeout=PATIENCE)
    dialog.close()
