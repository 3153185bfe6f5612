"""Rise and fall: red up in Chinese, green up in English, unless the user says otherwise; always with an arrow."""

from decimal import Decimal

from PySide6.QtGui import QColor

from desk_app.ui.hub import Hub

_OTHER = {"red": "green", "green": "red"}


def rise_name(hub: Hub) -> str:
    """The colour of a rise: "red" or "green"."""
    chosen = str(hub.settings["rise"])
    return chosen or ("red" if hub.words.language == "zh_CN" else "green")


def turn_rise(hub: Hub) -> None:
    """The other way round from now on; everything coloured is drawn again."""
    hub.settings.set("rise", _OTHER[rise_name(hub)])
    hub.theme_changed.emit()


def rise_colour(hub: Hub, change: Decimal | float) -> QColor | None:
    """The colour of a change; None for no change."""
    if not change:
        return None
    up = rise_name(hub)
    return QColor(hub.theme.palette[up if change > 0 else _OTHER[up]])


def arrow(change: Decimal | float) -> str:
    """▲, ▼, or a dash for no change."""
    if not change:
        return "–"
    return "▲" if change > 0 else "▼"
