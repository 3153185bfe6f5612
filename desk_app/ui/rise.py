"""Rise and fall: red up in Chinese, green up in English, unless the user says otherwise; always with an arrow.

The third pair, blue and orange, is told apart by eyes that don't tell red from green.
"""

from decimal import Decimal

from PySide6.QtGui import QColor

from desk_app.ui.hub import Hub

_FALL = {"red": "green", "green": "red", "blue": "orange"}
"""The colour of a fall by that of a rise."""
_NEXT = {"red": "green", "green": "blue", "blue": "red"}


def rise_name(hub: Hub) -> str:
    """The colour of a rise: "red", "green" or "blue"."""
    chosen = str(hub.settings["rise"])
    return chosen if chosen in _FALL else "red" if hub.words.language == "zh_CN" else "green"


def turn_rise(hub: Hub) -> None:
    """The next pair from now on; everything coloured is drawn again."""
    hub.settings.set("rise", _NEXT[rise_name(hub)])
    hub.theme_changed.emit()


def rise_colour(hub: Hub, change: Decimal | float) -> QColor | None:
    """The colour of a change; None for no change."""
    if not change:
        return None
    up = rise_name(hub)
    return QColor(hub.theme.palette[up if change > 0 else _FALL[up]])


def arrow(change: Decimal | float) -> str:
    """▲, ▼, or a dash for no change."""
    if not change:
        return "–"
    return "▲" if change > 0 else "▼"
