"""Which trades sheets are built on: an undo keeps these."""

import sqlite3
from collections.abc import Iterable


def use_trades(connection: sqlite3.Connection, trade_ids: Iterable[int], used_by: str) -> None:
    """Note that a sheet, named as people name it, is built on these trades; saying it twice is no matter."""
    connection.executemany(
        "INSERT INTO trade_uses (trade, used_by) VALUES (?, ?) ON CONFLICT DO NOTHING",
        ((trade, used_by) for trade in trade_ids),
    )
