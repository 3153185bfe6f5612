"""No digit of a total is ever cut off."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.ui.theme import Theme
from desk_app.ui.widgets.figure import Fitted


@pytest.mark.parametrize("width", [90, 120, 400])
@pytest.mark.parametrize("text", ["4,211,242.38", "999,999,999,999.99"])
def test_a_long_figure_is_written_smaller_not_cut(qtbot: QtBot, qapp: QApplication, width: int, text: str) -> None:
    figure = Fitted(Theme(qapp, "light"), "figure")
    qtbot.addWidget(figure)
    figure.resize(width, 40)
    figure.setText(text)
    assert QFontMetricsF(figure.fitted()).horizontalAdvance(text) <= width + 1
    assert not figure.grab().isNull()
