"""Which product days must be added up again, since their trades have changed."""

import sqlite3
from collections.abc import Iterable

EVERYTHING = ("", "")


def mark_batch(connection: sqlite3.Connection, batch: int) -> None:
    """The days of a batch's trades, and of all that these have replaced or taken back, however long ago."""
    mark(connection, ())
    if not is_everything(connection):
        connection.execute(_MARK_BATCH, {"batch": batch})


_MARK_BATCH = """
INSERT OR IGNORE INTO dirty_days
WITH RECURSIVE touched (id) AS (
    SELECT id FROM trades WHERE batch = :batch
    UNION SELECT t.replaces FROM trades t JOIN touched USING (id) WHERE t.replaces IS NOT NULL
    UNION SELECT t.reverses FROM trades t JOIN touched USING (id) WHERE t.reverses IS NOT NULL
)
SELECT DISTINCT product, trade_date FROM trades WHERE id IN touched
"""


def mark(connection: sqlite3.Connection, days: Iterable[tuple[str, str]]) -> None:
    """Pairs of product and ISO day; `EVERYTHING` for all there are. The trades' revision moves on."""
    connection.execute("UPDATE index_state SET revision = revision + 1")
    connection.executemany("INSERT OR IGNORE INTO dirty_days VALUES (?, ?)", days)


def is_everything(connection: sqlite3.Connection) -> bool:
    """Whether all must be added up, so that single days need no mark."""
    return connection.execute("SELECT 1 FROM dirty_days WHERE product = ''").fetchone() is not None


def dirty_days(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """By product its days, in order."""
    found: dict[str, list[str]] = {}
    for product, day in connection.execute("SELECT product, day FROM dirty_days ORDER BY product, day"):
        found.setdefault(product, []).append(day)
    return found


def clear(connection: sqlite3.Connection) -> None:
    """Everything is added up."""
    connection.execute("DELETE FROM dirty_days")
