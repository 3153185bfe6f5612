"""The small curve: a line, steps, an own point, and what there is to draw of very little."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.what_if import CurvePoint
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.price_curve import PriceCurve


def points(*pairs: tuple[str, str]) -> list[CurvePoint]:
    return [CurvePoint(Decimal(reo), Ratio(Decimal(price))) for reo, price in pairs]


STEPS = points(("50", "100"), ("51", "100"), ("52", "200"), ("53", "200"))


@pytest.fixture
def curve(qtbot: QtBot, qapp: QApplication) -> PriceCurve:
    made = PriceCurve(Theme(qapp, "light"))
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


def coloured(curve: PriceCurve) -> int:
    """How many pixels have the colour of the line."""
    accent, picture = QColor(curve._theme.palette["accent"]), curve.grab().toImage()
    across, down = range(picture.width()), range(picture.height())
    return sum(picture.pixelColor(x, y) == accent for x in across for y in down)


def test_a_step_is_flat_up_to_where_the_price_jumps(curve: PriceCurve) -> None:
    curve.fill(STEPS, None, steps=True)
    assert list(curve.corners()) == [
        (Decimal(a), Decimal(b)) for a, b in ((50, 100), (51, 100), (52, 100), (52, 200), (53, 200))
    ]


def test_a_line_is_its_points(curve: PriceCurve) -> None:
    curve.fill(STEPS, None, steps=False)
    assert len(list(curve.corners())) == 4


def test_the_line_and_the_own_point_are_seen(curve: PriceCurve) -> None:
    curve.fill(STEPS, None, steps=True)
    without = coloured(curve)
    assert without > 200
    curve.fill(STEPS, STEPS[2], steps=True)
    assert coloured(curve) > without


@pytest.mark.parametrize("few", [[], STEPS[:1], STEPS[:2], points(("0.1", "0.0001"), ("0.2", "0.0002"))])
def test_very_little_to_draw(curve: PriceCurve, few: Sequence[CurvePoint]) -> None:
    curve.fill(few, few[0] if few else None, steps=False)
    assert (coloured(curve) > 0) == (len(few) > 1)
