"""Official points in the window: taken, listed under their own heading, drawn beside ours, never mixed up with them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desk_app.jobs.list_official import list_official
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.ui.app import Program
from desk_app.ui.curves.official import ask_official
from desk_app.ui.pages.curves_page import CurvesPage
from desk_app.ui.pages.official_dialog import OfficialDialog
from tests.jobs.official_files import ABOUT, WEEKS, write_points
from tests.ui.conftest import Start, settle

Filled = Callable[..., Program]
CODE = "official:X"


@pytest.fixture
def filled(start: Start, sample_desk: Path, tmp_path: Path) -> Filled:
    """A window over samples, with one official series."""

    def open_window(language: str = "zh_CN", *, official: bool = True) -> Program:
        with open_desk(sample_desk) as desk:
            if official:
                take_official(desk, OfficialRequest(write_points(tmp_path / "点位.csv", WEEKS), "X", ABOUT))
        return start(language, "curves")

    return open_window


def page_of(program: Program) -> CurvesPage:
    page = program.window.page("curves")
    assert isinstance(page, CurvesPage)
    return page


def fill_in(dialog: OfficialDialog, path: Path, code: str = "Y") -> None:
    dialog.file.setText(str(path))
    dialog.code.setCurrentText(code)
    for name in ("name", "owner", "base"):
        dialog.lines[name].setText(ABOUT[name])
    for name, box in dialog.choices.items():
        box.setCurrentIndex(box.findData(ABOUT[name]))


def test_they_stand_under_their_own_heading_with_their_owner(filled: Filled) -> None:
    page = page_of(filled())
    assert page.officials.heading.text() == "官方点位"
    (info,) = page.officials.model.records
    texts = [column.show(info) for column in page.officials.model.columns]
    assert texts[1:4] == ["某指数", "某发布机构", "101.5"]
    assert CODE not in {series.code for series in page.list.model.records}
    tip = page.officials.model.columns[1].tip
    assert tip is not None
    assert all(part in tip(info) for part in ("某发布机构", "2010年=100", "未注明", "点位.csv", "天前"))


def test_without_any_there_is_no_empty_list(filled: Filled) -> None:
    page = page_of(filled(official=False))
    assert page.officials.isHidden()
    assert page.take_official.isEnabled()


def test_beside_one_of_ours_both_start_from_a_hundred_and_the_difference_is_said(filled: Filled, qtbot: QtBot) -> None:
    program = filled()
    page = page_of(program)
    page.show_series(["composite", CODE])
    settle(qtbot, program)
    view = page.chart.view
    assert view is not None
    own, official = view.shown
    assert (own.official, official.official, own.sign, official.sign) == (False, True, "●", "◇")
    assert official.curve.values[0] == pytest.approx(100.0)
    assert list(official.curve.values) == pytest.approx([100.0, 103.2, 101.5])
    beneath = page.chart.beneath.text()
    assert not page.chart.beneath.isHidden()
    assert all(
        part in beneath for part in ("跟踪差异", "2026-W02", "某发布机构", "2010年=100", "税口径未注明", "点位.csv")
    )
    assert "企业内部参考曲线(非稀交所官方指数)" in view.canvas.stamped
    assert "2026-W02 = 100" in view.canvas.stamped


def test_readings_stay_what_they_are(filled: Filled, qtbot: QtBot) -> None:
    program = filled()
    page = page_of(program)
    page.show_series(["composite", CODE])
    settle(qtbot, program)
    assert page.chart.view is not None
    first = page.chart.view.shown[1].curve.days[1]
    page.chart.view.point_at(float(first))
    assert "<b>103.20</b>" in page.chart.strip.text()
    level = next(series.latest_value for series in page.list.model.records if series.code == "composite")
    assert level is not None
    assert page.chart.head.value.text() == f"{level:,.2f}"


def test_with_more_than_two_every_curve_is_drawn_as_it_stands(filled: Filled, qtbot: QtBot) -> None:
    program = filled()
    page = page_of(program)
    page.show_series(["composite", "prnd_oxide", CODE])
    settle(qtbot, program)
    assert page.chart.view is not None
    units = {each.curve.code: each.curve.unit for each in page.chart.view.shown}
    assert units["prnd_oxide"] == "yuan/t"
    assert "跟踪差异" not in page.chart.beneath.text()
    assert "某发布机构" in page.chart.beneath.text()
    assert "= 100 绘制" not in page.chart.view.canvas.stamped


def test_alone_it_is_never_called_ours(filled: Filled, qtbot: QtBot, tmp_path: Path) -> None:
    program = filled("en")
    page = page_of(program)
    page.show_series([CODE])
    settle(qtbot, program)
    assert page.chart.view is not None
    assert page.chart.head.name.text() == "某指数"
    assert page.chart.head.value.text() == "101.5"
    assert "In-house" not in page.chart.view.canvas.stamped
    assert "某发布机构" in page.chart.view.canvas.stamped
    page.hands.save(str(tmp_path / "official.png"))
    settle(qtbot, program)
    assert QImage(str(tmp_path / "official.png")).width() > 1000


def test_the_frequency_buttons_leave_official_points_alone(filled: Filled, qtbot: QtBot) -> None:
    program = filled()
    page = page_of(program)
    page.show_series(["composite", CODE])
    page.chart.frequencies.buttons["month"].click()
    settle(qtbot, program)
    assert page.chart.view is not None
    own, official = page.chart.view.shown
    assert (own.curve.every, official.curve.every) == ("month", "week")
    assert np.isfinite(official.curve.values).all()


def test_a_file_is_taken_through_the_dialog_and_taken_back(filled: Filled, qtbot: QtBot, tmp_path: Path) -> None:
    program = filled(official=False)
    page = page_of(program)
    qtbot.mouseClick(page.take_official, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(OfficialDialog)
    fill_in(dialog, write_points(tmp_path / "新.csv", WEEKS))
    dialog.take.click()
    settle(qtbot, program)
    assert not page.findChildren(OfficialDialog)
    assert "新 3" in page.notice.text.text()
    assert page.officials.codes == ["official:Y"]
    assert not page.officials.isHidden()
    page.notice.buttons[0].click()
    settle(qtbot, program)
    assert list_official(program.hub.desk) == ()
    assert page.officials.isHidden()
    assert page.chart.view is not None
    assert not any(each.official for each in page.chart.view.shown)


def test_what_is_missing_is_said_in_the_dialog(filled: Filled, qtbot: QtBot, tmp_path: Path) -> None:
    program = filled(official=False)
    dialog = ask_official(page_of(program))
    dialog.take.click()
    assert "还没有选择文件" in dialog.problem.text()
    fill_in(dialog, write_points(tmp_path / "新.csv", WEEKS))
    dialog.choices["tax"].setCurrentIndex(0)
    dialog.take.click()
    settle(qtbot, program)
    assert dialog.isVisible()
    assert "税口径" in dialog.problem.text()
    assert list_official(program.hub.desk) == ()
    dialog.reject()


def test_lines_left_out_stay_to_be_read(filled: Filled, qtbot: QtBot, tmp_path: Path) -> None:
    program = filled("en", official=False)
    dialog = ask_official(page_of(program))
    fill_in(dialog, write_points(tmp_path / "new.csv", [*WEEKS, ("2026-01-30", "?")]))
    dialog.take.click()
    settle(qtbot, program)
    assert dialog.isVisible()
    assert dialog.told.toPlainText().startswith("Row 5")
    assert "1 left out" in page_of(program).notice.text.text()
    dialog.reject()


def test_a_known_code_fills_the_form_and_keeps_its_footing(filled: Filled) -> None:
    dialog = ask_official(page_of(filled()))
    dialog.code.setCurrentText("X")
    assert dialog.lines["owner"].text() == "某发布机构"
    assert not dialog.lines["base"].isEnabled()
    assert dialog.lines["source"].isEnabled()
    assert dialog.choices["every"].currentData() == "week"
    dialog.code.setCurrentText("Z")
    assert dialog.lines["base"].isEnabled()
    dialog.reject()
