"""An announced price by hand: checked while it is typed, kept by the button, seen on the page, the sheets, the lane."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.event import Kind
from desk_app.jobs.announce_price import Announcing, announce_price, announced_log
from desk_app.ui.app import Program
from desk_app.ui.pages.announce_dialog import AnnounceDialog
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.ore_page import OrePage
from desk_app.ui.pages.sheets_page import SheetsPage
from tests.ui.conftest import PATIENCE, Start, settle
from tests.ui.pages.ore import page_of


@pytest.fixture(autouse=True)
def in_february(monkeypatch: pytest.MonkeyPatch) -> None:
    """2027-02-01: the quarter has no price, and the last one is 115 days old."""
    for module in ("price_notice", "announce_live"):
        monkeypatch.setattr(f"desk_app.ui.pages.{module}.today", lambda: date(2027, 2, 1))


@pytest.fixture
def program(start: Start) -> Program:
    return start("zh_CN", "ore")


def opened(page: OrePage) -> AnnounceDialog:
    (dialog,) = page.findChildren(AnnounceDialog)
    return dialog


@pytest.fixture
def dialog(program: Program, qtbot: QtBot) -> Iterator[AnnounceDialog]:
    page = page_of(program)
    page.panels.views.buttons["history"].click()
    qtbot.mouseClick(page.history.register, Qt.MouseButton.LeftButton)
    found = opened(page)
    yield found
    settle(qtbot, program)


def fill(qtbot: QtBot, dialog: AnnounceDialog, **texts: str) -> None:
    for name, text in texts.items():
        edit = dialog.numbers[name].edit if name in dialog.numbers else dialog.texts[name]
        edit.clear()
        qtbot.keyClicks(edit, text) if text.isascii() else edit.insert(text)


def press(qtbot: QtBot, dialog: AnnounceDialog) -> None:
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def test_the_page_says_what_stands_in_and_how_old_it_is(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    notice = page.form.notice
    assert page.form.announced is not None
    assert notice.isVisible()
    assert (
        notice.text.text()
        == "2027Q1 尚无公告价，现用 2026Q4 公告价 38,769 元/干吨（不含税，2026-10-09 公告），已 115 天。"
    )
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q1"))
    assert notice.text.text().startswith("2027Q1 尚无公告价；最近一期 2026Q4")
    program.hub.speak("en")
    assert notice.text.text().startswith(
        "2027Q1 has no announced price yet; the last is 2026Q4 at 38,769 yuan/dry t without VAT"
    )
    assert notice.register.text() == "Register 2027Q1"
    qtbot.mouseClick(notice.register, Qt.MouseButton.LeftButton)
    assert opened(page).texts["quarter"].text() == "2027Q1"


def test_a_known_quarter_needs_no_notice(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(program)
    monkeypatch.setattr("desk_app.ui.pages.price_notice.today", lambda: date(2026, 12, 31))
    page.form.retranslate()
    assert not page.form.notice.isVisible()


def test_registered_it_is_everywhere(program: Program, dialog: AnnounceDialog, qtbot: QtBot) -> None:
    page, hub = page_of(program), program.hub
    curves, sheets = program.window.page("curves"), program.window.page("sheets")
    assert isinstance(curves, CurvesPage)
    assert isinstance(sheets, SheetsPage)
    fill(qtbot, dialog, price="39000", step="780", announced_on="2026-11-02", source="公告 2027-001", by="甲")
    with qtbot.waitSignal(hub.prices_changed, timeout=PATIENCE):
        press(qtbot, dialog)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: not page.findChildren(AnnounceDialog), timeout=PATIENCE)
    assert hub.settings["person"] == "甲"
    assert not page.form.notice.isVisible()
    assert page.form.quarter.itemData(0) == page.form.quarter.currentData() == "2027Q1"
    newest = page.history.model.record(0)
    assert newest.announced is not None
    assert newest.announced.price == 39000
    assert "本台登记" in page.history.table.model().index(0, 4).data()
    assert sheets.form.quarter.itemData(0) == "2027Q1"
    assert curves._around is not None
    told = [event.zh for event in curves._around.events if event.kind is Kind.ORE_PRICE]
    assert any(text.startswith("2027Q1 稀土精矿公布价 39,000.00") for text in told)


def test_a_quarter_chosen_by_hand_stays(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2025Q4"))
    announce_price(program.hub.desk, Announcing("2027H1", Decimal(39000), source="x"))
    program.hub.prices_changed.emit()
    settle(qtbot, program)
    assert page.form.quarter.currentData() == "2025Q4"
    assert not page.form.notice.isVisible()


def test_a_half_year_is_a_price_of_the_quarter_too(program: Program, qtbot: QtBot) -> None:
    announce_price(program.hub.desk, Announcing("2027H1", Decimal(39000), source="x"))
    program.hub.prices_changed.emit()
    settle(qtbot, program)
    assert page_of(program).form.quarter.currentData() == "2027H1"


def test_what_it_says_while_somebody_types(dialog: AnnounceDialog, qtbot: QtBot) -> None:
    assert dialog.texts["quarter"].text() == "2027Q1"
    assert dialog.days.text() == "适用 2027-01-01 至 2027-03-31。"
    assert not dialog.change.isVisible()
    fill(qtbot, dialog, price="39000")
    assert dialog.step_line.text() == "每 1 % = 39,000 ÷ 50 = 780 元（计算）。"
    assert dialog.change.text() == "同口径较 2026Q4（38,769.00 元/干吨，不含税，REO=50 %）：+0.60 %"
    fill(qtbot, dialog, step="780.00")
    assert dialog.step_line.text() == "每 1 % = 39,000 ÷ 50 = 780 元，相符。"
    fill(qtbot, dialog, step="779")
    assert "应为 39,000 ÷ 50 = 780 元，与所填 779 不符" in dialog.step_line.text()
    fill(qtbot, dialog, basis="51")
    assert dialog.change.text() == "同口径较 2026Q4（39,544.38 元/干吨，不含税，REO=51 %）：-1.38 %"
    fill(qtbot, dialog, quarter="2026Q4")
    assert dialog.corrects.text().startswith(
        "2026Q4 现用 38,769.00 元/干吨（不含税，SMM 2026-10-09）；登记后以新值为准"
    )
    fill(qtbot, dialog, quarter="27")
    assert dialog.days.text() == "“27”不是季度或半年，请写成 2027Q1 或 2022H1。"
    assert not dialog.step_line.isVisible()


def test_a_far_price_has_to_be_confirmed(program: Program, dialog: AnnounceDialog, qtbot: QtBot) -> None:
    fill(qtbot, dialog, price="3900", source="x", by="A")
    assert dialog.sure.isVisible()
    assert "相差超过 60 %" in dialog.change.text()
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: "超过 60 %，未登记" in dialog.problem.text(), timeout=PATIENCE)
    settle(qtbot, program)
    assert announced_log(program.hub.desk) == ()
    dialog.sure.click()
    with qtbot.waitSignal(dialog.kept, timeout=PATIENCE):
        press(qtbot, dialog)
    assert [kept.price.price for kept in announced_log(program.hub.desk)] == [3900]


def test_another_figure_takes_the_confirmation_back(dialog: AnnounceDialog, qtbot: QtBot) -> None:
    fill(qtbot, dialog, price="3900")
    dialog.sure.click()
    fill(qtbot, dialog, price="39000")
    assert not dialog.sure.isVisible()
    fill(qtbot, dialog, price="390000")
    assert dialog.sure.isVisible()
    assert not dialog.sure.isChecked()


def test_what_is_refused_is_read_in_the_dialog(program: Program, dialog: AnnounceDialog, qtbot: QtBot) -> None:
    good = {"price": "39000", "step": "", "announced_on": "", "source": "x", "by": "A", "quarter": "2027Q1"}
    for change, told in (
        ({"price": ""}, "请填写公告价和 REO 基准"),
        ({"step": "779"}, "不等于价格 39000 ÷ 基准 50 = 780"),
        ({"step": "x"}, "不是确切的数字"),
        ({"source": ""}, "请写明出处"),
        ({"by": ""}, "请写明登记人"),
        ({"announced_on": "8 Jan"}, "公告日期“8 Jan”认不清"),
        ({"announced_on": "2099-01-01"}, "公告日期 2099-01-01 不在"),
        ({"quarter": "2022Q1"}, "与已有公布价的 2022H1 适用期间重叠"),
    ):
        fill(qtbot, dialog, **{**good, **change})
        dialog.problem.setText("")
        press(qtbot, dialog)
        qtbot.waitUntil(lambda told=told: told in dialog.problem.text(), timeout=PATIENCE)  # type: ignore[misc]
        settle(qtbot, program)
        assert dialog.isVisible()
        assert dialog.problem.isVisible()
    assert announced_log(program.hub.desk) == ()
    fill(qtbot, dialog, **{**good, "step": "779", "why": "公告原文"})
    with qtbot.waitSignal(dialog.kept, timeout=PATIENCE):
        press(qtbot, dialog)


def test_a_conflict_with_the_programs_list_is_on_the_page(
    program: Program, dialog: AnnounceDialog, qtbot: QtBot
) -> None:
    page = page_of(program)
    assert not page.history.conflict.isVisible()
    fill(qtbot, dialog, quarter="2026Q3", price="38600", source="公司公告", by="甲")
    with qtbot.waitSignal(program.hub.told, timeout=PATIENCE) as told:
        press(qtbot, dialog)
    settle(qtbot, program)
    assert told.args is not None
    assert told.args[0] == "warning"
    assert "2026Q3 本台登记 38,600.00" in page.history.conflict.text()
    assert page.history.conflict.isVisible()
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q3"))
    assert page.form.base is not None
    assert page.form.base.price == Decimal(38600)
    assert "与程序自带的 2026Q3 38,565.00 元/干吨" in page.form.source.text()
    page.form.quarter.setCurrentIndex(page.form.quarter.findData("2026Q4"))
    assert "自带" not in page.form.source.text()
    program.hub.speak("en")
    assert "for 2026Q3 this desk has 38,600.00 yuan/dry t" in page.history.conflict.text()


def test_an_own_price_is_withdrawn_with_a_reason(program: Program, qtbot: QtBot) -> None:
    page, desk = page_of(program), program.hub.desk
    announce_price(desk, Announcing("2026Q3", Decimal(38600), source="x"))
    program.hub.prices_changed.emit()
    settle(qtbot, program)
    page.panels.views.buttons["history"].click()
    assert not page.history.withdraw.isEnabled()
    periods = [record.period for record in page.history.model.records]
    page.history.table.choose(periods.index("2026Q4"))
    assert not page.history.withdraw.isEnabled()
    page.history.table.choose(periods.index("2026Q3"))
    for why, told in (("", "撤回 2026Q3 的公告价须写明原因"), ("记错季度", "已撤回本台登记的 2026Q3 公告价")):
        qtbot.mouseClick(page.history.withdraw, Qt.MouseButton.LeftButton)
        (asked,) = page.findChildren(QInputDialog)
        asked.setTextValue(why)
        with qtbot.waitSignal(program.hub.told, timeout=PATIENCE) as heard:
            asked.accept()
        assert heard.args is not None
        assert told in heard.args[1]
        settle(qtbot, program)
        qtbot.waitUntil(lambda: not page.findChildren(QInputDialog), timeout=PATIENCE)
    (kept,) = announced_log(desk)
    assert kept.withdrawn is not None
    assert kept.withdrawn.why == "记错季度"
    assert not page.history.withdraw.isEnabled()
    assert not page.history.conflict.isVisible()


def test_enter_keeps_and_escape_leaves(program: Program, dialog: AnnounceDialog, qtbot: QtBot) -> None:
    fill(qtbot, dialog, price="39000", source="x", by="A")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not page_of(program).findChildren(AnnounceDialog), timeout=PATIENCE)
    page_of(program).register()
    again = opened(page_of(program))
    fill(qtbot, again, price="39000", source="x", by="A")
    with qtbot.waitSignal(again.kept, timeout=PATIENCE):
        qtbot.keyClick(again.texts["by"], Qt.Key.Key_Return)


def test_the_sheets_form_says_it_too(program: Program, qtbot: QtBot) -> None:
    program.window.show_page("sheets")
    settle(qtbot, program)
    sheets = program.window.page("sheets")
    assert isinstance(sheets, SheetsPage)
    sheets.start_form()
    assert sheets.form.notice.isVisible()
    assert "2027Q1 尚无公告价，现用 2026Q4" in sheets.form.notice.text.text()
    qtbot.mouseClick(sheets.form.notice.register, Qt.MouseButton.LeftButton)
    (dialog,) = sheets.findChildren(AnnounceDialog)
    assert dialog.texts["quarter"].text() == "2027Q1"
    announce_price(program.hub.desk, Announcing("2027Q1", Decimal(39000), source="x"))
    program.hub.prices_changed.emit()
    settle(qtbot, program)
    assert not sheets.form.notice.isVisible()
