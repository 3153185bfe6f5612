"""A chart of a price and an index, shown."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Shown
from tests.ui.widgets.chart.made import DAY, Mouse, curve


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> ChartView:
    made = ChartView(theme, Words("zh_CN"))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    shown = [Shown(curve(), "价", "#0B6C72", "159"), Shown(curve("points", code="y"), "指数", "#C2571A", "159")]
    made.show_curves(shown, "企业内部参考曲线")
    made.show_days(DAY, DAY + 59)
    return made


@pytest.fixture
def mouse(view: ChartView) -> Mouse:
    return Mouse(view)
