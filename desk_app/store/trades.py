"""Trades and their versions. A changed trade is a new version; what is undone stays, but counts no more.

`live` is 1 for the version that counts, 0 for one a later version replaced, 2 for one that was undone, 3 for a
red-letter line and for what it took back, 4 for one of these that a later version replaced. `replaces` is the version
whose place a row took, `reverses` what a red-letter line took back: an undo puts exactly these back.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from desk_app.domain.trade.came_right import Fresh, Traits
from desk_app.domain.trade.record import DAY, PRODUCT, REF, Record


def has_other(connection: sqlite3.Connection, record: Record, batch: int) -> bool:
    """Whether another import holds a live trade of the same number, product and day."""
    found = connection.execute(
        "SELECT 1 FROM trades WHERE live = 1 AND trade_date = ? AND product = ? AND ref = ? AND batch <> ? LIMIT 1",
        (record[DAY], record[PRODUCT], record[REF], batch),
    )
    return found.fetchone() is not None


def last_trade(connection: sqlite3.Connection) -> int:
    """The number of the trade written last; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM trades").fetchone()[0])


_FRESH = """
SELECT t.id, t.source_row, o.batch, t.trade_date, t.product, t.quantity_t, t.price_stated, t.grade, t.ref, t.buyer,
    t.seller
FROM trades t LEFT JOIN trades o ON o.id = t.replaces
WHERE t.id > ? AND t.batch = ? AND t.live IN (1, 3)
"""


def fresh_trades(connection: sqlite3.Connection, batch: int, after: int) -> Iterator[Fresh]:
    """The batch's trades that were written after trade number `after`."""
    for number, line, changed_batch, *traits in connection.execute(_FRESH, (after, batch)):
        yield Fresh(number, line, changed_batch, Traits(*traits))


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the desk never had a batch."""
    return connection.execute("SELECT 1 FROM batches LIMIT 1").fetchone() is None


_RECENT = """
SELECT trade_date, product, price_ex, {own}
FROM trades INDEXED BY trades_day
WHERE live = 1 AND trade_date {side} :day ORDER BY trade_date {order} LIMIT {most}
"""
_OWN = "batch IN (SELECT id FROM batches WHERE source = :source)"
"""Looks at each trade itself; all else is in the index."""


def recent_prices(connection: sqlite3.Connection, day: date, source: str) -> list[tuple[str, str, int, int]]:
    """Day, product, price without VAT (1/10,000 yuan/t) and whether it came from the source (0, 1; never from one
    without a name): of the last 20,000 trades up to a day and the first 5,000 after it.
    """
    own = _OWN if source else "0"
    given = {"day": day.isoformat(), "source": source} if source else {"day": day.isoformat()}
    before = connection.execute(_RECENT.format(own=own, side="<=", order="DESC", most=20_000), given).fetchall()
    return before + connection.execute(_RECENT.format(own=own, side=">", order="ASC", most=5_000), given).fetchall()


def sample_products(connection: sqlite3.Connection) -> frozenset[str]:
    """Products that have live sample trades."""
    rows: Iterable[tuple[str]] = connection.execute(
        "SELECT DISTINCT product FROM trades INDEXED BY trades_batch"
        " WHERE live = 1 AND batch IN (SELECT id FROM batches WHERE sample = 1 AND undone_at IS NULL)"
    )
    return frozenset(product for (product,) in rows)
