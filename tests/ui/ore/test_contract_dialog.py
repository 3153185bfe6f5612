"""A contract in the window: from a template, filled in, proposed, confirmed by another, chosen, priced by."""

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.ore.contract_dialog import ContractDialog
from tests.ui.conftest import Start, settle
from tests.ui.pages.ore import page_of

OPEN_TERMS = {
    "grade_floor": "45",
    "grade_cap": "",
    "franchise": "",
    "moisture_limit": "12",
    "moisture_each": "",
    "dry_places": "",
    "unit_places": "",
}


@pytest.fixture
def program(start: Start) -> Program:
    return start("en", "ore")


def open_dialog(program: Program, qtbot: QtBot) -> ContractDialog:
    page_of(program).form.contract.edit.click()
    settle(qtbot, program)
    dialog = page_of(program).form.contract.dialog
    assert dialog is not None
    return dialog


def choose(dialog: ContractDialog, field: str, value: str) -> None:
    box = dialog.form.fields[field]
    box.setCurrentIndex(box.findData(value))  # type: ignore[union-attr]  # a box


def fill(dialog: ContractDialog) -> None:
    dialog.which.setCurrentIndex(dialog.which.findData("baotou-quarterly"))
    for field, text in OPEN_TERMS.items():
        dialog.form.fields[field].setText(text)  # type: ignore[union-attr]  # a line
    choose(dialog, "grade_rule", "pro-rata")
    choose(dialog, "rounding", "half-up")
    choose(dialog, "moisture_excess", "reject")
    for at, text in ((0, "TFe"), (2, "7"), (3, "1"), (4, "-10"), (5, "12")):
        dialog.form.elements.item(0, at).setText(text)  # type: ignore[union-attr]  # it is there
    for name, text in (("name", "包钢"), ("from", "2026-01-01"), ("by", "李敏")):
        dialog.lines[name].setText(text)


def test_from_a_template_to_a_price(program: Program, qtbot: QtBot) -> None:
    dialog, page = open_dialog(program, qtbot), page_of(program)
    assert not dialog.confirm.isEnabled()
    assert dialog.state.text().startswith("13 terms are open")
    fill(dialog)
    dialog.propose.click()
    settle(qtbot, program)
    assert dialog.chosen is not None
    assert (dialog.chosen.number, dialog.chosen.confirmed_by) == (1, None)
    dialog.confirm.click()
    settle(qtbot, program)
    assert "Two people are needed" in dialog.problem.text()
    dialog.lines["by"].setText("王主任")
    dialog.confirm.click()
    settle(qtbot, program)
    assert dialog.chosen is not None
    assert dialog.chosen.confirmed_by == "王主任"
    dialog.reject()
    contract = page.form.contract
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    contract.box.setCurrentIndex(contract.box.findData("包钢"))
    assert page.working is None
    assert not page.form.choices["grade_rule"].isVisible()
    contract.contents["TFe"].setText("8.2")
    assert page.working is not None
    assert page.result.figures["unit_price"].value.text() == "28,056.364"
    contract.box.setCurrentIndex(0)
    assert page.result.figures["unit_price"].value.text() == "28,068.364"
    assert page.form.choices["grade_rule"].isVisible()


def test_what_it_cannot_say_is_said_there_and_marked(program: Program, qtbot: QtBot) -> None:
    dialog = open_dialog(program, qtbot)
    fill(dialog)
    dialog.form.fields["grade_floor"].setText("0,45")  # type: ignore[union-attr]
    dialog.propose.click()
    settle(qtbot, program)
    assert "Lowest REO (below: rejected): 0,45 is no number" in dialog.problem.text()
    assert dialog.form.fields["grade_floor"].property("bad")
    dialog.form.fields["grade_floor"].setText("45")  # type: ignore[union-attr]
    dialog.lines["from"].setText("1.1.2026")
    dialog.propose.click()
    assert "1.1.2026 is no day" in dialog.problem.text()
    dialog.lines["from"].setText("2026-01-01")
    dialog.form.elements.item(0, 3).setText("one")  # type: ignore[union-attr]
    dialog.propose.click()
    assert "can't be read" in dialog.problem.text()
    dialog.reject()


def test_a_tier_a_line_is_one_rule_by_element_and_side(program: Program, qtbot: QtBot) -> None:
    dialog = open_dialog(program, qtbot)
    fill(dialog)
    elements = dialog.form.elements
    assert elements.rowCount() == 2
    for at, text in ((0, "TFe"), (2, "9"), (3, "1"), (4, "-30")):
        elements.item(1, at).setText(text)  # type: ignore[union-attr]
    (rule,) = dialog.form.contract.elements
    assert [str(tier.start) for tier in rule.tiers] == ["7", "9"]
    elements.fill(dialog.form.contract.elements)
    assert dialog.form.contract.elements == (rule,)
    dialog.reject()
