"""Mouse and keys on the range, the measuring tool, the lane of events."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.curve.change import Change
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Pin
from tests.ui.widgets.chart.made import DAY, Mouse

PINS = [
    Pin(DAY + 40, "公告 <b>61</b> 号", "政", "#B5313C"),
    Pin(DAY + 10, "精矿价", "价", "#C2571A"),
    Pin(DAY + 10.2, "备注", "记", "#3F5FBF"),
]


def span(view: ChartView) -> float:
    return view.days_shown[1] - view.days_shown[0]


def test_the_mouse_moves_the_crosshair_and_takes_it_away(view: ChartView, mouse: Mouse) -> None:
    mouse.move(DAY + 20.1, 120.0)
    assert view.at == [20, 20]
    mouse.send(QEvent.Type.Leave, QPointF())
    assert view.at == []


def test_the_wheel_zooms_where_the_mouse_is(view: ChartView, mouse: Mouse, qtbot: QtBot) -> None:
    before, x = span(view), view.canvas.frame.x(DAY + 30)
    with qtbot.waitSignal(view.zoomed):
        mouse.wheel(DAY + 30, 2)
    assert span(view) < before
    assert view.canvas.frame.x(DAY + 30) == pytest.approx(x)
    for _ in range(60):
        mouse.wheel(DAY + 30, 3)
    assert span(view) >= 6.0 - 1e-9
    for _ in range(60):
        mouse.wheel(DAY + 30, -3)
    assert span(view) <= 60 * 1.3 + 1e-9


def test_dragging_goes_along_and_never_out_of_sight(view: ChartView, mouse: Mouse, qtbot: QtBot) -> None:
    before = view.days_shown
    with qtbot.waitSignal(view.zoomed):
        mouse.drag(DAY + 30, DAY + 20)
    assert view.days_shown == pytest.approx((before[0] + 10, before[1] + 10))
    for _ in range(30):
        mouse.drag(view.days_shown[0] + 50, view.days_shown[0] + 5)
    assert view.days_shown[0] < DAY + 60


@pytest.mark.parametrize(
    ("button", "keys"),
    [
        (Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier),
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_a_dragged_stretch_is_zoomed_to(
    view: ChartView, mouse: Mouse, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    mouse.drag(DAY + 40, DAY + 20, button, keys)
    assert view.days_shown == pytest.approx((DAY + 20, DAY + 40))
    mouse.send(QEvent.Type.MouseButtonDblClick, mouse.spot(DAY + 30), Qt.MouseButton.LeftButton)
    assert view.days_shown[0] == DAY


def test_keys_zoom_and_reset(view: ChartView, qtbot: QtBot) -> None:
    home = view.days_shown
    view.point_at(DAY + 30)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert span(view) < home[1] - home[0]
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.days_shown == pytest.approx(home)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    with qtbot.waitSignal(view.zoomed):
        qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.days_shown == home


def test_measuring_goes_with_the_crosshair(view: ChartView, qtbot: QtBot, mouse: Mouse) -> None:
    heard: list[Change | None] = []
    view.measured.connect(heard.append)
    view.point_at(DAY + 10)
    qtbot.keyClick(view, Qt.Key.Key_M)
    mouse.move(DAY + 31)
    found = heard[-1]
    assert found is not None
    assert (found.first, found.last, found.amount) == (10, 31, 21.0)
    assert view.text_of_measure() == "+21.0(+19.09%)· 21 天"
    view.shade([(DAY + 12, DAY + 14)])
    assert view.text_of_measure() == "+21.0(+19.09%)· 21 天,交易日 19 天"
    view.grab()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert heard[-1] is None
    assert view.at == [31, 31]


def test_alt_and_drag_measures_and_leaves_the_range(view: ChartView, mouse: Mouse, qtbot: QtBot) -> None:
    home = view.days_shown
    with qtbot.waitSignal(view.measured) as heard:
        mouse.drag(DAY + 50, DAY + 20, keys=Qt.KeyboardModifier.AltModifier)
    assert view.days_shown == home
    assert not view.measuring
    assert heard.args is not None
    assert view.text_of_measure() == "+30.0(+25.00%)· 30 天"  # whichever way it was dragged
    mouse.send(QEvent.Type.MouseButtonPress, mouse.spot(DAY + 5), Qt.MouseButton.LeftButton)
    mouse.send(QEvent.Type.MouseButtonRelease, mouse.spot(DAY + 5), Qt.MouseButton.LeftButton)
    assert view.text_of_measure() == ""


def test_pins_lie_on_a_lane_and_are_told(view: ChartView, mouse: Mouse, qtbot: QtBot) -> None:
    assert view.canvas.frame.lane.height() == 0
    view.pin(PINS)
    lane = view.canvas.frame.lane.center().y()
    assert [len(spot.pins) for spot in view.canvas.spots] == [2, 1]
    view.grab()
    with qtbot.waitSignal(view.pin_pointed) as heard:
        mouse.move(DAY + 40, lane)
    assert heard.args == [PINS[0]]
    with qtbot.waitSignal(view.pin_pointed) as heard:
        mouse.move(DAY + 25, lane)
    assert heard.args == [None]


def test_keys_go_from_pin_to_pin(view: ChartView, qtbot: QtBot) -> None:
    view.pin(PINS)
    heard: list[Pin | None] = []
    view.pin_pointed.connect(heard.append)
    view.point_at(DAY + 5)
    for key, pin in (
        (Qt.Key.Key_Period, PINS[1]),
        (Qt.Key.Key_Period, PINS[2]),
        (Qt.Key.Key_Period, PINS[0]),
        (Qt.Key.Key_Period, PINS[0]),
        (Qt.Key.Key_Comma, PINS[2]),
    ):
        qtbot.keyClick(view, key)
        assert heard[-1] == pin
    assert view.point_day == DAY + 10
    assert view.accessibleDescription() == "备注"
    view.pin([])
    assert heard[-1] is None
