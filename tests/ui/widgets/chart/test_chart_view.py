"""The chart as a widget: crosshair, keys, axes, ticks, pictures."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desk_app.domain.base.period import Every
from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Panel, Role, Shown
from desk_app.ui.widgets.curve_picture import SHARPNESS, SIZE, Entry, Picture, image_of
from tests.ui.widgets.chart.made import DAY, Mouse, curve, of_values


def test_the_crosshair_gives_every_curves_nearest_value(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointed) as heard:
        view.point_at(DAY + 10.4)
    assert heard.args == [[10, 10]]
    assert view.point_day == DAY + 10


def test_the_same_point_is_told_once(view: ChartView) -> None:
    heard: list[object] = []
    view.pointed.connect(heard.append)
    for offset in (10.4, 10.3, 9.9):
        view.point_at(DAY + offset)
    assert len(heard) == 1


def test_the_keys_walk_over_known_points(view: ChartView, qtbot: QtBot) -> None:
    view.point_at(DAY + 2)
    for key, modifier, at in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 4),  # the gap at 3 is no point
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 2),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 13),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 59),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 49),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        qtbot.keyClick(view, key, modifier)
        assert view.at == [at, at]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.at == []
    assert view.point_day is None


def test_from_nowhere_one_walks_from_the_newest(view: ChartView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.at == [59, 59]


def test_walking_out_of_sight_brings_the_point_into_view(view: ChartView, qtbot: QtBot) -> None:
    view.show_days(DAY + 20, DAY + 30)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    low, high = view.days_shown
    assert low <= DAY <= high
    assert high - low == pytest.approx(12.0)


def test_a_point_is_described_for_those_who_listen(view: ChartView, qtbot: QtBot) -> None:
    view.setFocus()
    view.point_at(DAY + 10)
    assert view.accessibleDescription() == "2026年1月11日 周日 · 价 110.00 · 指数 110.00"
    view.describe = lambda at: f"位置 {at[0]}"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == view.text_of_point() == "位置 11"


def test_prices_are_read_right_and_indices_left(view: ChartView) -> None:
    (pane,) = view.canvas.frame.panes
    assert pane.left is not None
    assert pane.right is not None
    view.show_curves(view.shown[:1], "")
    (pane,) = view.canvas.frame.panes
    assert pane.left is None
    assert view.canvas.frame.left == 0.0


def test_values_fit_what_is_seen(view: ChartView) -> None:
    view.show_curves([Shown(of_values([100.0] * 50 + [9000.0] * 10), "价", "#0B6C72")], "")
    view.show_days(DAY, DAY + 30)
    scale = view.canvas.frame.panes[0].right
    assert scale is not None
    assert scale.high < 120
    view.show_days(DAY, DAY + 59)
    scale = view.canvas.frame.panes[0].right
    assert scale is not None
    assert scale.high > 9000


def test_panels_share_one_axis_and_one_crosshair(view: ChartView, mouse: Mouse) -> None:
    below = Shown(curve(code="s"), "价差", "#3F5FBF", panel=Panel.BELOW)
    volume = Shown(curve("t", code="v"), "成交量", "#4A5B6C", role=Role.BARS, panel=Panel.VOLUME)
    view.show_curves([*view.shown, below, volume], "")
    panes = view.canvas.frame.panes
    assert [pane.panel for pane in panes] == [Panel.MAIN, Panel.BELOW, Panel.VOLUME]
    assert len({(pane.area.left(), pane.area.right()) for pane in panes}) == 1
    assert panes[2].right is not None
    assert panes[2].right.low == 0.0
    mouse.move(DAY + 20.2, panes[2].area.center().y())
    assert view.at == [20, 20, 20, 20]
    assert len(view.canvas.overlay.spots(view.canvas.frame)) == 4


def test_logarithms_leave_gaps_and_say_so(view: ChartView) -> None:
    view.show_curves([Shown(of_values([10.0, 100.0, 0.0, -5.0, 1000.0]), "价", "#0B6C72")], "")
    view.show_days(DAY, DAY + 5)
    assert view.canvas.note == ""
    view.set_log(True)
    scale = view.canvas.frame.panes[0].right
    assert scale is not None
    assert scale.y(scale.drawn(100.0)) == pytest.approx((scale.y(1.0) + scale.y(3.0)) / 2)
    assert "2 个" in view.canvas.note
    columns = view.canvas.frame.panes[0].tracks[0][1].columns
    assert columns.range == (1.0, 3.0)
    view.set_log(False)
    assert view.canvas.frame.panes[0].tracks[0][1].columns.range == (-5.0, 1000.0)


def test_ticks_are_appended_and_the_newest_stays_in_sight(view: ChartView) -> None:
    newest = DAY + 59
    width = view.days_shown[1] - view.days_shown[0]
    view.append("x", np.array([newest + 4, newest + 5.5]), np.array([170.0, 171.0]))
    assert view.days_shown[1] > newest + 5.5
    assert view.days_shown[1] - view.days_shown[0] == pytest.approx(width)
    view.point_at(newest + 5.5)
    assert view.at == [61, 59]
    assert view.place_of(0, 61) == (newest + 5.5, 171.0)
    pane = view.canvas.frame.panes[0]
    assert np.nanmax(pane.tracks[0][1].columns.high) == 171.0
    with pytest.raises(ValueError, match="forwards"):
        view.append("x", np.array([newest]), np.array([1.0]))


@pytest.mark.parametrize("values", [[150.0, 149.0], [5000.0], [0.0, -50.0]])
@pytest.mark.parametrize("log", [False, True])
def test_what_ticks_change_is_painted_as_if_all_were(view: ChartView, values: list[float], log: bool) -> None:
    """Where they leave the scales as they are only the right edge is painted anew, else everything."""
    view.show_days(DAY, DAY + 100)
    view.set_log(log)
    view.grab()
    for at, value in enumerate(values):
        view.append("x", np.array([DAY + 61.0 + 3 * at]), np.array([value]))
        view.grab()
    view.append("y", np.array([DAY + 62.0]), np.array([140.0]))
    grown = view.grab().toImage()
    view.canvas.change()
    assert view.grab().toImage() == grown


def test_who_looks_at_the_past_is_left_there(view: ChartView) -> None:
    view.show_days(DAY, DAY + 20)
    before = view.days_shown
    view.append("x", np.array([DAY + 90]), np.array([170.0]))
    assert view.days_shown == before


def test_many_ticks_are_one_picture(view: ChartView, qtbot: QtBot) -> None:
    painted: list[int] = []
    inside = view.canvas._repaint

    def counting() -> None:
        painted.append(1)
        inside()

    view.canvas._repaint = counting  # type: ignore[method-assign]
    for at in range(200):
        view.append("x", np.array([DAY + 60 + at / 100]), np.array([160.0]))
    assert not painted
    qtbot.waitUntil(lambda: bool(painted))
    assert len(painted) == 1
    assert len(view.canvas.tracks[0].points) == 260


def colours_of(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_lines_marks_and_paper_are_in_the_picture(view: ChartView, theme: Theme) -> None:
    found = colours_of(view.grab().toImage())
    assert {"#0b6c72", "#c2571a", theme.palette["surface"].lower()} <= found
    theme.choose("dark")
    assert theme.palette["surface"].lower() in colours_of(view.grab().toImage())
    theme.choose("light")


def test_bands_deals_averages_and_dashes_are_drawn(view: ChartView) -> None:
    plain = curve()
    shown = [
        Shown(plain, "官方", "#112233", official=True),
        Shown(plain, "均线", "#445566", role=Role.AVERAGE),
        Shown(plain, "成交", "#778899", role=Role.DOTS),
        Shown(of_values([90.0] * 60), "带", "#AA0000", role=Role.AVERAGE, upper=of_values([100.0] * 60)),
    ]
    view.show_curves(shown, "")
    image = view.grab().toImage()
    pane = view.canvas.frame.panes[0]
    spot = QColor(image.pixel(int(view.canvas.frame.x(DAY + 30.5)), int(pane.y(pane.tracks[3][0], 95.0))))
    assert spot.red() > spot.green()
    view.show_curves(shown[:1], "")
    columns = colours_of(view.grab().toImage())
    assert "#112233" in columns


def test_a_single_value_between_gaps_is_seen(view: ChartView) -> None:
    view.show_curves([Shown(of_values([5.0, math.nan, 7.0, math.nan, 5.0]), "价", "#0B6C72")], "")
    view.show_days(DAY, DAY + 4)
    image, frame = view.grab().toImage(), view.canvas.frame
    pane = frame.panes[0]
    assert pane.right is not None
    spot = QColor(image.pixel(int(frame.x(DAY + 2)), int(pane.area.top() + pane.right.y(7.0))))
    assert spot.name() == "#0b6c72"


def test_a_week_is_a_step_that_ends_with_it(view: ChartView) -> None:
    weekly = curve(every=Every.WEEK)
    view.show_curves([Shown(weekly, "价", "#0B6C72")], "")
    assert view.place_of(0, 0) == (float(weekly.ends[0]) + 1, 100.0)
    view.point_at(float(weekly.days[2]) + 1.0)
    assert view.at == [2]
    assert view.point_day == weekly.days[2]


def test_nothing_to_show_is_no_trouble(view: ChartView, qtbot: QtBot) -> None:
    view.show_curves([], "")
    view.grab()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_M, Qt.Key.Key_Period, Qt.Key.Key_0):
        qtbot.keyClick(view, key)
    view.show_curves([Shown(of_values([math.nan, math.nan]), "空", "#0B6C72")], "")
    view.set_log(True)
    view.grab()
    view.point_at(DAY)
    assert view.at == []


def test_deals_are_points_without_a_line_between_them(view: ChartView) -> None:
    deals = of_values([1000.0, math.nan, math.nan, math.nan, 100.0, 110.0])
    view.show_curves([Shown(deals, "成交", "#0B6C72", role=Role.DOTS)], "")
    view.canvas.show_range(DAY + 2, DAY + 6)
    assert view.canvas.frame.panes[0].tracks[0][1].columns.range == (100.0, 110.0)


def test_a_stretch_of_no_length_is_widened(view: ChartView) -> None:
    view.show_days(DAY + 0.5, DAY + 0.5)
    assert view.days_shown[1] > view.days_shown[0]
    view.grab()


def test_a_picture_is_large_and_not_empty(view: ChartView, theme: Theme) -> None:
    legend = (Entry("●", "#0b6c72", "one"),)
    image = image_of(Picture(view, theme, Words("en"), "title", legend, ("source",)))
    assert image.size() == SIZE * SHARPNESS
    colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 3


def test_the_pulse_runs_only_while_it_is_seen(view: ChartView, qtbot: QtBot) -> None:
    pulse = view._pulse
    assert not pulse.running
    view.pulse("x", "159 · 刚刚")
    assert pulse.running
    qtbot.waitUntil(lambda: pulse.phase > 0)
    view.hide()
    assert not pulse.running
    view.show()
    assert pulse.running
    view.pulse("x", "")
    assert not pulse.running
