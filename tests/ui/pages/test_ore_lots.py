"""The lots panel: a block pasted with Ctrl+V, a file opened, totals, what was held, written out."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.jobs.price_lots import LotsRequest, price_lots
from desk_app.ui.app import Program
from desk_app.ui.pages.ore_lots import OreLots
from tests.ui.conftest import Start, settle
from tests.ui.pages.ore import page_of

HEAD = "交货日期\t车号/批号\t湿重(吨)\t水分(%)\tREO(%)\t已付(元 含税)"
LINES = (
    "2026-01-05\t蒙B1\t60.000\t8.50\t51.25\t1500000",
    "2026-02-01\t蒙B2\t100\t8.1\t52.3\t",
    "2026-07-05\t蒙B4\t50\t0.08\t50\t",
    "合计\t\t211",
)
BLOCK = "\r\n".join([HEAD, *LINES])


@pytest.fixture
def program(start: Start) -> Program:
    return start(page="ore")


@pytest.fixture
def panel(program: Program, qtbot: QtBot) -> OreLots:
    page = page_of(program)
    qtbot.mouseClick(page.panels.views.buttons["lots"], Qt.MouseButton.LeftButton)
    assert page.lots.isVisible()
    return page.lots


def paste(program: Program, panel: OreLots, qtbot: QtBot, text: str = BLOCK) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, program)


def test_it_says_what_to_do_and_hands_out_headings(panel: OreLots, qtbot: QtBot) -> None:
    assert panel.empty.isVisible()
    assert "Ctrl+V" in panel.empty.line.text()
    assert not panel.export.isEnabled()
    qtbot.mouseClick(panel.empty.second, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().split("\t")[2] == "湿重(吨)"


def test_a_pasted_block_is_priced(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    paste(program, panel, qtbot)
    rows = [line.split("\t") for line in panel.table.as_text().splitlines()]
    assert [(row[0], row[2], row[7], row[9]) for row in rows] == [
        ("2", "蒙B1", "2026Q1", "1,510,016.27"),
        ("3", "蒙B2", "2026Q1", "2,579,482.65"),
    ]
    assert "不含税 4,089,498.92 元" in panel.sums.text()
    assert "应补 206,318.39 元" in panel.sums.text()
    assert "第 5 行合计湿重 211 吨" in panel.about.text()
    assert not panel.table.isColumnHidden(panel.lots.paid_columns[0])
    tip = panel.lots.data(panel.lots.index(0, 9), Qt.ItemDataRole.ToolTipRole)
    assert "金额（元，不含税）: 1,510,016.27" in str(tip)


def test_held_lines_stand_apart_with_their_reason(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    paste(program, panel, qtbot)
    assert panel.views.buttons["held"].text() == "挂起 1"
    qtbot.mouseClick(panel.views.buttons["held"], Qt.MouseButton.LeftButton)
    assert panel.held_table.isVisible()
    line = panel.held_table.as_text().split("\t")
    assert line[0] == "4"
    assert "0.08" in line[1]
    assert "蒙B4" in line[2]


def test_it_follows_the_calculators_terms_and_price(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    paste(program, panel, qtbot)
    page = page_of(program)
    page.form.choices["grade_rule"].setCurrentIndex(1)
    settle(qtbot, program)
    assert panel.priced is not None
    assert panel.priced.lots[1].net_ex_vat == Decimal("2564686.38")
    panel.choices.base.setCurrentIndex(1)
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2025Q4"))
    settle(qtbot, program)
    assert {lot.period for lot in panel.priced.lots} == {"2025Q4"}
    asked = panel.priced
    page.form.fields["reo"].put("50")  # the lots have their own
    settle(qtbot, program)
    assert panel.priced is asked


def test_a_share_of_a_provisional_price(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    block = "日期\t湿重\t水分\tREO\t暂付比例(%)\n2026-01-05\t60\t8.5\t51.25\t80"
    paste(program, panel, qtbot, block)
    panel.choices.before.setCurrentIndex(panel.choices.before.findData("2025Q4"))
    settle(qtbot, program)
    assert "1,333,057.26" in panel.sums.text()


def test_what_cannot_be_taken_is_told_and_nothing_shown(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    told: list[str] = []
    program.hub.told.connect(lambda level, text: told.append(f"{level} {text}"))
    paste(program, panel, qtbot)
    assert panel.table.isVisible()
    paste(program, panel, qtbot, "60\t8\t51")
    assert panel.empty.isVisible()
    assert "湿重" in told[-1]
    assert told[-1].startswith("error")
    assert panel.priced is None
    paste(program, panel, qtbot, " ")
    assert told[-1].startswith("warning")
    paste(program, panel, qtbot, BLOCK.replace(" 含税", ""))
    assert "含税还是不含税" in told[-1]
    panel.choices.tax.setCurrentIndex(2)
    settle(qtbot, program)
    assert panel.priced is not None
    assert "已付 1,500,000.00 元（不含税）" in panel.sums.text()


def test_a_file_and_back(program: Program, panel: OreLots, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "lots.csv"
    path.write_text(BLOCK.replace("\t", ","), encoding="utf-8")
    dialog = panel.ask_file()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    settle(qtbot, program)
    assert panel.priced is not None
    for name in ("out.xlsx", "out.csv"):
        place = panel.ask_place()
        place.fileSelected.emit(str(tmp_path / name))
        place.close()
        settle(qtbot, program)
        again = price_lots(tmp_path / name, LotsRequest())
        assert again.totals.net_ex_vat == Decimal("4089498.92")


def test_english_and_a_table_without_payments(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    program.hub.speak("en")
    paste(program, panel, qtbot, "Date\tWet mass (t)\tMoisture\tREO\n2026-01-05\t60\t8.5\t51.25")
    assert "1,510,016.27 yuan without VAT" in panel.sums.text()
    assert panel.table.isColumnHidden(panel.lots.paid_columns[0])
    assert panel.lots.headerData(9, Qt.Orientation.Horizontal) == "Yuan ex VAT"


def test_it_waits_until_it_is_looked_at(program: Program, panel: OreLots, qtbot: QtBot) -> None:
    page = page_of(program)
    paste(program, panel, qtbot)
    qtbot.mouseClick(page.panels.views.buttons["steps"], Qt.MouseButton.LeftButton)
    before = panel.priced
    page.form.choices["grade_rule"].setCurrentIndex(1)
    settle(qtbot, program)
    assert panel.priced is before
    qtbot.mouseClick(page.panels.views.buttons["lots"], Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert panel.priced is not None
    assert panel.priced.lots[1].net_ex_vat == Decimal("2564686.38")
