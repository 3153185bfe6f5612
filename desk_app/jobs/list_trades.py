"""The trades that count, as a table or a file shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.jobs.open_desk import Desk
from desk_app.store.codec import day_text, from_scaled, to_day, to_decimal
from desk_app.store.trades import TradeFilter, live_trades


@dataclass(frozen=True, slots=True)
class TradeLine:
    """One live trade. Quantities in tonnes (dry ones of a wet mass with its moisture), prices in yuan per tonne to 4
    decimals, the amount in yuan. `basis`: the mass as the file states it, None where it does not; `fx`: yuan for one
    unit of a foreign price's currency.
    """

    id: int
    batch: int
    source_file: str
    source_row: int
    trade_date: date
    product: str
    grade: str
    quantity_t: Decimal
    price_stated: Decimal
    unit_stated: str
    tax: Tax
    price_ex_vat: Decimal
    price_inc_vat: Decimal
    amount_ex_vat: Decimal
    ref: str
    buyer: str
    seller: str
    source: str
    version: int
    sample: bool
    basis: Basis | None
    fx: Decimal | None


def list_trades(
    desk: Desk,
    *,
    product: str | None = None,
    start: date | None = None,
    end: date | None = None,
    batch: int | None = None,
    limit: int | None = None,
) -> list[TradeLine]:
    """The newest first."""
    wanted = TradeFilter(product, _text(start), _text(end), batch, limit)
    return [_line(row) for row in live_trades(desk.database.conn, wanted)]


@dataclass(frozen=True, slots=True)
class Totals:
    """What trades come to: which products, how many tonnes, the newest day, and whether sample data is among them."""

    products: frozenset[str] = frozenset()
    tonnes: Decimal = Decimal(0)
    latest: date | None = None
    sample: bool = False


def sum_up(trades: Sequence[TradeLine]) -> Totals:
    """The totals of these trades, exact."""
    return Totals(
        frozenset(trade.product for trade in trades),
        sum((trade.quantity_t for trade in trades), start=Decimal(0)),
        max((trade.trade_date for trade in trades), default=None),
        any(trade.sample for trade in trades),
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day_text(day)


def _line(row: tuple[Any, ...]) -> TradeLine:
    return TradeLine(
        id=row[0],
        batch=row[1],
        source_file=row[2],
        source_row=row[3],
        trade_date=to_day(row[4]),
        product=row[5],
        grade=row[6],
        quantity_t=to_decimal(row[7]),
        price_stated=to_decimal(row[8]),
        unit_stated=row[9],
        tax=Tax(row[10]),
        price_ex_vat=from_scaled(row[11], 4),
        price_inc_vat=from_scaled(row[12], 4),
        amount_ex_vat=from_scaled(row[13], 2),
        ref=row[14],
        buyer=row[15],
        seller=row[16],
        source=row[17],
        version=row[18],
        sample=bool(row[19]),
        basis=Basis(row[20]) if row[20] else None,
        fx=to_decimal(row[21]) if row[21] else None,
    )
