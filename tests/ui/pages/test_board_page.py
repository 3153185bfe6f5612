"""The price board in the window: narrowed, sorted, on another basis, copied, saved, opened; rows stay in place."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.due import State
from desk_app.ui.app import Program
from desk_app.ui.board.board_columns import ORDER, SPARK, value_text
from desk_app.ui.board.board_view import BoardView
from desk_app.ui.importing import build_curves
from desk_app.ui.pages.board_page import BoardPage
from desk_app.ui.pages.curves_page import CurvesPage
from tests.jobs.trade_files import take, write_trades
from tests.ui.conftest import Start, settle


@pytest.fixture
def program(start: Start, sample_desk: Path) -> Program:
    return start(page="board")


def page_of(program: Program) -> BoardPage:
    page = program.window.page("board")
    assert isinstance(page, BoardPage)
    return page


def view_of(program: Program) -> BoardView:
    view = page_of(program).view
    assert view is not None
    return view


def codes(view: BoardView) -> list[str]:
    return [view.code_at(row) for row in range(view.model.rowCount())]


def cell(view: BoardView, code: str, key: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    return view.model.data(view.model.index(codes(view).index(code), ORDER.index(key)), role)


def test_every_series_is_on_it_indices_first(program: Program) -> None:
    view = view_of(program)
    assert codes(view)[:3] == ["composite", "light", "medium_heavy"]
    assert "prnd_oxide" in codes(view)
    assert cell(view, "prnd_oxide", "name") == "氧化镨钕"
    assert (cell(view, "prnd_oxide", "unit"), cell(view, "composite", "unit")) == ("元/吨", "点")
    about = page_of(program).about.text()
    for words in ("企业内部参考曲线(非稀交所官方指数)", "不含税", "行情日 2026-", "示例数据"):
        assert words in about


def test_a_figure_says_what_it_was_counted_from(program: Program) -> None:
    view = view_of(program)
    tip = str(cell(view, "prnd_oxide", "chosen_average", Qt.ItemDataRole.ToolTipRole))
    assert "笔成交" in tip
    assert "元/吨 不含税" in tip
    assert "比 " in str(cell(view, "prnd_oxide", "step_percent", Qt.ItemDataRole.ToolTipRole))
    head = view.model.headerData(ORDER.index("week_percent"), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "上周末" in head
    for key in ORDER:
        for row in range(view.model.rowCount()):
            assert "{" not in str(view.model.data(view.model.index(row, ORDER.index(key)), Qt.ItemDataRole.ToolTipRole))


def test_sorting_by_value_keeps_indices_on_top(program: Program, qtbot: QtBot) -> None:
    view = view_of(program)
    view.table.sortByColumn(ORDER.index("last"), Qt.SortOrder.DescendingOrder)
    indices = [row.track.unit for row in view.model.records]
    assert indices == sorted(indices), "points before yuan"
    prices = [row.last for row in view.model.records if row.track.unit == "yuan/t"]
    assert prices == sorted(prices, reverse=True)


def test_rows_stay_where_they_are_when_figures_come(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    view = view_of(program)
    view.table.sortByColumn(ORDER.index("last"), Qt.SortOrder.DescendingOrder)
    before = codes(view)
    view.table.choose(before.index("la_oxide"))
    newest = view.shown.board.on.isoformat()
    lines = [(newest, "氧化镧", "5", "4300"), (newest, "氧化镧", "500", "4290")]
    take(program.hub.desk, write_trades(tmp_path / "more.csv", lines, 9000))
    old = cell(view, "la_oxide", "last")
    build_curves(program.hub)
    settle(qtbot, program)
    assert codes(view) == before
    assert view.code == "la_oxide"
    assert cell(view, "la_oxide", "last") != old


def test_it_follows_when_it_is_looked_at(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Behind another page it is not read again with every trade; shown, it is, and in the order of its column."""
    view = view_of(program)
    view.table.sortByColumn(ORDER.index("trades"), Qt.SortOrder.DescendingOrder)
    before = view.shown.board
    program.window.show_page("ore")
    newest = before.on.isoformat()
    lines = [(newest, "氧化镧", "5", str(4100 + at)) for at in range(40)]
    take(program.hub.desk, write_trades(tmp_path / "more.csv", lines, 9000))
    build_curves(program.hub)
    settle(qtbot, program)
    assert view.shown.board is before
    program.window.show_page("board")
    settle(qtbot, program)
    assert view.shown.board is not before
    program.window.show_page("ore")
    program.window.show_page("board")
    trades = [row.track.trades for row in view.model.records if row.track.unit == "yuan/t"]
    assert trades == sorted(trades, reverse=True)
    assert trades[0] > 5


def test_a_word_narrows_it(program: Program, qtbot: QtBot) -> None:
    page, view = page_of(program), view_of(program)
    for typed, wanted in (
        ("镨钕", "prnd_oxide"),
        ("PRND", "prnd_oxide"),
        ("la_ox", "la_oxide"),
        ("Terbium", "tb_oxide"),
    ):
        page.choice.search.setText(typed)
        qtbot.waitUntil(partial(lambda code: code in codes(view) and view.model.rowCount() < 10, wanted))
    page.choice.search.clear()
    qtbot.waitUntil(lambda: view.model.rowCount() > 20)


def test_with_vat_and_over_another_stretch(program: Program, qtbot: QtBot) -> None:
    page, view = page_of(program), view_of(program)
    plain = next(row for row in view.model.records if row.track.code == "prnd_oxide")
    page.choice.tax.buttons["incl"].click()
    settle(qtbot, program)
    taxed = next(row for row in view.model.records if row.track.code == "prnd_oxide")
    assert taxed.last == pytest.approx(plain.last * 1.13)
    assert "含税，由不含税" in page.about.text()
    assert program.hub.settings["board_tax"] == "incl"
    edit = page.choice.period.lineEdit()
    assert edit is not None
    edit.setText("2026Q1")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert view.shown.board.stretch.key == "2026Q1"
    at = ORDER.index("chosen_average")
    assert view.model.headerData(at, Qt.Orientation.Horizontal) == "2026Q1 均价"
    edit.setText("去年夏天")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.choice.period.property("bad")
    assert "不是日期或期间" in program.window.strip.line.text()
    assert view.shown.board.stretch.key == "2026Q1"
    assert program.hub.settings["board_period"] == "2026Q1"
    page.choice.period.setCurrentIndex(page.choice.period.findData("last_quarter"))
    page.choice.period.activated.emit(page.choice.period.currentIndex())
    settle(qtbot, program)
    assert view.shown.board.stretch.key == "2026Q3"


def test_copied_for_a_spreadsheet(program: Program, qtbot: QtBot) -> None:
    view = view_of(program)
    view.table.choose(codes(view).index("prnd_oxide"))
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    (line,) = QGuiApplication.clipboard().text().splitlines()
    cells = line.split("\t")
    assert cells[:3] == ["氧化镨钕", "prnd_oxide", "元/吨 不含税"]
    assert float(cells[3]) > 0, "a plain number"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view.table, Qt.Key.Key_C, both)
    text = QGuiApplication.clipboard().text()
    assert text.endswith(line)
    for words in ("企业内部参考曲线", "最新 (元/吨 不含税)", "涨跌幅 (%)", "行情日 2026-", "导出日期"):
        assert words in text


def test_saved_as_shown(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page, view = page_of(program), view_of(program)
    view.narrow("镨钕")
    for name in ("行情.csv", "行情.xlsx"):
        page.save(str(tmp_path / name))
        settle(qtbot, program)
        assert (tmp_path / name).stat().st_size > 200
    text = (tmp_path / "行情.csv").read_text(encoding="utf-8-sig")
    assert "prnd_oxide" in text
    assert "dy_oxide" not in text
    page.save(str(tmp_path / "no" / "folder.csv"))
    settle(qtbot, program)
    assert "folder.csv" in program.window.strip.line.text()


@pytest.mark.parametrize("way", ["enter", "double"])
def test_enter_or_a_double_click_opens_the_curve(program: Program, qtbot: QtBot, way: str) -> None:
    view = view_of(program)
    row = codes(view).index("dy_oxide")
    view.table.choose(row)
    if way == "enter":
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    else:
        at = view.table.visualRect(view.model.index(row, 0)).center()
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, program)
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    assert program.window.stack.currentWidget() is page
    assert "氧化镝" in page.chart.head.name.text()


def test_old_figures_are_grey_and_say_so(program: Program) -> None:
    """The samples end some day: what is older than that is stale."""
    view = view_of(program)
    row = view.model.record(0)
    if view.shown.due(row).state is State.STALE:
        colour = cell(view, row.track.code, "last", Qt.ItemDataRole.ForegroundRole)
        assert colour == QColor(program.theme.palette["text_faint"])
        assert "已过期" in str(cell(view, row.track.code, "last", Qt.ItemDataRole.ToolTipRole))
    assert str(cell(view, row.track.code, "day")).endswith("天前") or cell(view, row.track.code, "day") == "今天"


def test_the_menu_of_a_row(program: Program) -> None:
    view = view_of(program)
    wanted: list[str] = []
    program.hub.alert_wanted.disconnect()
    view.alert_wanted.connect(wanted.append)
    menu = view.menu(QPoint(5, view.table.rowViewportPosition(2) + 4))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "打开曲线"
    menu.actions()[1].trigger()
    assert wanted == [view.code_at(2)]


def test_columns_stay_as_they_were_drawn(program: Program) -> None:
    view = view_of(program)
    header = view.table.horizontalHeader()
    header.moveSection(header.visualIndex(ORDER.index(SPARK)), 1)
    assert program.hub.settings["board_columns"].split(",")[1] == SPARK
    again = BoardView(program.hub, view.shown.ground, view.shown.board)
    assert again.table.horizontalHeader().logicalIndex(1) == ORDER.index(SPARK)
    again.deleteLater()


def test_in_english(start: Start, sample_desk: Path) -> None:
    view = view_of(start("en", "board"))
    assert cell(view, "prnd_oxide", "name") == "PrNd oxide"
    assert value_text(626_996.01, view.model.record(view.model.rowCount() - 1).track.origin) == "626,996"


def test_an_empty_desk_says_what_to_do(start: Start, qtbot: QtBot) -> None:
    program = start(page="board")
    page = page_of(program)
    assert page.views.currentWidget() is page.empty
    assert not page.buttons["export"].isEnabled()
    page.empty.first.click()
    settle(qtbot, program)
    assert view_of(program).model.rowCount() > 20
