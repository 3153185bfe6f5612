"""Live series on the curves page: in a group of their own that says whose they are, growing as ticks come in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.merge import Place, Taken
from desk_app.domain.curve.tick import About, Tick, place_of
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.jobs.load_live import load_live
from desk_app.jobs.open_desk import open_desk
from desk_app.store import ticks as store
from desk_app.store.database import writing
from desk_app.ui.app import Program
from desk_app.ui.hub import Hub
from desk_app.ui.pages.curves_page import CurvesPage
from tests.ui.conftest import PATIENCE, Start, settle

CODE = "~desk2/prnd"
ABOUT = About("prnd", "镨钕报价", "某交易台", "yuan/t", StatedTax.INCL, "tick", name_en="NdPr quote")
NOW = datetime.now(UTC).replace(microsecond=0)


def milliseconds(hours_ago: int) -> int:
    return round((NOW - timedelta(hours=hours_ago)).timestamp() * 1000)


class Sources(QObject):
    """Stands where the window's sources are, and says what it is told to."""

    ticked = Signal(object)
    rewritten = Signal(object)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub

    def load(self, code: str, then: Callable[[Any], None]) -> None:
        self._hub.run(lambda _: load_live(self._hub.desk, code), then)

    def tick(self, *values: float) -> float:
        """So many ticks, now; the day of the last one."""
        day = place_of(round(datetime.now(UTC).timestamp() * 1000))
        days = day + np.arange(len(values)) / 86_400_000
        self.ticked.emit({CODE: (days, np.array(values))})
        return float(days[-1])


@pytest.fixture
def program(start: Start, sample_desk: Path, qtbot: QtBot) -> Program:
    with open_desk(sample_desk) as desk:
        ticks = [Taken(0, Tick("prnd", milliseconds(9 - n), Decimal(600_000 + n), f"e{n}"), True) for n in range(9)]
        with writing(desk.database, desk.folder) as connection:
            store.add(connection, "desk2", Place(), ticks, [ABOUT], [], 0)
    made = start(page="trades")
    made.hub.live = Sources(made.hub)  # type: ignore[assignment]
    made.window.show_page("curves")
    settle(qtbot, made)
    return made


def page_of(program: Program) -> CurvesPage:
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    return page


def sources_of(program: Program) -> Sources:
    found: Any = program.hub.live
    assert isinstance(found, Sources)
    return found


def show(program: Program, codes: list[str], qtbot: QtBot) -> None:
    page_of(program).show_series(codes)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: page_of(program).chart.easel.codes == codes, timeout=PATIENCE)


def test_the_third_group_says_whose_they_are(program: Program) -> None:
    page = page_of(program)
    assert page.side.lives.isVisible()
    row = page.side.lives.model.record(0)
    texts = [column.show(row) for column in page.side.lives.model.columns]
    assert texts[1:4] == ["镨钕报价", "某交易台", "600,008"]
    assert "某交易台" in page.side.lives.live.text()
    assert CODE not in {series.code for series in page.list.model.records}


def test_ticks_go_on_at_the_end_without_losing_zoom_or_crosshair(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    show(program, [CODE], qtbot)
    view = page.chart.view
    assert view is not None
    assert view.shown[0].name == "镨钕报价（某交易台）"
    first = view.shown[0].curve
    page.chart.show_days(float(first.days[2]), float(first.days[6]))
    view.point_at(float(first.days[4]))
    stretch, pointed = view.days_shown, view.point_day
    day = sources_of(program).tick(601_000.0, 601_234.0)
    assert view.place_of(0, len(first.days) + 1) == pytest.approx((day, 601_234.0))
    qtbot.waitUntil(lambda: page.chart.head.value.text() == "601,234", timeout=PATIENCE)
    assert view.days_shown == pytest.approx(stretch)
    assert view.point_day == pointed
    qtbot.keyClick(page.list.table, Qt.Key.Key_Q)
    assert view.shown[0].curve.values[-1] == 601_234.0
    assert page.side.lives.newest[CODE][1] == 601_234.0


def test_a_rebased_live_curve_grows_on_its_own_footing(program: Program, qtbot: QtBot) -> None:
    show(program, [CODE, "prnd_oxide"], qtbot)
    page = page_of(program)
    view = page.chart.view
    assert view is not None
    qtbot.keyClick(page.list.table, Qt.Key.Key_6)
    many = len(view.shown[0].curve.days)
    qtbot.keyClick(page.list.table, Qt.Key.Key_R)
    sources_of(program).tick(606_000.0)
    assert view.place_of(0, many)[1] == pytest.approx(101.0)
    assert "实时源 desk2" in view.canvas.stamped


def test_prices_on_two_tax_bases_say_so_until_they_are_compared(program: Program, qtbot: QtBot) -> None:
    show(program, [CODE, "prnd_oxide"], qtbot)
    told = page_of(program).chart.told
    assert "税口径不同" in told.text()
    qtbot.keyClick(page_of(program).list.table, Qt.Key.Key_R)
    assert told.isHidden()


def test_averages_follow_within_a_second(program: Program, qtbot: QtBot) -> None:
    show(program, [CODE], qtbot)
    page = page_of(program)
    page.hands.average("sma5")
    sources_of(program).tick(700_000.0)
    view = page.chart.view
    assert view is not None
    expected = np.mean([*(600_004.0 + n + 1 for n in range(4)), 700_000.0])
    qtbot.waitUntil(lambda: bool(np.isclose(view.shown[1].curve.values[-1], expected)), timeout=PATIENCE)


def test_a_rewritten_past_is_read_again(program: Program, qtbot: QtBot) -> None:
    show(program, [CODE], qtbot)
    page = page_of(program)
    page.chart.show_days(*(float(page.chart.easel.ground.curves[0].days[at]) for at in (1, 5)))  # type: ignore[union-attr]
    assert page.chart.view is not None
    stretch = page.chart.view.days_shown
    with writing(program.hub.desk.database, program.hub.desk.folder) as connection:
        late = Tick("prnd", milliseconds(30), Decimal(590_000), "late")
        store.add(connection, "desk2", Place(), [Taken(0, late, False)], [], [], 0)
    sources_of(program).rewritten.emit(frozenset([CODE]))
    settle(qtbot, program)
    assert page.chart.view.shown[0].curve.values[0] == 590_000.0
    assert page.chart.view.days_shown == pytest.approx(stretch)
