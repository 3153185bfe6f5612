"""Bars: to the right of the axis what is above zero, to the left what is below; hollow sums have an outline only."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.ui.theme import Theme
from desk_app.ui.widgets.bars import Bar, Bars

RED, GREEN = "#FF0000", "#00FF00"


def shown(qtbot: QtBot, qapp: QApplication, *bars: Bar) -> tuple[Bars, QImage]:
    widget = Bars(Theme(qapp, "light"))
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    widget.fill(bars)
    widget.show()
    return widget, widget.sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def places(image: QImage, colour: str, line: int) -> list[int]:
    """Across the middle of a line, where the colour first is without a gap: the bar, not the figure behind it."""
    y = round((line * 24 + 12) * image.devicePixelRatio())
    found = [x for x in range(image.width()) if image.pixelColor(x, y) == QColor(colour)]
    return [x for at, x in enumerate(found) if x == found[0] + at]


def test_what_rises_lies_right_of_what_falls(qtbot: QtBot, qapp: QApplication) -> None:
    _, image = shown(qtbot, qapp, Bar("a", 2.0, "+2.000", RED), Bar("b", -1.0, "-1.000", GREEN))
    up, down = places(image, RED, 0), places(image, GREEN, 1)
    assert max(down) <= min(up)
    assert abs(len(up) - 2 * len(down)) <= 3


def test_a_sum_is_hollow(qtbot: QtBot, qapp: QApplication) -> None:
    _, image = shown(qtbot, qapp, Bar("a", 2.0, "+2.000", RED), Bar("b", 2.0, "+2.000", RED, hollow=True))
    assert len(places(image, RED, 1)) < len(places(image, RED, 0)) / 4


def test_nothing_and_only_zeros_can_be_drawn(qtbot: QtBot, qapp: QApplication) -> None:
    widget, _ = shown(qtbot, qapp)
    assert widget.bars == ()
    _, image = shown(qtbot, qapp, Bar("a", 0.0, "0.000", RED), Bar("a heading"))
    assert not image.isNull()


def test_it_is_read_out_as_text(qtbot: QtBot, qapp: QApplication) -> None:
    widget, _ = shown(qtbot, qapp, Bar("镨钕", 0.5, "+0.500", RED), Bar("其中"))
    assert widget.accessibleDescription() == "镨钕 +0.500\n其中"
