"""The quarter roll in the window: booked in a dialog, the stakes, the sheets of a quarter in one go."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.jobs.list_sheets import list_sheets
from desk_app.ui.app import Program
from desk_app.ui.ore.roll_panel import BookDialog, RollPanel
from tests.jobs.test_roll_quarter import HEAD, lots
from tests.ui.conftest import Start, settle
from tests.ui.pages.ore import page_of


@pytest.fixture
def program(start: Start) -> Program:
    return start("en", "ore")


def panel_of(program: Program, qtbot: QtBot) -> RollPanel:
    page = page_of(program)
    page.panels.views.buttons["roll"].click()
    settle(qtbot, program)
    return page.roll


def booking(program: Program, qtbot: QtBot, folder: Path) -> BookDialog:
    panel = panel_of(program, qtbot)
    panel.book.click()
    assert panel.dialog is not None
    file = folder / "lots.csv"
    file.write_text(HEAD + "\n".join(",".join(row) for row in lots(7)), encoding="utf-8")
    panel.dialog.file.setText(str(file))
    panel.dialog.paid.setCurrentText("2025Q3")
    panel.dialog.name.setText("李敏")
    return panel.dialog


def test_booked_and_rolled(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    booking(program, qtbot, tmp_path).take.click()
    settle(qtbot, program)
    panel = panel_of(program, qtbot)
    (stake,) = panel.model.records
    assert (stake.paid.period, stake.period, len(stake.deliveries)) == ("2025Q3", "2025Q4", 7)
    assert panel.roll.text() == "Draft sheets of 2025Q4"
    panel.name.clear()
    panel.roll.click()
    settle(qtbot, program)
    assert panel.problem.isVisible()
    panel.name.setText("李敏")
    panel.roll.click()
    settle(qtbot, program)
    assert panel.model.records == []
    assert not panel.roll.isEnabled()
    assert len(list_sheets(program.hub.desk)) == 1


def test_a_refusal_is_read_in_the_dialog(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = booking(program, qtbot, tmp_path)
    dialog.name.clear()
    dialog.take.click()
    settle(qtbot, program)
    assert dialog.problem.isVisible()
    assert panel_of(program, qtbot).model.records == []
    dialog.reject()
