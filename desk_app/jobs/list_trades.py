"""The trades that count, as a table or a file shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.jobs.open_desk import Desk
from desk_app.store import trade_list
from desk_app.store.codec import day_text, from_scaled, to_day, to_decimal
from desk_app.store.trade_list import TradeFilter, live_trades

_EVERY = TradeFilter()


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
    return find_trades(desk, TradeFilter(product, _text(start), _text(end), batch, limit))


@dataclass(frozen=True, slots=True)
class Totals:
    """What trades come to: how many, of which products, how many tonnes, the newest day."""

    count: int = 0
    products: frozenset[str] = frozenset()
    tonnes: Decimal = Decimal(0)
    latest: date | None = None


def total_trades(desk: Desk, wanted: TradeFilter = _EVERY) -> Totals:
    """The totals of all trades that a filter lets pass, exact; its limit counts for nothing."""
    found = trade_list.total_trades(desk.database.conn, wanted)
    return Totals(
        sum(each.count for each in found),
        frozenset(each.product for each in found),
        sum((each.tonnes for each in found), start=Decimal(0)),
        max((to_day(each.latest) for each in found), default=None),
    )


def samples_counted(desk: Desk) -> bool:
    """Whether sample data is among the trades that count."""
    return trade_list.has_samples(desk.database.conn)


def find_trades(desk: Desk, wanted: TradeFilter) -> list[TradeLine]:
    """The trades wanted, in the order wanted, up to the filter's limit."""
    return [_line(row) for row in live_trades(desk.database.conn, wanted)]


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
