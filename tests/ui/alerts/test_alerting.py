"""Alerts in the window: looked at when it opens and after each build, told quietly, counted until they are read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.alert import Kind, Side
from desk_app.jobs.build_index import build_index
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.set_alert import AlertRequest, set_alert
from desk_app.ui.alerts import alerting
from desk_app.ui.alerts.load_alerts import Looked, look_at_alerts
from desk_app.ui.alerts.tray import Tray
from desk_app.ui.app import Program
from desk_app.ui.widgets.alert_button import AlertButton
from tests.jobs.live_ticks import ABOUT, CODE, come, tick
from tests.jobs.trade_files import Line, take, write_trades
from tests.ui.conftest import Start, settle

LINES: list[Line] = [("2026-01-05", "氧化镨钕", "10", "600000"), ("2026-01-06", "氧化镨钕", "10", "602000")]
LATER: list[Line] = [(f"2026-01-{day:02}", "氧化镨钕", "10", str(price)) for day, price in ((7, 606000), (8, 612000))]


@pytest.fixture
def closed(desk_data: Path, tmp_path: Path) -> Path:
    """A desk with alerts, which got trades while no window was open."""
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", LINES))
        build_index(desk)
        for threshold in ("605000", "606000", "607000", "610000"):
            set_alert(desk, AlertRequest("prnd_oxide", Kind.LEVEL, Side.ABOVE, threshold))
        take(desk, write_trades(tmp_path / "b.csv", LATER, 10))
        build_index(desk)
    return desk_data


def bell(program: Program) -> AlertButton:
    (found,) = program.window.strip.findChildren(AlertButton)
    return found


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A desktop with a place for notices."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))

    def show(tray: QSystemTrayIcon, title: str, text: str, icon: QIcon, stays: int) -> None:
        told.append((title, text))

    monkeypatch.setattr(QSystemTrayIcon, "showMessage", show)
    return told


def test_what_came_while_it_was_closed_is_told_at_the_start(
    start: Start, qtbot: QtBot, closed: Path, notices: list[tuple[str, str]]
) -> None:
    program = start()
    ((title, text),) = notices
    assert title == "4 条提醒触发"
    lines = text.splitlines()
    assert lines[0].startswith("2026-01-08 ▲ 氧化镨钕：到达或高于 610,000")
    assert lines[3] == "另有 1 条，见触发记录"
    assert "企业内部参考曲线(非稀交所官方指数)" in lines[4]
    assert bell(program).text() == "提醒 4"
    assert program.alerting.dialog is None, "no dialog by itself"
    bell(program).click()
    settle(qtbot, program)
    assert program.alerting.dialog is not None
    assert program.alerting.dialog.log.rowCount() == 4
    assert bell(program).text() == "提醒"
    assert program.hub.settings["alerts_seen"] == 4


def test_it_is_not_told_again(start: Start, closed: Path, notices: list[tuple[str, str]]) -> None:
    first = start()
    first.close()
    again = start()
    assert len(notices) == 1
    assert again.alerting.unseen == 4, "nobody has looked at them yet"


def test_without_a_place_for_notices_it_is_quiet(start: Start, closed: Path) -> None:
    program = start()
    assert program.alerting.unseen == 4
    assert not program.alerting.tray.findChildren(QSystemTrayIcon)


def test_a_click_on_the_notice_opens_the_log(
    start: Start, qtbot: QtBot, closed: Path, notices: list[tuple[str, str]]
) -> None:
    program = start()
    (icon,) = program.alerting.tray.findChildren(QSystemTrayIcon)
    icon.messageClicked.emit()
    settle(qtbot, program)
    assert program.alerting.dialog is not None
    assert program.alerting.dialog.isVisible()


def test_the_icon_goes_with_the_window(qtbot: QtBot, notices: list[tuple[str, str]]) -> None:
    tray = Tray("name", lambda: None)
    tray.close()
    tray.say("a", "b")
    tray.say("c", "d")
    assert [title for title, _ in notices] == ["a", "c"]
    assert len(tray.findChildren(QSystemTrayIcon)) == 1
    tray.close()


def test_a_desk_without_alerts(start: Start, qtbot: QtBot) -> None:
    program = start("en")
    assert bell(program).text() == "Alerts"
    program.alerting.look()
    settle(qtbot, program)
    assert program.alerting.unseen == 0


def test_ticks_are_looked_at_together(
    start: Start, qtbot: QtBot, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    looks: list[object] = []

    def noted(desk: Desk, seen: int, codes: set[str] | None) -> Looked:
        looks.append(codes)
        return look_at_alerts(desk, seen, codes)

    monkeypatch.setattr(alerting, "look_at_alerts", noted)
    for _ in range(30):
        program.alerting.ticked({"prnd_oxide": (), "~hall/other": ()})
    program.alerting.ticked({"~hall/other": ()})
    with qtbot.waitSignal(program.alerting.looked):
        pass
    assert looks == [{"prnd_oxide"}]


def test_a_tick_fires(start: Start, qtbot: QtBot, desk_data: Path) -> None:
    """From the window's live sources to the bell."""
    with open_desk(desk_data) as desk:
        come(desk, tick("2026-01-09 10:00:00", "600000"), series=[ABOUT])
        set_alert(desk, AlertRequest(CODE, Kind.LEVEL, Side.ABOVE, "605000"))
    program = start()
    come(program.hub.desk, tick("2026-01-09 10:00:01", "606000"))
    with qtbot.waitSignal(program.alerting.looked):
        program.live.ticked.emit({CODE: ((), ())})
    assert bell(program).text() == "提醒 1"
    assert "2026-01-09 10:00:01" in program.window.strip.line.text()


def test_no_look_is_left_out(start: Start, qtbot: QtBot, closed: Path, notices: list[tuple[str, str]]) -> None:
    """What a look found is told, even if the next one is asked for before."""
    program = start(wait=False)
    qtbot.waitUntil(lambda: program.hub.ready)
    for _ in range(5):
        program.hub.curves_changed.emit()
    settle(qtbot, program)
    assert [title for title, _ in notices] == ["4 条提醒触发"]
    assert program.alerting.unseen == 4
