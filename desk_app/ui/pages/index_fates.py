"""The columns of the trades that do not simply count: why, what they were held against, and whence they came."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from desk_app.domain.base.exact import exact, published
from desk_app.domain.base.money import grouped
from desk_app.domain.index.fate import FATE_KEYS, REJECTED_FROM, Fate
from desk_app.i18n import Words
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.store.fates import FateRow

FATE_WIDTHS = (92, 110, 230, 128, 118, 168, 70, 84, 170, 56, 110, 110, 170)
_PER_T = "ui.unit.yuan_per_tonne"


def fate_columns(hub: Hub, name: Callable[[str], str]) -> "tuple[Column[FateRow], ...]":
    """Those that count although they were doubted are grey; `name` gives a product's name by its key."""
    words = hub.words

    def grey(one: "FateRow") -> QColor | None:
        return None if one.fate >= REJECTED_FROM else QColor(hub.theme.palette["text_faint"])

    def reason(one: "FateRow") -> str:
        return fate_text(words, one)

    return (
        Column("ui.trades.column.date", lambda x: x.day, lambda x: (x.day, x.trade), colour=grey),
        Column("ui.trades.column.product", lambda x: name(x.product), lambda x: name(x.product), colour=grey),
        Column("ui.index.column.fate", reason, lambda x: -x.fate, colour=grey, tip=reason),
        Column("ui.trades.column.ex_vat", lambda x: _money(x.price), lambda x: x.price, RIGHT, _PER_T, grey),
        Column("ui.index.column.median", _median, lambda x: x.centre or 0.0, RIGHT, _PER_T, grey),
        Column("ui.index.column.range", _range, lambda x: x.centre or 0.0, RIGHT, _PER_T, grey),
        Column("ui.index.column.held", lambda x: str(x.held or ""), lambda x: x.held or 0, RIGHT, colour=grey),
        Column("ui.trades.column.quantity", _quantity, lambda x: exact(x.quantity_t), RIGHT, "ui.unit.tonne", grey),
        Column("ui.trades.column.file", lambda x: x.file, lambda x: x.file, colour=grey, tip=lambda x: x.source),
        Column("ui.trades.column.row", lambda x: str(x.source_row), lambda x: x.source_row, RIGHT, colour=grey),
        Column("ui.trades.column.buyer", lambda x: x.buyer, lambda x: x.buyer, colour=grey),
        Column("ui.trades.column.seller", lambda x: x.seller, lambda x: x.seller, colour=grey),
        Column("ui.index.column.said", _said, _said, colour=grey, tip=_said),
    )


def fate_text(words: Words, one: "FateRow") -> str:
    """What became of a trade, in words."""
    return words(f"index.fate.{FATE_KEYS[Fate(one.fate)]}")


def _money(value: float) -> str:
    return grouped(published(value, 2), 2)


def _median(one: "FateRow") -> str:
    from desk_app.jobs.held_against import held_against

    held = held_against(one)
    return _money(held.median) if held else ""


def _range(one: "FateRow") -> str:
    from desk_app.jobs.held_against import held_against

    held = held_against(one)
    return f"{grouped(published(held.low, 0))} – {grouped(published(held.high, 0))}" if held else ""


def _quantity(one: "FateRow") -> str:
    return grouped(exact(one.quantity_t))


def _said(one: "FateRow") -> str:
    """Whose word it is, and why."""
    return f"{one.name}: {one.reason}" if one.name else ""
