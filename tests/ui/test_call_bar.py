"""The call bar: opened by its key, answered at every key, asked where two readings fit, copied, made a sheet."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.jobs.announce_price import Announcing, announce_price
from desk_app.ui.app import Program
from desk_app.ui.call_bar import CallBar
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.sheets_page import SheetsPage
from tests.ui.conftest import Start, settle

CTRL = Qt.KeyboardModifier.ControlModifier
CALL = "52.3 8.1 100 2026Q1"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.ui.call_bar.today", lambda: date(2026, 11, 29))


def opened(program: Program, qtbot: QtBot) -> CallBar:
    """By its key, from wherever the keyboard is."""
    focus = QApplication.focusWidget() or program.window
    qtbot.keyClick(focus, Qt.Key.Key_K, CTRL)
    bar = program.window.call_bar
    qtbot.waitUntil(lambda: bar.isVisible() and bar.line.hasFocus() and bar.ready)
    return bar


def key(bar: CallBar, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bar.line, code, modifier)


def say(bar: CallBar, phrase: str) -> None:
    """A phrase in place of what stands there; Chinese comes as an input method gives it."""
    bar.line.selectAll()
    if phrase.isascii():
        QTest.keyClicks(bar.line, phrase)
    else:
        bar.line.insert(phrase)


def figures(bar: CallBar) -> list[str]:
    return [figure.value.text() for figure in bar.view.figures] if bar.view.grid.isVisible() else []


@pytest.fixture(params=["zh_CN", "en"])
def program(request: pytest.FixtureRequest, start: Start) -> Program:
    return start(request.param)


@pytest.fixture
def bar(program: Program, qtbot: QtBot) -> CallBar:
    return opened(program, qtbot)


def test_the_lot_of_the_telephone_at_every_key(bar: CallBar) -> None:
    say(bar, "52.3 8.1 10")
    assert figures(bar) == []
    say(bar, CALL)
    assert figures(bar) == ["28,068.36", "25,794.83", "91.900", "2,579,482.65", "335,332.74", "2,914,815.39"]
    for part in ("2026Q1", "26,834", "536.68", "324"):
        assert part in bar.view.basis.text()
    assert "28,068.36" in bar.view.aloud.text()
    key(bar, Qt.Key.Key_Return)
    assert bar.isVisible()
    assert bar.line.text() == CALL


def test_with_tax_the_prices_with_tax_come_first(bar: CallBar) -> None:
    say(bar, f"{CALL} 含税")
    assert figures(bar)[0] == "31,717.25"
    assert figures(bar)[3] == "2,914,815.39"
    assert "28,068.36" in bar.view.others.text()


def test_where_two_readings_fit_it_asks(bar: CallBar) -> None:
    say(bar, "8.1 52.3 100 2026Q1")
    options = bar.view.options
    assert figures(bar) == []
    assert options.isVisible()
    assert [options.item(at).text()[:8] for at in range(options.count())] == ["REO 8.1 ", "REO 52.3"]
    key(bar, Qt.Key.Key_Down)
    assert options.currentItem().text() in bar.line.accessibleDescription()
    key(bar, Qt.Key.Key_Down)
    assert options.currentRow() == 1
    key(bar, Qt.Key.Key_Return)
    assert figures(bar)[0] == "28,068.36"
    assert not options.isVisible()
    text = bar.line.text()
    say(bar, text)
    assert figures(bar)[0] == "28,068.36", "the line says the chosen reading without doubt"


def test_a_reading_is_chosen_by_the_mouse(bar: CallBar) -> None:
    say(bar, "52.3 8.1 60 2026Q1")
    options = bar.view.options
    spot = options.visualItemRect(options.item(0)).center()
    QTest.mouseClick(options.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert figures(bar)[0] == "28,068.36"
    assert bar.line.hasFocus()


def test_esc_closes_it_from_the_options_too(bar: CallBar) -> None:
    say(bar, "52.3 8.1 60 2026Q1")
    bar.view.options.setFocus()
    QTest.keyClick(bar.view.options, Qt.Key.Key_Down)
    QTest.keyClick(bar.view.options, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_what_is_missing_is_asked_for_by_name(bar: CallBar, program: Program) -> None:
    say(bar, "52.3 8.1")
    assert program.hub.words("call.field.wet") in bar.view.question.text()
    assert figures(bar) == []
    key(bar, Qt.Key.Key_C, CTRL)
    key(bar, Qt.Key.Key_Return, CTRL)
    assert bar.isVisible(), "there is nothing to copy and no sheet to make"


def test_nonsense_is_one_line(bar: CallBar) -> None:
    say(bar, "52..3 8.1 100")
    assert "52..3" in bar.view.problem.text()
    assert bar.view.problem.isVisible()
    key(bar, Qt.Key.Key_Return)
    assert bar.line.property("bad") is True
    say(bar, CALL)
    assert bar.line.property("bad") is False


def test_a_word_half_typed_is_no_error_yet(bar: CallBar) -> None:
    say(bar, "reo 52.3 moi")
    assert not bar.view.problem.isVisible()
    key(bar, Qt.Key.Key_Return)
    assert bar.view.problem.isVisible()


def test_a_quarter_without_a_price_offers_the_last_and_says_so(bar: CallBar) -> None:
    say(bar, "52.3 8.1 100 2026Q2")
    assert "324" in bar.view.options.item(0).text()
    key(bar, Qt.Key.Key_Return)
    assert figures(bar)[0] == "28,068.36"
    assert "2026Q2" in bar.view.notice.text()
    assert bar.view.notice.isVisible()


def test_the_phrase_before_comes_back_and_the_difference_is_said(bar: CallBar) -> None:
    say(bar, CALL)
    key(bar, Qt.Key.Key_Return)
    key(bar, Qt.Key.Key_Up)
    assert (bar.line.text(), bar.line.cursorPosition()) == (CALL, 4)
    assert not bar.view.difference.isVisible()
    key(bar, Qt.Key.Key_Backspace)
    key(bar, Qt.Key.Key_0)
    assert bar.line.text().startswith("52.0 ")
    assert bar.view.difference.isVisible()
    for yuan in ("-161.00", "-14,796.27", "-16,719.78"):
        assert yuan in bar.view.difference.text()
    key(bar, Qt.Key.Key_C, CTRL)
    assert "-14,796.27" in QGuiApplication.clipboard().text()
    key(bar, Qt.Key.Key_Return)
    assert bar.view.difference.isVisible()
    key(bar, Qt.Key.Key_Up)
    key(bar, Qt.Key.Key_Up)
    assert bar.line.text() == CALL
    key(bar, Qt.Key.Key_Down)
    assert bar.line.text().startswith("52.0 ")


def test_it_is_kept_when_the_bar_was_closed(bar: CallBar, program: Program, qtbot: QtBot) -> None:
    say(bar, CALL)
    key(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    opened(program, qtbot)
    assert bar.line.text() == ""
    key(bar, Qt.Key.Key_Up)
    assert bar.line.text() == CALL
    assert figures(bar)[0] == "28,068.36"


def test_copied_with_units_and_tax_basis(bar: CallBar, program: Program) -> None:
    say(bar, CALL)
    key(bar, Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    for unit in ("dry_ex_vat", "total_inc_vat"):
        assert program.hub.words(f"call.unit.{unit}") in text
    assert "28,068.36" in text
    bar.line.setSelection(0, 4)
    key(bar, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "52.3", "what is marked is copied as in any line"


def test_the_sheet_and_the_calculator_take_the_lot(bar: CallBar, program: Program, qtbot: QtBot) -> None:
    say(bar, "51.2 8.5 120 2026Q1")
    key(bar, Qt.Key.Key_Return, CTRL)
    settle(qtbot, program)
    assert not bar.isVisible()
    sheets, ore = program.window.page("sheets"), program.window.page("ore")
    assert isinstance(sheets, SheetsPage)
    assert isinstance(ore, OrePage)
    assert sheets.isVisible()
    assert sheets.form.isVisible()
    assert sheets.form.request.quarter == "2026Q1"
    assert sheets.form.request.terms is not None
    assert ore.working is not None
    assert (str(ore.working.lot.reo), str(ore.working.lot.moisture), str(ore.working.lot.wet)) == ("51.2", "8.5", "120")
    assert ore.form.quarter.currentData() == "2026Q1"


def test_no_sheet_for_the_first_price_of_all(bar: CallBar, program: Program) -> None:
    say(bar, "52.3 8.1 100 2022H1")
    with_price = figures(bar)
    key(bar, Qt.Key.Key_Return, CTRL)
    assert with_price
    assert bar.isVisible(), "nothing to compare it with: told, and nothing else is opened"
    assert program.hub.settings["page"] == "trades"


@pytest.mark.parametrize("page", ["trades", "curves", "ore", "sheets"])
def test_it_opens_from_any_page_and_gives_the_keyboard_back(start: Start, qtbot: QtBot, page: str) -> None:
    program = start("zh_CN", page)
    fields = [w for w in program.window.page(page).findChildren(QLineEdit) if w.isVisible() and w.isEnabled()]
    if fields:
        fields[0].setFocus()
    before = QApplication.focusWidget()
    bar = opened(program, qtbot)
    key(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is before


def test_it_is_no_popup_so_that_input_methods_work(bar: CallBar, program: Program) -> None:
    assert not bar.isWindow()
    assert bar.window() is program.window
    assert bar.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_its_button_names_the_key(program: Program, qtbot: QtBot) -> None:
    button = program.window.rail.call
    assert "Ctrl+K" in button.toolTip()
    assert button.accessibleName()
    button.click()
    assert program.window.call_bar.isVisible()


def test_every_part_has_a_name_and_nothing_is_cut_off(bar: CallBar, program: Program) -> None:
    program.window.resize(1100, 640)
    for phrase in (CALL, f"{CALL} 含税", "52.3 8.1 60", "0.523 0.081 100"):
        say(bar, phrase)
        assert bar.line.accessibleName()
        assert bar.line.accessibleDescription()
        assert bar.view.options.accessibleName()
        assert cut_off(bar) == []


def test_nothing_is_cut_off_where_all_is_said_at_once(bar: CallBar, program: Program) -> None:
    program.window.resize(1100, 640)
    say(bar, "52.3 8.1 100 2026Q2")
    key(bar, Qt.Key.Key_Return)
    key(bar, Qt.Key.Key_Up)
    key(bar, Qt.Key.Key_Backspace)
    key(bar, Qt.Key.Key_0)
    key(bar, Qt.Key.Key_Return)
    assert bar.view.notice.isVisible()
    assert bar.view.difference.isVisible()
    assert cut_off(bar) == []


def cut_off(bar: CallBar) -> list[str]:
    """What does not fit where it stands."""
    QApplication.processEvents()
    shown = [label for label in bar.findChildren(QLabel) if label.isVisible()]
    low = [each.text() for each in shown if each.wordWrap() and each.height() < each.heightForWidth(each.width())]
    wide = [each.text() for each in (bar.title, bar.keys) if each.width() < each.sizeHint().width()]
    over = [bar.line.text()] if bar.geometry().bottom() >= bar.window().height() else []
    return [*low, *wide, *over]


def test_it_follows_the_language(bar: CallBar, program: Program) -> None:
    say(bar, CALL)
    other = "en" if program.hub.words.language == "zh_CN" else "zh_CN"
    before = bar.view.aloud.text()
    program.hub.speak(other)
    assert bar.view.aloud.text() != before
    assert "28,068.36" in bar.view.aloud.text()
    assert program.hub.words("call.title") == bar.title.text()


def test_a_price_that_is_announced_meanwhile_counts_at_once(bar: CallBar, program: Program, qtbot: QtBot) -> None:
    say(bar, "52.3 8.1 100 2026Q2")
    assert bar.view.options.isVisible()
    added = Announcing("2026Q2", Decimal(38804), source="公告 2026-04-10", by="李敏")
    announce_price(program.hub.desk, added, sure=True)
    program.hub.prices_changed.emit()
    qtbot.waitUntil(lambda: bool(figures(bar)))
    assert figures(bar)[0] == "40,588.98"
    assert "李敏" in bar.view.basis.text()
