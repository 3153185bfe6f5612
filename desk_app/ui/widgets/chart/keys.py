"""The keyboard on the chart: every reading and every range without a mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from desk_app.ui.widgets.chart.chart_view import ChartView

_FAR = 10**9
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}
_MANY = 10  # steps at a time with Shift
_ZOOM = {Qt.Key.Key_Plus: 0.7, Qt.Key.Key_Equal: 0.7, Qt.Key.Key_Minus: 1 / 0.7, Qt.Key.Key_Underscore: 1 / 0.7}
_PINS = {Qt.Key.Key_Comma: -1, Qt.Key.Key_Less: -1, Qt.Key.Key_Period: 1, Qt.Key.Key_Greater: 1}


def press_key(view: "ChartView", event: QKeyEvent) -> bool:
    """Do what the key says; False where it says nothing here."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    if key in _STEPS:
        view.walk(_STEPS[key] * (_MANY if modifiers & Qt.KeyboardModifier.ShiftModifier else 1))
    elif key in _ZOOM:
        view.zoom(_ZOOM[key], view.point_day)
    elif key in _PINS:
        view.go_to_pin(_PINS[key])
    elif key == Qt.Key.Key_M:
        view.measure(not view.measuring)
    elif key == Qt.Key.Key_0:
        view.reset_by_hand()
    elif key == Qt.Key.Key_Escape:
        return view.let_go()
    else:
        return False
    return True
