"""指数 in the window: chosen, rebased, looked into, published, exported; every figure says whose it is."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.index.fate import Fate
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.publish_index import publish_index
from desk_app.jobs.set_index import judge_trade
from desk_app.store.index_settings import rules
from desk_app.store.published import versions
from desk_app.ui.app import Program
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.index_page import IndexPage
from desk_app.ui.pages.index_rules import IndexRules
from desk_app.ui.widgets.sign_dialog import SignDialog
from tests.ui.conftest import Start, settle

LABEL = "企业内部参考曲线(非稀交所官方指数)"


@pytest.fixture
def program(start: Start, sample_desk: Path, qtbot: QtBot) -> Program:
    program = start(page="index")
    settle(qtbot, program)
    return program


def page_of(program: Program) -> IndexPage:
    page = program.window.page("index")
    assert isinstance(page, IndexPage)
    return page


def periods(page: IndexPage) -> list[str]:
    return [line.span.key for line in page.view.model.records]


def choose(page: IndexPage, period: str, qtbot: QtBot, program: Program) -> None:
    page.view.table.choose(periods(page).index(period))
    settle(qtbot, program)


def headings(page: IndexPage) -> list[str]:
    model = page.view.model
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]


def go_daily(page: IndexPage, qtbot: QtBot, program: Program) -> None:
    page.choice.every.buttons["day"].click()
    settle(qtbot, program)


def out_of_the_screen(page: IndexPage, qtbot: QtBot, program: Program) -> str:
    """The newest day of the composite on which the screen kept a trade out, chosen."""
    go_daily(page, qtbot, program)
    found = next(line.span.key for line in page.view.model.records if line.row.rejected)
    choose(page, found, qtbot, program)
    return found


def test_the_composite_by_week_newest_first_with_its_label(program: Program) -> None:
    page = page_of(program)
    assert page.choice.series.currentText() == "稀土综合指数"
    assert periods(page) == sorted(periods(page), reverse=True)
    assert all("-W" in period for period in periods(page))
    assert headings(page)[1] == "首期 = 100 (点)"
    for part in (LABEL, "示例数据", "点", "不含税", "来源", "前"):
        assert part in page.about.text()
    assert page.badge.isVisible()
    assert page.view.chart.view is not None
    assert LABEL in page.view.chart.view.canvas.stamped


def test_series_are_the_indices_by_their_names_then_the_prices(program: Program) -> None:
    combo = page_of(program).choice.series
    codes = [combo.itemData(at) for at in range(combo.count())]
    assert codes[:6] == ["composite", "light", "medium_heavy", "magnets", "oxides", "metals"]
    assert codes[6] is None  # a line between
    assert "磁性材料" in combo.itemText(codes.index("magnets"))
    assert combo.itemText(codes.index("prnd_oxide")) == "氧化镨钕"


def test_several_bases_side_by_side_and_a_scale_are_kept(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.choice.bases.setText("首期，2026Q1、2025")
    qtbot.keyClick(page.choice.bases, Qt.Key.Key_Return)
    settle(qtbot, program)
    page.choice.scale.buttons["1000"].click()
    settle(qtbot, program)
    assert headings(page)[1:4] == ["首期 = 1000 (点)", "2026Q1 = 1000 (点)", "2025 = 1000 (点)"]
    oldest = page.view.model.records[-1]
    assert oldest.values[0] == pytest.approx(1000.0)
    inside = [line for line in page.view.model.records if line.span.key in QUARTER and not line.repeated]
    mean = [line.values[1] or 0.0 for line in inside]
    assert sum(mean) / len(mean) == pytest.approx(1000.0, rel=1e-9)
    kept = program.hub.settings
    assert (kept["index_bases"], kept["index_scale"]) == ("first, 2026Q1, 2025", "1000")


QUARTER = {f"2026-W{week:02d}" for week in range(2, 14)}
"""Weeks that lie in the first quarter of 2026 from Monday to Sunday."""


def test_what_cannot_be_read_is_marked_and_asks_nothing(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    before = periods(page)
    for field, text in ((page.choice.bases, "gestern"), (page.choice.known_on, "32.1.")):
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.property("bad") is True
        assert not program.hub.background.busy
        field.clear()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.property("bad") is False
    settle(qtbot, program)
    assert periods(page) == before


def test_a_base_without_a_value_is_said_until_it_goes(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.choice.bases.setText("首期, 1999")
    qtbot.keyClick(page.choice.bases, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert page.notice.isVisible()
    assert "1999" in page.notice.text.text()
    page.choice.bases.setText("")
    qtbot.keyClick(page.choice.bases, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert not page.notice.isVisible()


def test_silent_days_are_grey_in_brackets_and_sort_by_value(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.choice.series.setCurrentIndex(page.choice.series.findData("ho_oxide"))
    go_daily(page, qtbot, program)
    model = page.view.model
    at = next(at for at, line in enumerate(model.records) if line.repeated)
    cell = model.index(at, 1)
    assert model.data(cell).startswith("(")
    faint = program.theme.palette["text_faint"]
    assert model.data(cell, Qt.ItemDataRole.ForegroundRole).name().upper() == faint.upper()
    assert "不是新观测" in model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert headings(page)[1] == "价格 (元/吨，不含税)"
    page.view.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    values = [line.values[0] or 0.0 for line in model.records]
    assert values == sorted(values)
    assert page.view.chart.view is not None
    known = len(page.view.chart.view.shown[0].curve.known)
    assert known == sum(not line.repeated for line in model.records)
    assert not page.buttons["publish"].isEnabled()  # a price does not go out


def test_bars_add_up_to_the_change_and_groups_are_marked(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    choose(page, periods(page)[1], qtbot, program)
    line = page.view.line
    assert line is not None
    assert line.change is not None
    bars = page.view.why.bars.bars
    products = [bar.value or 0.0 for bar in bars if not bar.hollow and bar.value is not None]
    assert sum(products) == pytest.approx(line.change, abs=1e-9)
    assert [abs(value) for value in products] == sorted(map(abs, products), reverse=True)
    sums = [bar.name for bar in bars if bar.hollow]
    assert any("其中" in name for name in sums)
    colours = {bar.colour.upper() for bar in bars if (bar.value or 0.0) > 0}
    assert colours == {program.theme.palette["red"].upper()}
    assert f"{line.change:+.2f}" in page.view.why.moved.text()


def test_the_quality_strip_says_grade_error_and_drift(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    figures = page.view.quality.figures
    line = page.view.line
    assert line is not None
    assert figures["grade"].value.text() == line.row.grade
    assert figures["priced"].value.text() == f"{line.row.priced}/{line.row.expected}"
    assert figures["error"].value.text().startswith("±")
    assert figures["closure"].isVisible()
    assert figures["closure"].value.text().endswith("%")
    go_daily(page, qtbot, program)
    assert not figures["closure"].isVisible()  # no rolling window, no drift monitor


def test_a_trade_is_put_in_and_left_to_the_screen_again(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    period = out_of_the_screen(page, qtbot, program)
    why = page.view.why
    trade = why.model.records[0]
    assert trade.fate == Fate.OUTLIER
    shown = [str(why.model.data(why.model.index(0, at))) for at in range(why.model.columnCount())]
    assert any("相差过大" in text for text in shown)
    assert any("–" in text for text in shown)  # what would have counted
    assert trade.file in shown
    assert str(trade.source_row) in shown
    before = page.view.line
    dialog = page.ask_judge(trade, "include")
    dialog.reason.setText("已核对合同")
    dialog.name.setText("李敏")
    dialog.yes.click()
    settle(qtbot, program)
    after = page.view.line
    assert before is not None
    assert after is not None
    assert after.span.key == period
    assert (after.row.rejected, after.row.trades) == (before.row.rejected - 1, before.row.trades + 1)
    assert [one.fate for one in why.model.records if one.trade == trade.trade] == [Fate.INCLUDED]
    at = [one.trade for one in why.model.records].index(trade.trade)
    why.table.choose(at)
    assert why.buttons["leave"].isEnabled()
    why.buttons["leave"].click()
    asked = page.findChildren(type(dialog))[-1]
    assert asked.reason.isHidden()
    asked.yes.click()
    settle(qtbot, program)
    assert page.view.line is not None
    assert page.view.line.row.rejected == before.row.rejected


def test_a_trade_that_simply_counts_is_taken_out_from_the_window(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    why, line = page.view.why, page.view.line
    assert line is not None
    told = len(why.model.records)
    why.all_trades.click()
    settle(qtbot, program)
    assert len(why.model.records) == line.row.trades + line.row.rejected
    assert str(line.row.trades) in why.kept_out.text()
    trade = next(one for one in why.model.records if one.fate == Fate.ACCEPTED)
    why.table.choose([one.trade for one in why.model.records].index(trade.trade))
    assert not why.buttons["leave"].isEnabled()
    why.buttons["exclude"].click()
    asked = page.findChildren(SignDialog)[-1]
    asked.reason.setText("试单")
    asked.name.setText("李敏")
    asked.yes.click()
    settle(qtbot, program)
    after = page.view.line
    assert after is not None
    assert (after.row.trades, after.row.rejected) == (line.row.trades - 1, line.row.rejected + 1)
    assert next(one.fate for one in why.model.records if one.trade == trade.trade) == Fate.EXCLUDED
    why.all_trades.click()
    settle(qtbot, program)
    assert len(why.model.records) == told + 1


def rules_of(page: IndexPage, qtbot: QtBot, program: Program) -> IndexRules:
    dialog = page.ask_rules()
    settle(qtbot, program)
    return dialog


def test_rules_are_seen_changed_and_signed(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    before = page.view.line
    dialog = rules_of(page, qtbot, program)
    assert dialog.rules is not None
    assert "尚未设规则" in dialog.said.text()
    assert dialog.rules.entry == {}
    table = dialog.rules.tables["least_mass"]
    table.more.click()
    assert not dialog.save.isEnabled()  # a line without a number
    cell = table.table.item(0, 1)
    assert cell is not None
    cell.setText("0,5 t")
    assert table.values is None
    cell.setText("10")
    dialog.rules.lists["house"].setPlainText("甲厂\n\n 乙厂 ")
    dialog.rules.cap.edit.setText("２５%")
    wanted = {"least_mass": {"": 10.0}, "house": ["甲厂", "乙厂"], "party_cap": 0.25}
    assert dialog.rules.entry == wanted
    asked = dialog.ask_rules()
    assert asked is not None
    asked.name.setText("王主任")
    asked.yes.click()
    settle(qtbot, program)
    assert rules(program.hub.desk.database.conn) == wanted
    assert "王主任" in dialog.said.text()
    assert dialog.rules.entry == wanted
    assert page.view.line is not None
    assert before is not None
    after, all_of = page.view.line.row, before.row.trades + before.row.rejected
    assert after.trades + after.rejected == all_of
    assert after.rejected > before.row.rejected
    dialog.rules.tables["least_mass"].less.click()
    dialog.rules.cap.edit.setText("250")
    asked = dialog.ask_rules()
    assert asked is not None
    asked.yes.click()
    settle(qtbot, program)
    assert "party_cap" in dialog.problem.text()
    assert rules(program.hub.desk.database.conn) == wanted
    dialog.leave.click()


def test_a_group_of_ones_own_is_made_changed_and_given_up(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    dialog = rules_of(page, qtbot, program)
    dialog.part.buttons["groups"].click()
    form = dialog.groups
    assert form is not None
    for name, text in (("code", "prnd_oxide"), ("zh", "自选"), ("en", "Mine")):
        form.lines[name].setText(text)
    for at, weight in ((0, "1"), (4, "3")):
        form.members[at].setCheckState(Qt.CheckState.Checked)
        form.weights[at].setText(weight)
    dialog.save.click()
    settle(qtbot, program)
    assert "prnd_oxide" in dialog.problem.text()  # a product has that code
    form.weights[0].setText("viel")
    assert not dialog.save.isEnabled()
    form.weights[0].setText("1")
    form.lines["code"].setText("mine")
    dialog.save.click()
    settle(qtbot, program)
    assert page.choice.series.findText("自选") >= 0
    form = dialog.groups
    assert form is not None
    form.group.setCurrentIndex(form.group.findData("mine"))
    entry = form.entry
    assert entry == {"code": "mine", "zh": "自选", "en": "Mine", "products": ["la_oxide", "prnd_oxide"],
                     "weights": {"la_oxide": 1.0, "prnd_oxide": 3.0}}  # fmt: skip
    assert form.lines["code"].isReadOnly()
    form.drop.click()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    box.accept()
    settle(qtbot, program)
    assert page.choice.series.findText("自选") < 0
    dialog.leave.click()


def test_an_empty_desk_can_be_given_rules(start: Start, qtbot: QtBot) -> None:
    program = start("en", "index")
    page = page_of(program)
    assert page.buttons["rules"].isEnabled()
    dialog = rules_of(page, qtbot, program)
    assert dialog.rules is not None
    dialog.rules.fill({"platforms": ["exchange"], "source_factor": {"": 0.5, "a": 0.2}})
    assert dialog.rules.entry == {"platforms": ["exchange"], "source_factor": {"": 0.5, "a": 0.2}}
    dialog.leave.click()


def test_publishing_takes_a_name_and_marks_the_periods(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    chosen = periods(page)[5]
    choose(page, chosen, qtbot, program)
    dialog = page.ask_publish()
    assert dialog is not None
    assert chosen in dialog.line.text()
    assert not dialog.yes.isEnabled()
    dialog.name.setText("王主任")
    dialog.yes.click()
    settle(qtbot, program)
    out = {line.span.key for line in page.view.model.records if line.published is not None}
    assert chosen in out
    assert not [period for period in out if period > chosen]
    assert page.view.quality.figures["out"].value.text() == "✓ v1"
    line = page.view.line
    assert line is not None
    assert line.published is not None
    assert line.published.error_percent is not None
    assert page.view.quality.figures["error"].value.text() == f"± {line.published.error_percent:.2f} %"
    assert "王主任" in page.view.quality.figures["out"].toolTip()
    page.buttons["differences"].click()
    settle(qtbot, program)
    assert page.differences.isVisible()
    assert page.about.isVisible()
    assert not page.differences.restate.isEnabled()
    page.differences.back.click()
    assert page.view.isVisible()


def test_the_table_is_exported_as_csv_and_as_a_workbook(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(program)
    for name in ("指数.csv", "指数.xlsx"):
        page.save(str(tmp_path / name))
        settle(qtbot, program)
    rows = list(csv.reader((tmp_path / "指数.csv").read_text(encoding="utf-8-sig").splitlines()))
    book = CalamineWorkbook.from_path(str(tmp_path / "指数.xlsx")).get_sheet_by_index(0).to_python()
    about = [row[0] for row in rows if len(row) == 1]
    assert LABEL in about
    assert any("示例数据" in line for line in about)
    assert any("不含税" in line for line in about)
    line, first, cells = page.view.model.records[0], rows[len(about) + 1], book[len(about) + 1]
    assert first[0] == cells[0] == line.span.key
    assert isinstance(cells[1], float)
    assert cells[1] == float(first[1]) == round(line.values[0] or 0.0, 2)
    assert len(rows) == len(about) + 1 + len(page.view.model.records)


def test_the_curve_is_exported_as_a_picture(program: Program, tmp_path: Path) -> None:
    page = page_of(program)
    page.save(str(tmp_path / "指数.png"))
    assert QImage(str(tmp_path / "指数.png")).width() > 1000
    page.save(str(tmp_path / "no" / "folder.png"))
    assert "folder.png" in program.window.strip.line.text()


def test_ctrl_s_asks_where_to(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.view.table.setFocus()
    page.buttons["export"].click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert [kind.split()[0] for kind in dialog.nameFilters()] == ["XLSX", "CSV", "PNG"]
    dialog.reject()


def test_a_past_state_is_shown_and_cannot_be_published(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.choice.known_on.setText("2020-01-01")
    qtbot.keyClick(page.choice.known_on, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert periods(page) == []
    assert "2020-01-01" in page.about.text()
    assert not page.buttons["publish"].isEnabled()
    assert not page.view.chart.isVisible()
    assert not page.view.quality.isVisible()


def test_an_answer_for_another_choice_is_dropped(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    for every in ("day", "month", "quarter", "month"):
        page.choice.every.buttons[every].click()
    settle(qtbot, program)
    assert all(len(period) == len("2026-01") for period in periods(page))
    for row in range(page.view.model.rowCount()):
        page.view.table.choose(row)
    settle(qtbot, program)
    assert periods(page)[-1] in page.view.why.moved_by.text() or page.view.why.bars.bars == ()


def test_the_official_comparison_is_on_the_curves_page(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.choice.series.setCurrentIndex(page.choice.series.findData("magnets"))
    settle(qtbot, program)
    page.buttons["official"].click()
    settle(qtbot, program)
    curves = program.window.page("curves")
    assert isinstance(curves, CurvesPage)
    assert program.window.stack.currentWidget() is curves
    assert "磁性材料" in curves.chart.head.name.text()


def test_the_methodology_is_read_and_saved(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(program)
    dialog = page.ask_method()
    assert dialog is not None
    settle(qtbot, program)
    assert LABEL in dialog.text.toPlainText()
    file = tmp_path / "方法.pdf"
    dialog.save_pdf(str(file))
    settle(qtbot, program)
    assert file.read_bytes().startswith(b"%PDF")
    dialog.accept()


def test_the_keyboard_walks_the_periods(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    page.focus_first()
    qtbot.keyClick(page.view.table, Qt.Key.Key_Down)
    settle(qtbot, program)
    assert page.view.line is not None
    assert page.view.line.span.key == periods(page)[1]
    assert periods(page)[1] in page.view.why.moved.text()


def test_the_language_changes_with_all_that_is_shown(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    program.hub.speak("en")
    settle(qtbot, program)
    assert headings(page)[1] == "First period = 100 (pts)"
    assert page.choice.bases.text() == "First period"
    assert page.choice.series.currentText() == "Rare earth composite"
    assert "not an official" in page.about.text()
    assert page.view.why.moved.text().startswith("Why")


def test_what_has_to_be_restated_is_with_a_notice(start: Start, sample_desk: Path, qtbot: QtBot) -> None:
    with open_desk(sample_desk) as desk:
        publish_index(desk, ["composite"], Every.WEEK, None, "王主任")
        last = versions(desk.database.conn, "composite", "week")[-1]
        week = parse_period(last.period)
        inside = [trade for trade in list_trades(desk) if week.start <= trade.trade_date <= week.end]
        trades = sorted(
            (trade for trade in inside if trade.product == "prnd_oxide"), key=lambda trade: trade.price_ex_vat
        )
        for trade in trades[1:]:
            judge_trade(desk, trade.id, Fate.EXCLUDED, "退货", "李敏")
    program = start(page="index")
    settle(qtbot, program)
    page = page_of(program)
    page.buttons["differences"].click()
    settle(qtbot, program)
    panel = page.differences
    found = {one.period: one for one in panel.model.records}
    assert found[last.period].ruling == "restate"
    assert panel.restate.isEnabled()
    dialog = panel.ask()
    dialog.reason.setText("一笔成交退货")
    dialog.name.setText("王主任")
    dialog.yes.click()
    settle(qtbot, program)
    assert last.period not in {one.period for one in panel.model.records}
    panel.back.click()
    newest = next(line for line in page.view.model.records if line.span.key == last.period)
    assert newest.published is not None
    assert (newest.published.version, newest.published.notice) == (2, "一笔成交退货")


def test_an_empty_desk_says_what_to_do(start: Start, qtbot: QtBot) -> None:
    program = start("en", "index")
    page = page_of(program)
    assert page.empty.isVisible()
    assert not page.buttons["publish"].isEnabled()
    page.empty.first.click()
    settle(qtbot, program)
    assert page.view.isVisible()
    assert page.view.model.rowCount() > 50
