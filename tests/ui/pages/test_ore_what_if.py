"""What if: what a tenth is worth, backwards, the table around the lot, the curve, a second lot."""

from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.ore_what_if import OreWhatIf
from tests.ui.conftest import Start
from tests.ui.pages.ore import page_of


@pytest.fixture
def program(start: Start) -> Program:
    return start(page="ore")


@pytest.fixture
def page(program: Program) -> OrePage:
    page = page_of(program)
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    for name, text in {"reo": "52.3", "moisture": "8.1", "wet": "100"}.items():
        page.form.fields[name].edit.setText(text)
    page.panels.views.buttons["what_if"].click()
    return page


@pytest.fixture
def panel(page: OrePage) -> OreWhatIf:
    panel = page.panels.panels["what_if"]
    assert isinstance(panel, OreWhatIf)
    return panel


def whole_steps(page: OrePage) -> None:
    page.form.choices["grade_rule"].setCurrentIndex(1)


def test_what_a_tenth_is_worth(panel: OreWhatIf) -> None:
    assert panel.worth.as_text(headers=True).splitlines() == [
        "变动\t元，不含税\t元，含税",
        "REO 品位 +0.1 个百分点\t+4,932.09\t+5,573.26",
        "REO 品位 -0.1 个百分点\t-4,932.09\t-5,573.26",
        "水分 +0.1 个百分点\t-2,806.84\t-3,171.73",
        "水分 -0.1 个百分点\t+2,806.84\t+3,171.73",
    ]


def test_dry_ore_cannot_be_drier(page: OrePage, panel: OreWhatIf) -> None:
    page.form.fields["moisture"].edit.setText("0")
    assert panel.worth.as_text().splitlines()[-1] == "水分 -0.1 个百分点\t超出 0–100 %，不计\t—"


def test_a_wanted_price_is_answered_at_every_key(panel: OreWhatIf, qtbot: QtBot) -> None:
    field, answer = panel.reverse.fields["target_price"], panel.reverse.answers["target_price"]
    qtbot.keyClicks(field.edit, "28068.364")
    assert answer.text() == "REO 品位 52.3 %，正好"
    field.put("2.8万")
    assert "最接近 52.2 %，得 28,014.696 元/干吨（差 +14.696）；精确值 52.17261682" in answer.text()
    field.put("")
    assert answer.text() == ""
    assert not field.problem.text()


def test_a_step_is_answered_with_its_range(page: OrePage, panel: OreWhatIf) -> None:
    whole_steps(page)
    panel.reverse.fields["target_price"].put("27907.36")
    assert panel.reverse.answers["target_price"].text() == "REO 品位 52.0–52.9 %，正好"


@pytest.mark.parametrize(("wanted", "says"), [("28000", "REO 52.0–52.9 % 为 27,907.36"), ("60000", "最多 53,668")])
def test_a_price_that_no_grade_gives_is_said_at_the_field(
    page: OrePage, panel: OreWhatIf, wanted: str, says: str
) -> None:
    whole_steps(page)
    field = panel.reverse.fields["target_price"]
    field.put(wanted)
    assert says in field.problem.text()
    assert panel.reverse.answers["target_price"].text() == ""
    page.hub.speak("en")
    assert "REO" in field.problem.text()
    assert says not in field.problem.text()


def test_a_wanted_total_gives_mass_and_moisture(panel: OreWhatIf) -> None:
    field, answer = panel.reverse.fields["target_total"], panel.reverse.answers["target_total"]
    field.put("3000000")
    wet, moisture = answer.text().splitlines()
    assert wet.startswith("湿重最接近 102.922 吨，得 2,999,986.30 元（差 -13.70）")
    assert moisture.startswith("水分最接近 5.4 %，得 3,000,451.97 元（差 +451.97）")
    field.put("4000000")
    wet, moisture = answer.text().splitlines()
    assert "137.230 吨" in wet
    assert "水分 0 % 时最多 3,171,725.13 元" in moisture
    assert not field.problem.text()


def test_the_answers_follow_the_lot(page: OrePage, panel: OreWhatIf) -> None:
    panel.reverse.fields["target_total"].put("2914815.39")
    assert panel.reverse.answers["target_total"].text() == "湿重 100.000 吨，正好\n水分 8.1 %，正好"
    page.form.fields["moisture"].edit.setText("5")
    assert panel.reverse.answers["target_total"].text().startswith("湿重最接近 96.737 吨")


def test_the_table_around_the_lot(panel: OreWhatIf) -> None:
    heading, prices, *rows = (line.split("\t") for line in panel.table.as_text(headers=True).splitlines())
    assert heading == ["", "REO 51.3 %", "REO 51.8 %", "REO 52.3 %", "REO 52.8 %", "REO 53.3 %"]
    assert prices == ["单价（元/吨，不含税）", "27,531.684", "27,800.024", "28,068.364", "28,336.704", "28,605.044"]
    assert rows[2] == ["水分 8.1 %", "2,859,082.79", "2,886,949.10", "● 2,914,815.39", "2,942,681.70", "2,970,548.00"]
    assert sum("●" in cell for row in rows for cell in row) == 1


def test_the_lots_own_cell_has_a_colour_of_its_own(panel: OreWhatIf) -> None:
    role, accent = Qt.ItemDataRole.ForegroundRole, QColor(panel._hub.theme.palette["accent"])
    model = panel.table.lines
    coloured = [
        (row, at)
        for row in range(model.rowCount())
        for at in range(model.columnCount())
        if model.data(model.index(row, at), role) == accent
    ]
    assert coloured == [(3, 3)]


def test_no_figure_of_a_table_is_cut(page: OrePage, panel: OreWhatIf) -> None:
    page.form.fields["wet"].edit.setText("1234567.891")
    for table in (panel.worth, panel.table):
        for column in range(table.records.columnCount()):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)


def test_the_curve_shows_the_steps_of_the_rule(page: OrePage, panel: OreWhatIf) -> None:
    straight = list(panel.curve.corners())
    assert len(straight) == 71
    assert len({price for _, price in straight}) == 71
    whole_steps(page)
    steps = list(panel.curve.corners())
    assert len({price for _, price in steps}) == 8
    jumps = [reo for (reo, price), (other, later) in pairwise(steps) if reo == other and price != later]
    assert jumps == [Decimal(each) for each in ("49.1", "51", "52", "53", "54", "55", "56")]


def test_if_the_assay_comes_out_at_52(panel: OreWhatIf, qtbot: QtBot) -> None:
    assert not panel.beside.table.isVisible()
    assert panel.beside.fields["wet"].edit.placeholderText() == "100"
    qtbot.keyClicks(panel.beside.fields["reo"].edit, "52")
    found = {line.split("\t")[0]: line.split("\t")[1:] for line in panel.beside.table.as_text().splitlines()}
    assert found["REO 品位"] == ["52.3", "52", "-0.3", "%"]
    assert found["湿重"] == ["100", "100", "0", "吨"]
    assert found["干吨单价（不含税）"] == ["28,068.364", "27,907.36", "-161.004", "元/干吨"]
    assert found["价税合计"] == ["2,914,815.39", "2,898,095.61", "-16,719.78", "元"]


@pytest.mark.parametrize(("field", "text"), [("reo", "0"), ("moisture", "100"), ("wet", "0")])
def test_a_second_lot_that_cannot_be_priced_is_marked(panel: OreWhatIf, field: str, text: str) -> None:
    panel.beside.fields[field].put(text)
    assert panel.beside.fields[field].problem.text()
    assert not panel.beside.model.records
    panel.beside.fields[field].put("")
    assert not panel.beside.fields[field].problem.text()


def test_a_second_lot_that_nobody_can_write_in_capitals_is_said(page: OrePage, panel: OreWhatIf) -> None:
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("own"))
    page.form.fields["price"].put("1000000000")
    page.form.fields["basis"].put("50")
    panel.beside.fields["wet"].put("10000000")
    assert "大写" in panel.beside.fields["wet"].problem.text()
    assert not panel.beside.model.records


def test_without_a_price_there_is_nothing_to_try(page: OrePage, panel: OreWhatIf) -> None:
    assert not panel.waiting.isVisible()
    panel.reverse.fields["target_price"].put("28000")
    page.form.fields["moisture"].edit.setText("100")
    assert panel.waiting.isVisible()
    assert not panel.worth.isVisible()
    assert panel.reverse.answers["target_price"].text() == ""
    page.form.fields["moisture"].edit.setText("8.1")
    assert panel.worth.isVisible()


def test_a_table_is_copied_with_its_headings(panel: OreWhatIf, qtbot: QtBot) -> None:
    panel.table.choose(3)
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.table, Qt.Key.Key_C, shift)
    heading, line = QGuiApplication.clipboard().text().splitlines()
    assert heading.split("\t")[3] == "REO 52.3 %"
    assert line.split("\t")[3] == "● 2,914,815.39"


def test_it_speaks_the_language_in_force(page: OrePage, panel: OreWhatIf) -> None:
    panel.reverse.fields["target_price"].put("28000")
    panel.beside.fields["reo"].put("52")
    page.hub.speak("en")
    assert "REO grade +0.1 points" in panel.worth.as_text()
    assert "nearest 52.2 %" in panel.reverse.answers["target_price"].text()
    assert "Moisture 8.1 %" in panel.table.as_text()
    assert "Total with VAT" in panel.beside.table.as_text()


@pytest.mark.parametrize("rule", [0, 1, 2])
def test_every_part_paints(page: OrePage, panel: OreWhatIf, rule: int) -> None:
    page.form.choices["grade_rule"].setCurrentIndex(rule)
    for lot in ({"reo": "52.3"}, {"reo": "100"}, {"reo": "0.1"}, {"reo": "51", "wet": "0.001"}):
        for name, text in lot.items():
            page.form.fields[name].edit.setText(text)
        picture = panel.curve.grab().toImage()
        assert picture.width() >= 200


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_in_the_smallest_window_nothing_runs_out_to_the_side(
    program: Program, page: OrePage, panel: OreWhatIf, qtbot: QtBot, language: str
) -> None:
    page.hub.speak(language)
    panel.beside.fields["reo"].put("52")
    area = panel.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    program.window.resize(program.window.minimumSize())
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0)
    assert (
        panel.curve.mapTo(panel, panel.curve.rect().topLeft()).y()
        > panel.worth.mapTo(panel, panel.worth.rect().bottomLeft()).y()
    )
    program.window.resize(1500, 900)
    qtbot.waitUntil(
        lambda: (
            panel.curve.mapTo(panel, panel.curve.rect().topLeft()).x()
            > panel.worth.mapTo(panel, panel.worth.rect().topRight()).x()
        )
    )
