"""The nowcast in the window: both ways, what it says where it can't say anything."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.ore.nowcast import Way
from desk_app.jobs.build_index import build_index
from desk_app.jobs.open_desk import open_desk
from desk_app.ui.app import Program
from desk_app.ui.ore.nowcast_panel import NowcastPanel
from tests.jobs.test_nowcast_price import PACK, trades
from tests.jobs.trade_files import Line, take, write_trades
from tests.ui.conftest import Start, settle
from tests.ui.pages.ore import page_of


def panel_of(program: Program, qtbot: QtBot) -> NowcastPanel:
    page = page_of(program)
    page.panels.views.choose("nowcast")
    page.panels.below.setCurrentWidget(page.nowcast)
    settle(qtbot, program)
    return page.nowcast


@pytest.fixture
def traded(desk_data: Path, tmp_path: Path) -> Path:
    today = date.today()  # noqa: DTZ011 - the window's own today
    last: Line = ((today - timedelta(days=today.weekday() % 5 + 1)).isoformat(), "氧化镨钕", "10", "600000")
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", [*trades()[:30], last]))
        build_index(desk)
    return desk_data


def test_an_empty_desk_says_why_it_says_nothing(start: Start, qtbot: QtBot) -> None:
    panel = panel_of(start("en", "ore"), qtbot)
    assert "Import this quarter's trades first" in panel.problem.text()
    assert not panel.table.isVisible()


def test_the_proxy_and_then_the_own_formula(start: Start, qtbot: QtBot, traded: Path, tmp_path: Path) -> None:
    program = start("en", "ore", folder=traded)
    panel = panel_of(program, qtbot)
    if panel.problem.isVisible():
        pytest.skip("the quarter has just begun: none of its days has a price yet")
    assert "not announced" in panel.title.text()
    assert len(panel.model.records) >= 8
    assert "Range" in panel.facts.text()
    panel.ways.choose(Way.PACK)
    panel.reckon()
    settle(qtbot, program)
    assert "ore nowcast --pack" in panel.problem.text()
    file = tmp_path / "pack.toml"
    file.write_text(PACK, encoding="utf-8")
    panel.take_pack(file)
    panel._give(file, "李敏")
    settle(qtbot, program)
    assert panel.title.text().endswith("(the desk's own formula)")
    assert panel.figure.isVisible()
