"""As known on: the slider over moments, then and now both on view, marked in the stamp."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.jobs.open_desk import open_desk
from desk_app.ui.app import Program
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.widgets.chart.shown import Role, Shown
from tests.jobs.trade_files import take_twice
from tests.ui.conftest import PATIENCE, Start, settle


@pytest.fixture
def program(start: Start, desk_data: Path, tmp_path: Path) -> Program:
    with open_desk(desk_data) as desk:
        take_twice(desk, tmp_path)
    return start(page="curves")


def page_of(program: Program) -> CurvesPage:
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    return page


def shown(program: Program) -> tuple[Shown, ...]:
    view = page_of(program).chart.view
    assert view is not None
    return view.shown


def test_the_slider_goes_back_to_what_was_known_and_now_again(program: Program, qtbot: QtBot) -> None:
    page, chart = page_of(program), page_of(program).chart
    qtbot.keyClick(page.list.table, Qt.Key.Key_K)
    settle(qtbot, program)
    bar = chart.vintages
    assert bar.isVisible()
    assert bar.slider.maximum() == 1
    assert len(shown(program)) == 1
    qtbot.keyClick(bar.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: len(shown(program)) == 2, timeout=PATIENCE)
    settle(qtbot, program)
    now, then = shown(program)
    assert (now.role, then.role) == (Role.AVERAGE, Role.LINE)
    assert now.curve.values.tolist() == [607_500.0, 620_000.0]
    assert then.curve.values.tolist() == [600_000.0, 620_000.0]
    assert chart.view is not None
    assert "当时所知" in chart.view.canvas.stamped
    chart.view.point_at(float(then.curve.days[0]))
    assert "607,500" in chart.strip.text()
    assert "600,000" in chart.strip.text()
    assert "第 1/2 个时刻" in bar.text.text()
    bar.now.click()
    qtbot.waitUntil(lambda: len(shown(program)) == 1, timeout=PATIENCE)
    assert shown(program)[0].curve.values.tolist() == [607_500.0, 620_000.0]
    assert "当时所知" not in chart.view.canvas.stamped


def test_putting_the_slider_away_is_now(program: Program, qtbot: QtBot) -> None:
    page, bar = page_of(program), page_of(program).chart.vintages
    qtbot.keyClick(page.list.table, Qt.Key.Key_K)
    settle(qtbot, program)
    bar.slider.setValue(0)
    qtbot.waitUntil(lambda: len(shown(program)) == 2, timeout=PATIENCE)
    qtbot.keyClick(bar.slider, Qt.Key.Key_K)
    settle(qtbot, program)
    assert bar.isHidden()
    assert [each.curve.values.tolist() for each in shown(program)] == [[607_500.0, 620_000.0]]


def test_a_series_that_never_changed_has_one_moment(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.show_series(["la_oxide"])
    qtbot.keyClick(page.list.table, Qt.Key.Key_K)
    settle(qtbot, program)
    assert not page.chart.vintages.slider.isEnabled()
    assert page.chart.vintages.known_before is None
