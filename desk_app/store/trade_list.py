"""Which trades are listed, in which order, and what they come to."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desk_app.store.codec import to_decimal

_ORDERS = {
    "date": "t.trade_date",
    "product": "instr(:ranks, '|' || t.product || '|')",
    "grade": "t.grade",
    "quantity": "CAST(t.quantity_t AS REAL)",
    "basis": "coalesce(t.basis, '')",
    "ex_vat": "t.price_ex",
    "inc_vat": "t.price_inc",
    "amount": "t.amount_ex",
    "buyer": "t.buyer",
    "seller": "t.seller",
    "ref": "t.ref",
    "file": "b.file",
    "row": "t.source_row",
}
"""What the list can be sorted by."""
_NEWEST = "t.trade_date DESC, t.batch DESC, t.source_row DESC, t.id DESC"


@dataclass(frozen=True, slots=True)
class TradeFilter:
    """Which trades to list. Days are ISO text, both ends included. `text`: what the day, a text of the trade or its
    file's name holds, whatever its case, or else the product is of those `named`. `order`: a key of `ORDERS`, before
    the usual one, the newest first; `ranks`: the products' keys, in the order that they sort in.
    """

    product: str | None = None
    start: str | None = None
    end: str | None = None
    batch: int | None = None
    limit: int | None = None
    text: str | None = None
    named: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False
    ranks: tuple[str, ...] = ()


_COLUMNS = """
t.id, t.batch, b.file, t.source_row, t.trade_date, t.product, t.grade, t.quantity_t, t.price_stated, t.unit_stated,
t.tax, t.price_ex, t.price_inc, t.amount_ex, t.ref, t.buyer, t.seller, b.source, t.version, b.sample, t.basis, t.fx
"""
_FROM = "FROM trades t JOIN batches b ON b.id = t.batch WHERE t.live = 1"
_TEXTS = ("t.trade_date", "t.grade", "t.ref", "t.buyer", "t.seller", "b.file")
_CONDITIONS = (
    ("product", "t.product = :product"),
    ("start", "t.trade_date >= :start"),
    ("end", "t.trade_date <= :end"),
    ("batch", "t.batch = :batch"),
    (
        "text",
        f"""({" OR ".join(f"{text} LIKE :text ESCAPE '|'" for text in _TEXTS)}
        OR instr(:named, '|' || t.product || '|'))""",
    ),
)


def live_trades(connection: sqlite3.Connection, wanted: TradeFilter) -> Iterator[tuple[Any, ...]]:
    """Raw rows of the live trades, in the order wanted."""
    order = f"{_ORDERS[wanted.order]} {'DESC' if wanted.descending else 'ASC'}, " if wanted.order else ""
    limit = "" if wanted.limit is None else f"LIMIT {int(wanted.limit)}"
    sql = f"SELECT {_COLUMNS} {_FROM} {_where(wanted)} ORDER BY {order}{_NEWEST} {limit}"
    return connection.execute(sql, _parameters(wanted))


@dataclass(frozen=True, slots=True)
class ProductTotal:
    """What the trades of one product come to; `latest` is an ISO day."""

    product: str
    count: int
    tonnes: Decimal
    latest: str


# Whole grams below a million tonnes are added up as integers; what is finer or larger, by itself.
_PLAIN = "t.quantity_t NOT LIKE '%.______%_' AND CAST(t.quantity_t AS REAL) BETWEEN -1e6 AND 1e6"
_GRAMS = f"CASE WHEN {_PLAIN} THEN CAST(round(CAST(t.quantity_t AS REAL) * 1e6) AS INTEGER) ELSE 0 END"
_BY_DAY = f"""
SELECT t.product AS product, t.trade_date AS day, count(*) AS trades, sum({_GRAMS}) AS grams,
    count(*) FILTER (WHERE NOT ({_PLAIN})) AS odd
{{source}} GROUP BY t.trade_date, t.product
"""
_ALL = "FROM trades t INDEXED BY trades_day WHERE t.live = 1"
"""The index holds all that is added up, in the order of the groups."""


def total_trades(connection: sqlite3.Connection, wanted: TradeFilter) -> list[ProductTotal]:
    """What all live trades that a filter lets pass come to, exact; its limit and order count for nothing."""
    where, given = _where(wanted), _parameters(wanted)
    source = f"{_FROM} {where}" if where else _ALL
    sql = f"""SELECT product, sum(trades), sum(grams), max(day), sum(odd)
        FROM ({_BY_DAY.format(source=source)}) GROUP BY product ORDER BY product"""
    rows = connection.execute(sql, given).fetchall()
    odd: dict[str, Decimal] = {}
    if any(row[-1] for row in rows):
        for product, quantity in connection.execute(
            f"SELECT t.product, t.quantity_t {source} AND NOT ({_PLAIN})", given
        ):
            odd[product] = odd.get(product, Decimal(0)) + to_decimal(quantity)
    return [
        ProductTotal(product, count, Decimal(grams).scaleb(-6) + odd.get(product, Decimal(0)), latest)
        for product, count, grams, latest, _ in rows
    ]


def has_samples(connection: sqlite3.Connection) -> bool:
    """Whether sample data is among the live trades."""
    sql = """SELECT EXISTS (SELECT 1 FROM batches b WHERE b.sample = 1 AND b.undone_at IS NULL
        AND EXISTS (SELECT 1 FROM trades t INDEXED BY trades_batch WHERE t.batch = b.id AND t.live = 1))"""
    return bool(connection.execute(sql).fetchone()[0])


def _where(wanted: TradeFilter) -> str:
    return "".join(f" AND {sql}" for name, sql in _CONDITIONS if getattr(wanted, name) is not None)


def _parameters(wanted: TradeFilter) -> dict[str, Any]:
    given = {name: getattr(wanted, name) for name, _ in _CONDITIONS if getattr(wanted, name) is not None}
    if wanted.text is not None:
        given["text"] = "%" + "".join(f"|{sign}" if sign in "%_|" else sign for sign in wanted.text) + "%"
        given["named"] = _row_of(wanted.named)
    if wanted.order == "product":
        given["ranks"] = _row_of(wanted.ranks)
    return given


def _row_of(keys: tuple[str, ...]) -> str:
    return f"|{'|'.join(keys)}|"
