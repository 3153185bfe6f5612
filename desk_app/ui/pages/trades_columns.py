"""The columns of the table of trades."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from desk_app.domain.base.money import grouped
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.domain.trade.basis import Basis
    from desk_app.jobs.list_trades import TradeLine


def trade_columns(
    name: Callable[[str], str], basis: "Callable[[Basis | None], str]"
) -> "tuple[Column[TradeLine], ...]":
    """`name` gives a product's name by its key, `basis` says what a mass is of, both in the language in force."""
    return (
        Column("ui.trades.column.date", lambda t: t.trade_date.isoformat(), lambda t: (t.trade_date, t.id)),
        Column("ui.trades.column.product", lambda t: name(t.product), lambda t: name(t.product)),
        Column("ui.trades.column.grade", lambda t: t.grade, lambda t: t.grade),
        Column("ui.trades.column.quantity", _quantity, lambda t: t.quantity_t, RIGHT, "ui.unit.tonne"),
        Column("ui.trades.column.basis", lambda t: basis(t.basis), lambda t: basis(t.basis)),
        Column("ui.trades.column.ex_vat", lambda t: _money(t.price_ex_vat), lambda t: t.price_ex_vat, RIGHT, _PER_T),
        Column("ui.trades.column.inc_vat", lambda t: _money(t.price_inc_vat), lambda t: t.price_inc_vat, RIGHT, _PER_T),
        Column("ui.trades.column.amount", lambda t: _money(t.amount_ex_vat), lambda t: t.amount_ex_vat, RIGHT, _YUAN),
        Column("ui.trades.column.buyer", lambda t: t.buyer, lambda t: t.buyer),
        Column("ui.trades.column.seller", lambda t: t.seller, lambda t: t.seller),
        Column("ui.trades.column.ref", lambda t: t.ref, lambda t: t.ref),
        Column("ui.trades.column.file", lambda t: t.source_file, lambda t: t.source_file),
        Column("ui.trades.column.row", lambda t: str(t.source_row), lambda t: t.source_row, RIGHT),
    )


WIDTHS = (96, 156, 100, 92, 84, 150, 150, 152, 110, 110, 130, 170, 60)

_PER_T = "ui.unit.yuan_per_tonne"
_YUAN = "ui.unit.yuan"


def _quantity(trade: "TradeLine") -> str:
    return grouped(trade.quantity_t)


def _money(value: Decimal) -> str:
    return grouped(value, 2)
