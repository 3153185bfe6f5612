"""The ledger of readings beside the calculator: figures, the contract's own highlighted, copied with headings."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.ore_readings import OreReadings
from tests.ui.conftest import Start
from tests.ui.pages.ore import page_of


def choose_lot(page: OrePage, **texts: str) -> None:
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    for name, text in ({"reo": "52.3", "moisture": "8.1", "wet": "100"} | texts).items():
        page.form.fields[name].edit.selectAll()
        page.form.fields[name].edit.insert(text)


@pytest.fixture
def program(start: Start) -> Program:
    return start(page="ore")


@pytest.fixture
def page(program: Program) -> OrePage:
    page = page_of(program)
    choose_lot(page)
    page.panels.views.buttons["readings"].click()
    return page


@pytest.fixture
def panel(page: OrePage) -> OreReadings:
    panel = page.panels.panels["readings"]
    assert isinstance(panel, OreReadings)
    return panel


def lines(panel: OreReadings) -> list[list[str]]:
    return [line.split("\t") for line in panel.table.as_text().splitlines()]


def test_the_money_between_the_readings(panel: OreReadings) -> None:
    assert panel.table.isVisible()
    found = {tuple(cells[:2]): cells[2:] for cells in lines(panel)}
    own = found["合同口径", "按比例计（不足 1 % 按比例）；按干量计价；单价不取整；四舍五入；税额按取整后的金额计"]
    assert own == ["0.00", "0.00", "28,068.364", "91.9", "2,579,482.65", "335,332.74", "2,914,815.39"]
    assert found["品位调整", "整百分点计（不足 1 % 不计）"][:2] == ["-14,796.27", "-16,719.78"]
    assert found["单价取整", "先保留 2 位小数，再乘吨数"][0] == "-0.37"
    assert found["增值税", "按未取整的金额计税，价税合计一次取整，税额为余数"][-1] == "2,914,815.40"
    assert found["水分", "漏扣水分：湿重当干量"][0] == "+227,353.75"


def test_every_heading_says_unit_and_tax(panel: OreReadings) -> None:
    headings = panel.table.as_text(headers=True).splitlines()[0].split("\t")[2:]
    assert all("元" in heading or "吨" in heading for heading in headings)
    assert all("含税" in heading for heading in headings if "差额" in heading or "单价" in heading or "合计" in heading)


def test_it_follows_the_terms_on_the_calculator(page: OrePage, panel: OreReadings) -> None:
    page.form.choices["grade_rule"].setCurrentIndex(1)
    own, *others = lines(panel)
    assert own[2:4] == ["0.00", "0.00"]
    assert own[6] == "2,564,686.38"
    assert others[0][:3] == ["品位调整", "按比例计（不足 1 % 按比例）", "+14,796.27"]


def test_hidden_it_waits_and_catches_up(page: OrePage, panel: OreReadings) -> None:
    page.panels.views.buttons["steps"].click()
    before = panel.model.records[0]
    page.form.fields["wet"].edit.setText("200")
    assert panel.model.records[0] is before
    page.panels.views.buttons["readings"].click()
    figures = panel.model.records[0].figures
    assert figures is not None
    assert figures.dry_tonnes == Decimal("183.8")


def test_nothing_is_left_of_a_lot_that_cannot_be_priced(page: OrePage, panel: OreReadings) -> None:
    page.form.fields["moisture"].edit.setText("100")
    assert not panel.model.records


def test_a_reading_without_a_price_says_why(page: OrePage, panel: OreReadings) -> None:
    choose_lot(page, reo="0.4")
    lost = next(cells for cells in lines(panel) if "四舍五入到整百分点计" in cells[1] and "无法计价" in cells[1])
    assert lost[2:] == ["—"] * 7


def test_the_contracts_own_row_is_highlighted(panel: OreReadings, qtbot: QtBot) -> None:
    soft = QColor(panel._hub.theme.palette["accent_soft"])
    panel.table.clearSelection()

    def painted(row: int) -> QColor:
        rect = panel.table.visualRect(panel.model.index(row, 0))
        picture = panel.table.viewport().grab().toImage()
        ratio = picture.devicePixelRatio()
        return picture.pixelColor(round((rect.left() + 3) * ratio), round((rect.top() + 4) * ratio))

    qtbot.waitUntil(lambda: painted(0) == soft)
    assert painted(1) != soft


def test_a_fall_is_green_and_a_rise_red(panel: OreReadings) -> None:
    colours = panel._hub.theme.palette
    fall, rise = panel.model.index(1, 2), panel.model.index(panel.model.rowCount() - 2, 2)
    assert panel.model.data(fall, Qt.ItemDataRole.ForegroundRole) == QColor(colours["green"])
    assert panel.model.data(rise, Qt.ItemDataRole.ForegroundRole) == QColor(colours["red"])
    assert panel.model.data(panel.model.index(0, 2), Qt.ItemDataRole.ForegroundRole) is None


def test_copied_with_headings(panel: OreReadings, qtbot: QtBot) -> None:
    panel.table.choose(1)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.table, Qt.Key.Key_C, control | shift)
    heading, line = QGuiApplication.clipboard().text().splitlines()
    assert heading.startswith("哪一处\t怎么读\t差额（元，不含税）\t差额（元，含税）")
    assert "-14,796.27" in line
    qtbot.keyClick(panel.table, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == line


def test_it_speaks_the_language_in_force(page: OrePage, panel: OreReadings) -> None:
    page.hub.speak("en")
    text = panel.table.as_text(headers=True)
    assert "± yuan, without VAT" in text
    assert "moisture forgotten" in text
    assert page.panels.views.buttons["readings"].text() == "Readings"


def test_no_word_of_a_row_is_cut(page: OrePage, panel: OreReadings) -> None:
    """Every row is as high as the lines its words take."""
    page.hub.speak("en")
    wide = panel.table.columnWidth(1) - 20
    for row in range(panel.model.rowCount()):
        text = panel.model.data(panel.model.index(row, 1))
        needed = panel.table.fontMetrics().boundingRect(0, 0, wide, 1000, int(Qt.TextFlag.TextWordWrap), text).height()
        assert panel.table.rowHeight(row) >= needed
