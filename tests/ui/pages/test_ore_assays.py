"""The assay panel: typed results, the verdict in red or not, outcomes in yuan, what is wrong marked where it is."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.ore.contract import Contract
from desk_app.jobs.keep_contract import confirm_contract, propose_contract
from desk_app.ui.app import Program
from desk_app.ui.pages.ore_assays import OreAssays
from tests.domain.ore.test_contract import SAID
from tests.ui.conftest import Start, settle
from tests.ui.pages.ore import page_of


@pytest.fixture
def program(start: Start) -> Program:
    return start(page="ore")


@pytest.fixture
def panel(program: Program, qtbot: QtBot) -> OreAssays:
    page = page_of(program)
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    qtbot.mouseClick(page.panels.views.buttons["assays"], Qt.MouseButton.LeftButton)
    assert page.assays.isVisible()
    return page.assays


def type_in(program: Program, panel: OreAssays, qtbot: QtBot, **texts: str) -> None:
    for name, text in texts.items():
        field = panel.form.fields.get(name) or panel.belief.fields[name]
        field.edit.selectAll()
        qtbot.keyClicks(field.edit, text)
    settle(qtbot, program)


def cells(panel: OreAssays) -> list[list[str]]:
    return [line.split("\t") for line in panel.table.as_text().splitlines()]


def test_it_says_what_to_type(panel: OreAssays) -> None:
    assert "允许差" in panel.verdict.text()
    assert not panel.table.isVisible()


def test_a_contracts_splitting_limit_is_taken(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    desk, contract = program.hub.desk, Contract({**SAID, "moisture_in": "quantity", "splitting_limit": "0.3"})
    with_limit = Contract({**contract.said, "moisture_excess": "reject", "grade_floor": "", "grade_cap": ""})
    propose_contract(desk, "包钢", with_limit, date(2026, 1, 1), "李敏", "")
    confirm_contract(desk, "包钢", 1, "王主任")
    page = page_of(program)
    page.fill()
    settle(qtbot, program)
    page.form.contract.box.setCurrentIndex(page.form.contract.box.findData("包钢"))
    assert panel.form.fields["limit"].text == "0.3"
    type_in(program, panel, qtbot, limit="0.5")
    page.form.fields["wet"].put("90")
    settle(qtbot, program)
    assert panel.form.fields["limit"].text == "0.5"


def test_unresolved_is_red_with_its_money(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    type_in(program, panel, qtbot, seller="52.3", buyer="51.8", limit="0.3")
    assert panel.verdict.property("role") == "error"
    assert panel.verdict.text().startswith("未决：相差 0.5")
    assert [line[2] for line in cells(panel)] == ["2,579,482.65", "2,554,822.21", "2,567,152.43"]
    assert "+4,932.09" in panel.tenth.text()
    assert "假定" in panel.prospect.text()
    type_in(program, panel, qtbot, umpire="52.0")
    assert panel.verdict.property("role") != "error"
    assert "51.9" in panel.settled.text()
    assert "供方承担" in panel.settled.text()
    assert len(cells(panel)) == 6


def test_it_follows_the_calculator(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    type_in(program, panel, qtbot, seller="52.3", buyer="52.3", limit="0.3")
    wet = page_of(program).form.fields["wet"].edit
    wet.selectAll()
    qtbot.keyClicks(wet, "200")
    settle(qtbot, program)
    assert cells(panel)[0][2] == "5,158,965.30"
    wet.clear()
    settle(qtbot, program)
    assert not panel.table.isVisible()
    assert "湿重" in panel.tenth.text()


def test_places_rounding_and_split(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    type_in(program, panel, qtbot, seller="52.3", buyer="52.2", limit="0.3")
    panel.form.choices["places"].box.setCurrentIndex(2)
    settle(qtbot, program)
    assert "52.3" in panel.settled.text()
    panel.form.choices["rounding"].box.setCurrentIndex(1)
    settle(qtbot, program)
    assert "52.2" in panel.settled.text()
    panel.form.choices["places"].box.setCurrentIndex(0)
    panel.form.choices["within"].box.setCurrentIndex(1)
    settle(qtbot, program)
    assert panel.form.fields["seller_share"].isVisible()
    assert "52.26" in panel.settled.text()


def test_the_users_own_chances(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    type_in(program, panel, qtbot, seller="52.3", buyer="51.8", limit="0.3", fee="5000")
    panel.form.choices["umpire_rule"].box.setCurrentIndex(2)
    qtbot.keyClicks(panel.belief.chances, "52.3=70; 51.8=30")
    settle(qtbot, program)
    assert "16,440.29" in panel.prospect.text()
    assert "+3,432.09" in panel.prospect.text()
    panel.belief.chances.setText("52.3=70")
    settle(qtbot, program)
    assert panel.belief.problem.isVisible()
    assert "100" in panel.belief.problem.text()


def test_what_cannot_be_taken_is_marked_where_it_is(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    type_in(program, panel, qtbot, seller="523", buyer="51.8", limit="0.3")
    assert panel.form.fields["seller"].problem.isVisible()
    assert not panel.form.fields["buyer"].problem.isVisible()
    assert not panel.table.isVisible()
    type_in(program, panel, qtbot, seller="52.3")
    assert not panel.form.fields["seller"].problem.isVisible()


def test_moisture_in_english(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    program.hub.speak("en")
    panel.form.choices["element"].box.setCurrentIndex(1)
    type_in(program, panel, qtbot, seller="8.1", buyer="8.6", limit="0.2")
    assert panel.verdict.text().startswith("Unresolved: 0.5 apart")
    assert cells(panel)[0][:3] == ["Seller's", "8.1", "2,579,482.65"]


def test_nothing_is_worked_out_while_it_is_not_looked_at(program: Program, panel: OreAssays, qtbot: QtBot) -> None:
    qtbot.mouseClick(page_of(program).panels.views.buttons["steps"], Qt.MouseButton.LeftButton)
    panel.form.fields["seller"].put("52.3")
    panel.form.fields["limit"].put("0.3")
    settle(qtbot, program)
    assert panel.found is None
    qtbot.mouseClick(page_of(program).panels.views.buttons["assays"], Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert panel.found is not None
