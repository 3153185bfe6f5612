"""The chart: its crosshair, its keys, its axes."""

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.curve.curve import Curve, curve_of, day_number
from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.axes import DateAxis
from desk_app.ui.widgets.chart.canvas import place
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Shown
from desk_app.ui.widgets.curve_picture import SHARPNESS, SIZE, picture

FIRST = date(2026, 1, 1)


def curve(unit: str = "yuan/t", every: Every = Every.DAY, count: int = 60) -> Curve:
    days = [FIRST + timedelta(days=at) for at in range(count)]
    periods = sorted({period_of(day, every) for day in days})
    values = [None if at == 3 else 100.0 + at for at in range(len(periods))]
    statuses = ["no_trade" if value is None else "ok" for value in values]
    ones = [1] * len(periods)
    return curve_of("x", every, unit, periods, values, statuses, ones, [float(one) for one in ones])


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> ChartView:
    made = ChartView(theme, Words("zh_CN"))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    shown = [Shown(curve(), "价", "#0B6C72", "159"), Shown(curve("points"), "指数", "#C2571A", "159")]
    made.show_curves(shown, "企业内部参考曲线")
    made.show_days(day_number(FIRST), day_number(FIRST) + 59)
    return made


def test_the_crosshair_gives_every_curves_nearest_value(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointed) as heard:
        view.point_at(day_number(FIRST) + 10.4)
    assert heard.args == [[10, 10]]
    assert view.canvas.line.isVisible()
    assert view.canvas.line.value() == day_number(FIRST) + 10


def test_the_keys_walk_over_known_points(view: ChartView, qtbot: QtBot) -> None:
    view.point_at(day_number(FIRST) + 2)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.at == [4, 4]  # the gap at 3 is no point
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.at == [2, 2]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.at == [59, 59]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.at == [0, 0]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.at == []
    assert not view.canvas.line.isVisible()


def test_walking_out_of_sight_brings_the_point_into_view(view: ChartView, qtbot: QtBot) -> None:
    view.show_days(day_number(FIRST) + 20, day_number(FIRST) + 30)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    low, high = view.days_shown
    assert low <= day_number(FIRST) <= high


def test_prices_and_indices_have_their_own_axis(view: ChartView) -> None:
    item = view.canvas.item
    assert item.getAxis("left").isVisible()
    assert item.getAxis("right").isVisible()
    view.show_curves(view.shown[:1], "")
    assert not item.getAxis("left").isVisible()
    assert view.canvas.indices.viewRange()[0] == view.canvas.prices.viewRange()[0]


def test_a_week_is_a_step_that_ends_with_it(view: ChartView) -> None:
    weekly = curve(every=Every.WEEK)
    assert place(weekly, 0) == (float(weekly.ends[0]) + 1, 100.0)


@pytest.mark.parametrize("days", [5, 20, 60, 200, 400, 1500, 9000])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_ticks_are_few_ordered_and_named(qtbot: QtBot, days: int, language: str) -> None:
    axis = DateAxis(Words(language))
    low = float(day_number(FIRST))
    (spacing, ticks), *rest = axis.tickValues(low, low + days, 700)
    assert not rest
    assert 2 <= len(ticks) <= 12
    assert ticks == sorted(ticks)
    labels = axis.tickStrings(ticks, 1, spacing)
    assert all(one != other for one, other in pairwise(labels))
    assert not any("ui." in label or "{" in label for label in labels)
    assert ("年" in labels[0]) is (language == "zh_CN") or "2026" in labels[0]


def test_no_range_no_ticks(qtbot: QtBot) -> None:
    axis = DateAxis(Words("en"))
    assert axis.tickValues(1.0, 1.0, 700) == []
    assert axis.tickValues(math.nan, math.nan, 700) == []


def test_a_picture_is_large_and_not_empty(view: ChartView, theme: Theme) -> None:
    image = picture(view, theme, Words("en"), "source")
    assert image.size() == SIZE * SHARPNESS
    colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 3
