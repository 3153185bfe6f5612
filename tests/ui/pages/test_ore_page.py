"""The calculator: priced at every key, bad input marked, the working copied, the sheet handed on."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.sheets_page import SheetsPage
from tests.ui.conftest import Start
from tests.ui.pages.ore import page_of


def retype(qtbot: QtBot, page: OrePage, **texts: str) -> None:
    for name, text in texts.items():
        page.form.fields[name].edit.selectAll()
        page.form.fields[name].edit.insert(text)  # as an input method gives it: no key makes a full-width digit


def choose(page: OrePage, quarter: str) -> None:
    page.form.quarter.setCurrentIndex(page.form.quarter.findData(quarter))


@pytest.fixture
def page(start: Start, qtbot: QtBot) -> OrePage:
    page = page_of(start(page="ore"))
    choose(page, "2026Q1")
    retype(qtbot, page, reo="52.3", moisture="8.1", wet="100")
    return page


def test_the_lot_of_the_telephone(page: OrePage) -> None:
    assert page.working is not None
    assert page.result.figures["unit_price"].value.text() == "28,068.364"
    assert page.result.figures["dry_tonnes"].value.text() == "91.9"
    assert page.result.figures["net"].value.text() == "2,579,482.65"
    assert page.result.figures["wet_unit_price"].value.text() == "25,794.83"
    assert page.result.figures["total"].value.text() == "2,914,815.39"
    assert "贰佰玖拾壹万肆仟捌佰壹拾伍元叁角玖分" in page.result.capital.text()


def test_it_follows_every_key(page: OrePage, qtbot: QtBot) -> None:
    assert page.working is not None
    before = page.working.total_inc_vat
    qtbot.keyClicks(page.form.fields["wet"].edit, "0")
    assert page.working is not None
    assert page.working.lot.wet == 1000
    assert page.working.total_inc_vat > before


@pytest.mark.parametrize("text", ["５２．３", "52.3%", "52.30"])
def test_figures_as_people_paste_them(page: OrePage, qtbot: QtBot, text: str) -> None:
    retype(qtbot, page, reo=text)
    assert page.working is not None
    assert page.working.net_ex_vat == Decimal("2579482.65")


@pytest.mark.parametrize(("field", "text"), [("reo", "0,5"), ("moisture", "100"), ("wet", "0"), ("reo", "120")])
def test_what_cannot_be_priced_is_marked_where_it_is(page: OrePage, qtbot: QtBot, field: str, text: str) -> None:
    retype(qtbot, page, **{field: text})
    assert page.working is None
    assert page.form.fields[field].problem.isVisible()
    assert page.result.waiting.isVisible()
    assert not page.make_sheet.isEnabled()
    others = [name for name in ("reo", "moisture", "wet") if name != field]
    assert not any(page.form.fields[name].problem.isVisible() for name in others)


def test_rules_and_places_count(page: OrePage) -> None:
    assert page.working is not None
    free = page.working.net_ex_vat
    page.form.choices["grade_rule"].setCurrentIndex(1)
    assert page.working is not None
    assert free - page.working.net_ex_vat == Decimal("14796.27")


def test_an_own_price(page: OrePage, qtbot: QtBot) -> None:
    choose(page, "own")
    assert page.working is None
    retype(qtbot, page, price="2.6万", basis="50")
    assert page.working is not None
    assert page.working.base.price == 26000
    assert not page.make_sheet.isEnabled()


def test_more_money_than_can_be_written_is_said_at_the_price(page: OrePage, qtbot: QtBot) -> None:
    choose(page, "own")
    retype(qtbot, page, price="1000000000", basis="50", wet="10000000")
    assert page.working is None
    assert "大写" in page.form.fields["price"].problem.text()
    assert page.result.waiting.isVisible()
    retype(qtbot, page, wet="100")
    assert page.working is not None


def test_a_gap_cannot_be_chosen(page: OrePage) -> None:
    gaps = [at for at in range(page.form.quarter.count()) if "未知" in page.form.quarter.itemText(at)]
    assert gaps
    model = page.form.quarter.model()
    assert not any(model.flags(model.index(at, 0)).value & 32 for at in gaps)  # 32: enabled


def test_every_step_is_listed_and_copied(page: OrePage) -> None:
    assert page.working is not None
    shown = page.steps.as_text().splitlines()
    assert len(shown) == len(page.working.steps)
    page.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "26,834" in text
    assert "2,579,482.65" in text
    assert "28,068.364" in text


def test_the_working_speaks_the_language_in_force(page: OrePage) -> None:
    page.hub.speak("en")
    assert "wet 100 t" in page.steps.as_text()


def test_the_sheet_starts_from_the_calculator(page: OrePage, qtbot: QtBot) -> None:
    page.form.choices["grade_rule"].setCurrentIndex(1)
    page.make_sheet.click()
    qtbot.waitUntil(lambda: not page.hub.background.busy)
    sheets = page.window().page("sheets")  # type: ignore[attr-defined]
    assert isinstance(sheets, SheetsPage)
    assert sheets.isVisible()
    request = sheets.form.request
    assert request.quarter == "2026Q1"
    assert request.terms is not None
    assert request.terms.grade_rule == "whole-step"


def test_a_price_without_final_approval_says_so(page: OrePage) -> None:
    choose(page, "2022H2")
    assert page.working is not None
    said = [label.text() for label in page.form.findChildren(QLabel)]
    assert any("未见股东大会最终批准" in text for text in said)
