"""Numbers as people type and paste them; doubtful ones are said, never bent."""

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.base.exact import NotExact
from desk_app.i18n import Words
from desk_app.ui.widgets.number_field import NumberField, number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [("52.3", "52.3"), ("52.3%", "52.3"), ("52.3 ％", "52.3"), ("５２．３", "52.3"), (" 8.1 ", "8.1"), ("0", "0")],
)
def test_percentages(text: str, value: str) -> None:
    assert number_of(text, percent=True) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [("28,068.36", "28068.36"), ("2.8万", "28000"), ("１００", "100")])
def test_figures(text: str, value: str) -> None:
    assert number_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "0,012", "1e5", "nan", "abc", "52.3%", "1.2.3", "007"])
def test_what_is_no_plain_figure(text: str) -> None:
    with pytest.raises(NotExact):
        number_of(text)


def test_a_doubtful_text_is_marked_with_one_line(qtbot: QtBot) -> None:
    field = NumberField(Words("en"), "ore.field.wet", "ui.unit.tonne")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field.edit, "0,012")
    assert field.value is None
    assert field.problem.isVisible()
    assert "0,012" in field.problem.text()
    assert field.edit.property("bad") is True
    field.edit.clear()
    qtbot.keyClicks(field.edit, "12")
    assert field.value == 12
    assert not field.problem.isVisible()
