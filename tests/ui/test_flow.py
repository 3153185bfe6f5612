"""The whole flow through real widgets: samples, a dropped file, the curve moves, a lot is priced, a sheet saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.paper.raster import page_text
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.sheets_page import SheetsPage
from desk_app.ui.pages.trades_page import TradesPage
from tests.ui.conftest import Start, settle
from tests.ui.test_window import drop
from tests.ui.wizard.steps import enter_through

FILE = "成交日期,品名,数量(吨),含税单价(元/吨)\n{day},氧化镨钕,500,720000\n"


def test_from_a_trade_file_to_a_printed_sheet(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    window = program.window
    trades, curves = window.page("trades"), window.page("curves")
    assert isinstance(trades, TradesPage)
    assert isinstance(curves, CurvesPage)

    trades.empty.second.click()  # fill in the samples
    settle(qtbot, program)
    window.rail.pages["curves"].click()
    settle(qtbot, program)
    before = curves.chart.head.value.text()
    assert before
    assert program.hub.latest_trade is not None

    file = tmp_path / "今天.csv"
    file.write_text(FILE.format(day=program.hub.latest_trade), encoding="utf-8")
    drop(program, file)
    settle(qtbot, program)
    enter_through(trades.wizard, program, qtbot)
    assert window.stack.currentWidget() is trades
    assert [result.new for result in trades.report.results] == [1]
    window.rail.pages["curves"].click()
    settle(qtbot, program)
    assert curves.chart.head.value.text() != before

    window.rail.pages["ore"].click()
    settle(qtbot, program)
    ore = window.page("ore")
    assert isinstance(ore, OrePage)
    ore.form.quarter.setCurrentIndex(ore.form.quarter.findData("2026Q1"))
    for name, text in (("reo", "52.3"), ("moisture", "8.1"), ("wet", "100")):
        ore.form.fields[name].edit.clear()
        qtbot.keyClicks(ore.form.fields[name].edit, text)
    assert ore.result.figures["total"].value.text() == "2,914,815.39"

    qtbot.mouseClick(ore.make_sheet, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    sheets = window.page("sheets")
    assert isinstance(sheets, SheetsPage)
    assert window.stack.currentWidget() is sheets
    qtbot.keyClicks(sheets.form.lines["contract"], "HT-2026-018")
    qtbot.mouseClick(sheets.form.make, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert sheets.preview.paper.pages

    out = tmp_path / "价格调整单.pdf"
    sheets.save_pdf(str(out))
    settle(qtbot, program)
    assert out.read_bytes() == sheets.preview.paper.pdf
    assert "26,834" in page_text(out.read_bytes(), 0)
