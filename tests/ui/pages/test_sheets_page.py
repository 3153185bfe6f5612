"""Sheets in the window: drafted, shown as paper, saved, printed, all from the same PDF."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desk_app.jobs.announce_price import Announcing, announce_price
from desk_app.paper.raster import page_count, page_text
from desk_app.ui.app import Program
from desk_app.ui.pages.sheets_page import SheetsPage
from desk_app.ui.printing import paint_pages
from tests.ui.conftest import PATIENCE, Start, settle


def page_of(program: Program) -> SheetsPage:
    page = program.window.page("sheets")
    assert isinstance(page, SheetsPage)
    return page


@pytest.fixture
def program(start: Start, qtbot: QtBot) -> Program:
    """A window with one sheet drafted through the form."""
    program = start(page="sheets")
    page = page_of(program)
    page.empty.first.click()
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    qtbot.keyClicks(page.form.lines["contract"], "HT-2026-018")
    page.form.make.click()
    settle(qtbot, program)
    return program


def test_a_draft_is_listed_and_shown(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    assert [(line.period, line.contract) for line in page.model.records] == [("2026Q1", "HT-2026-018")]
    assert page.preview.paper.pages
    assert not page.preview.paper.pages[0].pixmap().isNull()
    assert "HT-2026-018" in page_text(page.preview.paper.pdf, 0)


def test_the_pdf_that_is_saved_is_the_one_on_show(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(program)
    page.save_pdf(str(tmp_path / "单.pdf"))
    settle(qtbot, program)
    assert (tmp_path / "单.pdf").read_bytes() == page.preview.paper.pdf


def test_a_place_that_cannot_be_written_to_is_said(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page_of(program).save_pdf(str(tmp_path / "no" / "x.pdf"))
    settle(qtbot, program)
    assert "x.pdf" in program.window.strip.line.text()


def test_the_printer_gets_the_same_pages(program: Program, tmp_path: Path) -> None:
    pdf = page_of(program).preview.paper.pdf
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_pages(printer, pdf)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page_count(pdf)


def test_zoom_goes_in_steps_and_back_to_fit(program: Program, qtbot: QtBot) -> None:
    paper = page_of(program).preview.paper
    fitted, width = paper.scale, paper.pages[0].width()
    page_of(program).preview.tools["plus"].click()
    settle(qtbot, program)
    assert paper.scale > fitted
    assert paper.pages[0].width() > width
    page_of(program).preview.tools["fit"].click()
    settle(qtbot, program)
    assert paper.scale == fitted


def test_the_paper_speaks_the_language_in_force(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    chinese = page.preview.paper.pdf
    program.hub.speak("en")
    settle(qtbot, program)
    assert page.preview.paper.pdf != chinese


def test_a_price_that_is_another_than_the_programs_is_told(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    announce_price(program.hub.desk, Announcing("2026Q3", Decimal(38600), source="公司公告"))
    program.hub.prices_changed.emit()
    settle(qtbot, program)
    page.start_form()
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q4"))
    with qtbot.waitSignal(program.hub.told, timeout=PATIENCE) as told:
        page.form.make.click()
    settle(qtbot, program)
    assert told.args is not None
    assert told.args[0] == "warning"
    assert "2026Q3 本台登记 38,600.00" in told.args[1]
    assert len(page.model.records) == 2


def test_a_sheet_that_cannot_be_made_is_said(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.new.click()
    page.form.deliveries.setText("nowhere.csv")
    page.form.make.click()
    settle(qtbot, program)
    assert "nowhere.csv" in program.window.strip.line.text()
    assert len(page.model.records) == 1
