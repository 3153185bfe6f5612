"""The tools of the curves page through the real window: their keys, what they draw, what leaves the desk."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.curve import day_number, day_of
from desk_app.ui.app import Program
from desk_app.ui.curves.finder import Finder
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.note_dialog import NoteDialog
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Panel, Role, Shown
from tests.ui.conftest import PATIENCE, Start, settle

TWO = ["prnd_oxide", "nd_oxide"]


@pytest.fixture
def program(start: Start, sample_desk: Path, qtbot: QtBot) -> Program:
    made = start(page="curves")
    show(made, TWO, qtbot)
    return made


def page_of(program: Program) -> CurvesPage:
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    return page


def show(program: Program, codes: list[str], qtbot: QtBot) -> None:
    page_of(program).show_series(codes)
    settle(qtbot, program)


def view_of(program: Program) -> ChartView:
    view = page_of(program).chart.view
    assert view is not None
    return view


def press(program: Program, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page_of(program).list.table, key)
        settle(qtbot, program)


def shown(program: Program, wanted: Callable[[Shown], bool]) -> list[Shown]:
    return [each for each in view_of(program).shown if wanted(each)]


def point(program: Program, at: int) -> float:
    """Put the crosshair on a value of the first curve; its day."""
    day = float(view_of(program).shown[0].curve.days[view_of(program).shown[0].curve.known[at]])
    view_of(program).point_at(day)
    return day


def test_every_tool_has_a_key_that_its_tip_shows(program: Program) -> None:
    tools = page_of(program).chart.tools
    for action in tools.actions_.values():
        assert action.shortcut().toString() in action.toolTip()
        assert action.text()
    assert len({action.shortcut().toString() for action in tools.actions_.values()}) == len(tools.actions_)
    hidden = [name for name, button in tools.buttons.items() if not button.isVisible()]
    assert [tools.actions_[name] for name in hidden] == tools.more.menu().actions()


def test_rebase_at_the_crosshair_and_back(program: Program, qtbot: QtBot) -> None:
    before = [each.curve.values.copy() for each in view_of(program).shown]
    day = point(program, -30)
    press(program, qtbot, Qt.Key.Key_R)
    for each in view_of(program).shown:
        at = int(np.searchsorted(each.curve.days[each.curve.known], day, side="right")) - 1
        assert each.curve.unit == "points"
        assert each.curve.values[each.curve.known[at]] == pytest.approx(100.0)
    strip = page_of(program).chart.strip.text()
    assert f"以 {day_of(day)} = 100" in view_of(program).canvas.stamped
    assert "100.00" in strip
    assert f"{before[0][view_of(program).shown[0].curve.known[-30]]:,.0f}" in strip
    press(program, qtbot, Qt.Key.Key_R)
    np.testing.assert_array_equal(view_of(program).shown[0].curve.values, before[0])


def test_percent_counts_from_the_left_edge_wherever_it_is(program: Program, qtbot: QtBot) -> None:
    press(program, qtbot, Qt.Key.Key_P, Qt.Key.Key_2)
    curve = view_of(program).shown[0].curve
    assert curve.unit == "percent"
    left = view_of(program).days_shown[0]
    qtbot.waitUntil(lambda: _at(view_of(program).shown[0], left) == pytest.approx(0.0), timeout=PATIENCE)
    press(program, qtbot, Qt.Key.Key_4)
    further = view_of(program).days_shown[0]
    assert further < left
    qtbot.waitUntil(lambda: _at(view_of(program).shown[0], further) == pytest.approx(0.0), timeout=PATIENCE)


def _at(each: Shown, day: float) -> float:
    known = each.curve.known
    place = int(np.searchsorted(each.curve.days[known], day, side="right")) - 1
    return float(each.curve.values[known[max(place, 0)]])


def test_spread_and_ratio_of_the_first_two_lie_below(program: Program, qtbot: QtBot) -> None:
    press(program, qtbot, Qt.Key.Key_S, Qt.Key.Key_Slash)
    spread, ratio = shown(program, lambda each: each.panel is Panel.BELOW)
    first, second = (each.curve for each in view_of(program).shown[:2])
    day = np.intersect1d(first.days[first.known], second.days[second.known])[-1]
    one, other = (float(curve.values[np.searchsorted(curve.days, day)]) for curve in (first, second))
    at = int(np.searchsorted(spread.curve.days, day))
    assert spread.curve.values[at] == pytest.approx(one - other)
    assert ratio.curve.values[at] == pytest.approx(one / other)
    view_of(program).point_at(float(day))
    assert f"{round(one - other):,}" in page_of(program).chart.strip.text()


def test_what_cannot_be_subtracted_says_so_in_names(program: Program, qtbot: QtBot) -> None:
    show(program, ["prnd_oxide", "composite"], qtbot)
    press(program, qtbot, Qt.Key.Key_S)
    told = page_of(program).chart.told
    assert not told.isHidden()
    assert "氧化镨钕" in told.text()
    assert "单位不同" in told.text()
    show(program, ["prnd_oxide"], qtbot)
    assert "两条曲线" in told.text()
    press(program, qtbot, Qt.Key.Key_S)
    assert told.isHidden()


def test_the_named_spread_needs_none_of_its_parts_on_view(program: Program, qtbot: QtBot) -> None:
    show(program, ["dy_oxide"], qtbot)
    press(program, qtbot, Qt.Key.Key_T)
    (spread,) = shown(program, lambda each: each.panel is Panel.BELOW)
    assert "镨钕−镧铈" in spread.name
    assert float(np.nanmedian(spread.curve.values)) > 100_000


def test_averages_from_the_menu_and_a_typed_one(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    press(program, qtbot, Qt.Key.Key_A)
    menu = page.chart.tools.menus["averages"].menu()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible, timeout=PATIENCE)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:6] == ["均线 5", "均线 10", "均线 20", "均线 60", "指数均线 12", "指数均线 26"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert list(page.chart.looks.averages) == ["sma5"]
    dialog = page.hands.ask_average("ema")
    dialog.setTextValue("33")
    dialog.accept()
    averages = shown(program, lambda each: each.role is Role.AVERAGE)
    assert [each.name for each in averages] == ["氧化镨钕 均线5", "氧化镨钕 指数均线33"]
    values = view_of(program).shown[0].curve
    last = values.values[values.known[-5:]].mean()
    assert averages[0].curve.values[averages[0].curve.known[-1]] == pytest.approx(last)
    page.hands.take_count("sma", "0")
    assert "1 至 1000" in program.window.strip.line.text()
    assert list(page.chart.looks.averages) == ["sma5", "ema33"]


def test_the_quarter_band_tonnage_and_deals(program: Program, qtbot: QtBot) -> None:
    press(program, qtbot, Qt.Key.Key_Q, Qt.Key.Key_V, Qt.Key.Key_D)
    (band,) = shown(program, lambda each: each.upper is not None)
    assert band.upper is not None
    at = band.curve.known[-1]
    assert band.curve.values[at] <= view_of(program).shown[0].curve.values[at] <= band.upper.values[at]
    (tonnes,) = shown(program, lambda each: each.role is Role.BARS)
    assert tonnes.panel is Panel.VOLUME
    (deals,) = shown(program, lambda each: each.role is Role.DOTS)
    first = view_of(program).shown[0].curve
    day = first.days[first.known[-1]]
    those = deals.curve.days == day
    weighted = (deals.curve.values[those] * deals.curve.tonnes[those]).sum() / deals.curve.tonnes[those].sum()
    assert first.values[first.known[-1]] == pytest.approx(weighted)
    view_of(program).point_at(float(day))
    strip = page_of(program).chart.strip.text()
    assert "吨加权" in strip
    assert "等级" in strip


def test_closed_days_and_events_are_on_until_they_are_turned_off(program: Program, qtbot: QtBot) -> None:
    easel = page_of(program).chart.easel
    closed = [day_of(day) for first, end in easel.stretches for day in np.arange(first, end)]
    calendar = easel.facts.calendar
    assert calendar is not None
    assert len(closed) > 100
    assert not any(calendar.is_trading(day) for day in closed)
    assert any(pin.kind == "价" for pin in easel.pins)
    assert easel.beneath() == ""
    easel.facts = replace(easel.facts, calendar=replace(calendar, first=date(2026, 6, 1)))
    assert "2026-06-01 之前的假期未知" in easel.beneath()
    press(program, qtbot, Qt.Key.Key_W, Qt.Key.Key_E)
    assert easel.beneath() == ""
    assert (page_of(program).chart.looks.closed, page_of(program).chart.looks.events) == (False, False)


def test_measuring_tells_difference_percent_and_days(program: Program, qtbot: QtBot) -> None:
    first = view_of(program).shown[0].curve
    start, end = (int(first.known[at]) for at in (-20, -1))
    view_of(program).point_at(float(first.days[start]))
    press(program, qtbot, Qt.Key.Key_M)
    view_of(program).point_at(float(first.days[end]))
    text = page_of(program).chart.measured.text()
    percent = (first.values[end] / first.values[start] - 1) * 100
    assert first.periods[start] in text
    assert f"{abs(percent):.2f} %" in text
    press(program, qtbot, Qt.Key.Key_M)
    assert page_of(program).chart.measured.isHidden()


def test_compare_finds_a_series_by_a_few_letters(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    press(program, qtbot, Qt.Key.Key_C)
    (finder,) = page.findChildren(Finder)
    QTest.keyClicks(finder.line, "dyox")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert page.side.codes == [*TWO, "dy_oxide"]
    assert [each.name for each in view_of(program).shown] == ["氧化镨钕", "氧化钕", "氧化镝"]


def test_a_note_is_written_on_the_day_pointed_at(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    day = day_of(point(program, -10))
    press(program, qtbot, Qt.Key.Key_N)
    (dialog,) = page.findChildren(NoteDialog)
    settle(qtbot, program)
    assert dialog.day.text() == day.isoformat()
    dialog.name.setText("王")
    dialog.text.setPlainText("包钢招标")
    dialog.save.click()
    settle(qtbot, program)
    notes = [pin for pin in page.chart.easel.pins if pin.kind == "记"]
    assert [pin.day for pin in notes] == [float(day_number(day))]
    assert "包钢招标" in notes[0].text


def test_an_alert_is_set_on_the_first_curve(program: Program, qtbot: QtBot) -> None:
    wanted: list[str] = []
    program.hub.alert_wanted.disconnect()
    program.hub.alert_wanted.connect(wanted.append)
    press(program, qtbot, Qt.Key.Key_B)
    assert wanted == TWO[:1]


def test_colours_turn_with_a_key(program: Program, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        press(program, qtbot, Qt.Key.Key_X)
        seen.append(program.hub.settings["rise"])
    assert seen == ["green", "blue", "red"]


def test_brackets_step_through_the_frequencies(program: Program, qtbot: QtBot) -> None:
    chart = page_of(program).chart
    for key, every in (
        (Qt.Key.Key_BracketRight, "week"),
        (Qt.Key.Key_BracketRight, "month"),
        (Qt.Key.Key_BracketLeft, "week"),
    ):
        press(program, qtbot, key)
        assert chart.every.value == every
        assert view_of(program).shown[0].curve.every.value == every


def test_a_stretch_zoomed_to_by_hand_stays_when_curves_come_anew(program: Program, qtbot: QtBot) -> None:
    view, page = view_of(program), page_of(program)
    page.chart.show_days(*(float(view.shown[0].curve.days[at]) for at in (-60, -40)))
    stretch = view.days_shown
    day = point(program, -50)
    press(program, qtbot, Qt.Key.Key_Q)
    program.hub.curves_changed.emit()
    settle(qtbot, program)
    assert view.days_shown == pytest.approx(stretch)
    assert view.point_day == day
    assert page.side.codes == TWO
    assert page.chart.looks.band
    assert page.chart.ranges.current == ""
    press(program, qtbot, Qt.Key.Key_1)
    assert page.chart.ranges.current == "1M"
    assert view.days_shown != pytest.approx(stretch)


def test_values_on_view_are_copied_as_a_table_with_units_and_source(program: Program, qtbot: QtBot) -> None:
    page = page_of(program)
    press(program, qtbot, Qt.Key.Key_1)
    view_of(program).setFocus()
    qtbot.keyClick(view_of(program), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, program)
    lines = QGuiApplication.clipboard().text().split("\n")
    head = next(at for at, line in enumerate(lines) if "\t" in line)
    assert "企业内部参考曲线(非稀交所官方指数)" in lines[0]
    assert any("来源" in line for line in lines[:head])
    assert lines[head].split("\t") == [
        "期间", "氧化镨钕 (元/吨，不含税)", "氧化镨钕 等级", "氧化钕 (元/吨，不含税)", "氧化钕 等级",
    ]  # fmt: skip
    newest = lines[-1].split("\t")
    assert newest[1] == page.chart.head.value.text().replace(",", "")
    low, high = view_of(program).days_shown
    assert len(lines) - head - 1 <= high - low


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "xlsx", "csv"])
def test_what_is_on_view_is_written_to_a_file(program: Program, qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    page = page_of(program)
    press(program, qtbot, Qt.Key.Key_Q, Qt.Key.Key_V)
    path = tmp_path / f"曲线.{kind}"
    page.hands.save(str(path))
    settle(qtbot, program)
    assert "已保存" in program.window.strip.line.text()
    if kind == "png":
        image = QImage(str(path))
        assert image.width() == 3189
        assert image.dotsPerMeterX() == 11811
    elif kind == "svg":
        assert "企业内部参考曲线" in path.read_text(encoding="utf-8")
    elif kind == "pdf":
        document = pypdfium2.PdfDocument(path)
        text = document[0].get_textpage().get_text_range()
        assert (len(document), document[0].get_size()[0] > document[0].get_size()[1]) == (1, True)
        assert "企业内部参考曲线(非稀交所官方指数)" in text.replace("\r\n", "")
        assert "氧化镨钕" in text
        assert "取数时间" in text
        document.close()
    elif kind == "csv":
        assert "企业内部参考曲线" in path.read_text(encoding="utf-8-sig")
    else:
        assert path.read_bytes()[:2] == b"PK"


def test_a_place_that_cannot_be_written_to_is_one_line(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    for kind in ("png", "csv"):
        page_of(program).hands.save(str(tmp_path / "no" / f"folder.{kind}"))
        settle(qtbot, program)
        assert "folder" in program.window.strip.line.text()
    assert not list(tmp_path.glob("no"))


def test_layouts_are_saved_called_up_renamed_and_deleted(program: Program, qtbot: QtBot, desk_data: Path) -> None:
    page = page_of(program)
    press(program, qtbot, Qt.Key.Key_Q, Qt.Key.Key_2, Qt.Key.Key_BracketRight)
    dialog = page.layouts.ask_name()
    dialog.setTextValue("早会")
    dialog.accept()
    press(program, qtbot, Qt.Key.Key_Q, Qt.Key.Key_1, Qt.Key.Key_BracketLeft)
    show(program, ["dy_oxide"], qtbot)
    menu = QMenu()
    page.layouts.fill(menu)
    menu.actions()[0].trigger()
    settle(qtbot, program)
    assert page.side.codes == TWO
    assert (page.chart.every.value, page.chart.ranges.current, page.chart.looks.band) == ("week", "3M", True)
    renamed = page.layouts.ask_rename("早会")
    assert isinstance(renamed, QInputDialog)
    assert renamed.textValue() == "早会"
    renamed.setTextValue("晚会")
    renamed.accept()
    assert [each["name"] for each in json.loads((desk_data / "layouts.json").read_text("utf-8"))["named"]] == ["晚会"]
    page.layouts.save(" ")
    assert "名称" in program.window.strip.line.text()
    page.layouts.delete("晚会")
    assert not page.layouts.kept.named


def test_the_next_start_finds_the_page_as_it_was_left(program: Program, start: Start, qtbot: QtBot) -> None:
    press(program, qtbot, Qt.Key.Key_Q, Qt.Key.Key_5)
    page_of(program).keep()
    program.close()
    again = start(page="curves")
    page = page_of(again)
    assert page.side.codes == TWO
    assert page.chart.ranges.current == "YTD"
    assert page.chart.looks.band
    assert len(view_of(again).shown) == 4
