"""A line that waits already and that a later file brings again, still faulty: it is one line, and waits once."""

import sqlite3
from collections.abc import Mapping


def join_lines(connection: sqlite3.Connection, batch: int, again: Mapping[int, int]) -> None:
    """By line of the batch's file, the earlier row which it is once more; whoever that was handed to settles it."""
    for line, earlier in again.items():
        facts = {"batch": batch, "line": line, "earlier": earlier}
        for sql in (_FIRST, _MORE, _SAME_HANDS):
            connection.execute(sql, facts)


_FIRST = "UPDATE held_rows SET line = id WHERE id = :earlier AND line IS NULL"
_MORE = """
UPDATE held_rows SET line = (SELECT line FROM held_rows WHERE id = :earlier)
WHERE batch = :batch AND source_row = :line
"""
_SAME_HANDS = """
UPDATE held_rows SET owner = e.owner FROM held_rows e JOIN batches b ON b.id = e.batch
WHERE e.id = :earlier AND e.owner <> b.owner AND held_rows.batch = :batch AND held_rows.source_row = :line
"""
