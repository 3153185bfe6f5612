"""The indexes of the trades, put off while an empty table is filled; and how equal lines count up."""

import sqlite3
from collections.abc import Sequence
from hashlib import sha256

_INDEXES = ("trades_live_key", "trades_batch", "trades_day")


def counted(key: bytes, count: int) -> bytes:
    """The key of the second, third … of lines whose first has `key`."""
    return sha256("\x1f".join((key.hex(), str(count))).encode()).digest()[:16]


def drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop them; what makes them again is returned."""
    sql = [
        connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?", (name,)).fetchone()[0]
        for name in _INDEXES
    ]
    for name in _INDEXES:
        connection.execute(f"DROP INDEX {name}")
    return sql


def build_indexes(connection: sqlite3.Connection, index_sql: Sequence[str]) -> None:
    """Make them again."""
    live_key, *others = index_sql
    try:
        connection.execute(live_key)
    except sqlite3.IntegrityError:  # equal lines
        _count_up(connection)
        connection.execute(live_key)
    for sql in others:
        connection.execute(sql)


_REPEATED = """
SELECT t.id, t.key, row_number() OVER (PARTITION BY t.key ORDER BY t.source_row)
FROM trades t JOIN (SELECT key FROM trades GROUP BY key HAVING count(*) > 1) r ON r.key = t.key
"""


def _count_up(connection: sqlite3.Connection) -> None:
    """The second of equal lines gets the second key, and so on."""
    later = [(key, count, number) for number, key, count in connection.execute(_REPEATED) if count > 1]
    connection.executemany(
        "UPDATE trades SET key = ? WHERE id = ?",
        ((counted(key, count), number) for key, count, number in later),
    )
