"""Curves in the window: chosen, compared, ranged, coarsened, pictured."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.series_list import change_text, percent_change
from desk_app.ui.rise import rise_colour
from tests.ui.conftest import Start, settle


@pytest.fixture
def program(start: Start, sample_desk: Path) -> Program:
    return start(page="curves")


def page_of(program: Program) -> CurvesPage:
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    return page


def test_the_newest_value_stands_large_with_its_age(program: Program) -> None:
    page = page_of(program)
    assert page.chart.head.name.text() == "氧化镨钕"
    assert page.chart.head.value.text()
    assert "天前" in page.chart.head.about.text() or "今天" in page.chart.head.about.text()
    assert "不含税" in page.chart.head.about.text()


def test_the_large_value_is_that_of_the_chosen_frequency(program: Program, qtbot: QtBot) -> None:
    chart = page_of(program).chart
    daily = chart.head.value.text()
    chart.frequencies.buttons["week"].click()
    settle(qtbot, program)
    assert "-W" in chart.head.about.text()
    assert chart.head.value.text() != daily
    assert chart.view is not None
    assert chart.view.shown[0].mark.startswith(chart.head.value.text())


def test_several_curves_keep_their_colours(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.show_series(["prnd_oxide", "dy_oxide"])
    settle(qtbot, program)
    first = dict(page.list.colours)
    page.show_series(["prnd_oxide", "dy_oxide", "composite"])
    settle(qtbot, program)
    assert page.chart.view is not None
    assert {code: page.list.colours[code] for code in first} == first
    assert len(page.chart.view.shown) == len(page.list.colours)


def test_keys_choose_the_range(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    assert page.chart.view is not None
    widths = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_6):
        qtbot.keyClick(page.list.table, key)
        low, high = page.chart.view.days_shown
        widths.append(high - low)
    assert widths == sorted(widths)
    assert page.chart.ranges.current == "1Y"


def test_a_coarser_curve_has_fewer_points(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    assert page.chart.view is not None
    counts = []
    for every in ("day", "week", "month", "quarter"):
        page.chart.frequencies.buttons[every].click()
        settle(qtbot, program)
        counts.append(len(page.chart.view.shown[0].curve.days))
    assert counts == sorted(counts, reverse=True)


def test_the_strip_says_the_value_under_the_crosshair(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    assert page.chart.view is not None
    page.chart.view.setFocus()
    qtbot.keyClick(page.chart.view, Qt.Key.Key_Left)
    assert page.chart.head.value.text() in page.chart.strip.text()
    qtbot.keyClick(page.chart.view, Qt.Key.Key_Escape)
    assert page.chart.head.value.text() not in page.chart.strip.text()


def test_the_picture_is_copied(program: Program) -> None:
    page = page_of(program)
    page.chart.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    assert QGuiApplication.clipboard().image().width() >= 2400


def test_rise_and_fall_change_colours_on_demand(program: Program) -> None:
    page = page_of(program)
    rising = next(series for series in page.list.model.records if (percent_change(series) or 0) > 0)
    assert rise_colour(program.hub, percent_change(rising) or 0) == QColor(program.theme.palette["red"])
    page.list.rise.click()
    assert program.hub.settings["rise"] == "green"
    assert rise_colour(program.hub, percent_change(rising) or 0) == QColor(program.theme.palette["green"])
    page.list.rise.click()
    assert page.list.rise.text() == "蓝涨橙跌"
    assert rise_colour(program.hub, percent_change(rising) or 0) == QColor(program.theme.palette["blue"])
    assert rise_colour(program.hub, -1.0) == QColor(program.theme.palette["orange"])
    assert change_text(percent_change(rising)).startswith("▲")
