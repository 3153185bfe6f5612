"""Every tool of the curves page, in the order of its bar: its words (`curve.tool`, `curve.tip`), key, and way."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """A tool does something at once, stays on until it is turned off, or opens a menu."""

    DO = "do"
    SWITCH = "switch"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Action:
    """`bar`: it has a button of words; the others have an icon elsewhere, or a key alone."""

    name: str
    key: str
    way: Way = Way.SWITCH
    bar: bool = True


ACTIONS = (
    Action("compare", "C", Way.DO),
    Action("rebase", "R"),
    Action("percent", "P"),
    Action("spread", "S"),
    Action("ratio", "/"),
    Action("template", "T"),
    Action("averages", "A", Way.MENU),
    Action("band", "Q"),
    Action("tonnes", "V"),
    Action("deals", "D"),
    Action("log", "L"),
    Action("events", "E"),
    Action("closed", "W"),
    Action("measure", "M"),
    Action("note", "N", Way.DO),
    Action("known", "K"),
    Action("alert", "B", Way.DO),
    Action("colours", "X", Way.DO),
    Action("reset", "0", Way.DO),
    Action("finer", "[", Way.DO, bar=False),
    Action("coarser", "]", Way.DO, bar=False),
    Action("layouts", "F", Way.MENU, bar=False),
    Action("export", "Ctrl+S", Way.DO, bar=False),
    Action("copy_picture", "Ctrl+Shift+C", Way.DO, bar=False),
    Action("copy_values", "Ctrl+C", Way.DO, bar=False),
)
