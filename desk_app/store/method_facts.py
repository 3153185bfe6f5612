"""What the store knows of a series for its methodology: counts and spans, sources, the methods it was computed by."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traded:
    """A product's trades that count: how many, tonnes, first and last day (ISO)."""

    product: str
    trades: int
    tonnes: float
    first: str
    last: str


def traded(connection: sqlite3.Connection) -> dict[str, Traded]:
    """By product, of those with a trade that counts."""
    rows = connection.execute(
        "SELECT product, sum(trades), sum(mass), min(day), max(day) FROM product_days WHERE trades > 0"
        " GROUP BY product ORDER BY product"
    )
    return {row[0]: Traded(*row) for row in rows}


def source_counts(connection: sqlite3.Connection, products: Sequence[str]) -> list[tuple[str, int, str, str]]:
    """Source, live trades of these products, first and last day; by name."""
    rows = connection.execute(
        "SELECT b.source, count(*), min(t.trade_date), max(t.trade_date) FROM trades t JOIN batches b ON b.id = t.batch"
        f" WHERE t.live = 1 AND t.product IN ({_marks(products)}) GROUP BY b.source ORDER BY b.source",
        tuple(products),
    )
    return rows.fetchall()


def fate_counts(connection: sqlite3.Connection, products: Sequence[str]) -> dict[int, int]:
    """By fate the live trades of these products that do not simply count."""
    rows = connection.execute(
        f"SELECT fate, count(*) FROM trade_fates WHERE product IN ({_marks(products)}) GROUP BY fate", tuple(products)
    )
    return dict(rows.fetchall())


def method_uses(connection: sqlite3.Connection, code: str) -> list[tuple[str, str, str, int]]:
    """Method, UTC times of its first and last vintage with values of a series, and how many these are."""
    rows = connection.execute(
        "SELECT method, min(built_at), max(built_at), count(*) FROM vintages"
        " WHERE id IN (SELECT vintage FROM index_values WHERE code = ?) GROUP BY method ORDER BY min(id)",
        (code,),
    )
    return rows.fetchall()


def newest_vintage(connection: sqlite3.Connection, code: str) -> tuple[int, str, str] | None:
    """Number, UTC time and input hash of the newest vintage with values of a series."""
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT id, built_at, inputs_hash FROM vintages"
        " WHERE id = (SELECT max(vintage) FROM index_values WHERE code = ?)",
        (code,),
    ).fetchone()
    return row


def _marks(products: Sequence[str]) -> str:
    return ",".join("?" * len(products))
