"""Imports that brought the same trade: it stands as long as one of them does, under the earliest of these.

The trade's own row names the import that it stands under; all others that brought it have a claim. An undo withdraws
an import's claims and hands its trades to the next; a redo turns just that round.
"""

import sqlite3
from collections.abc import Iterable


def add_claims(connection: sqlite3.Connection, batch: int, found: Iterable[tuple[int, int]]) -> None:
    """The batch brought these trades as well: number, and line of its file."""
    connection.executemany(
        "INSERT OR REPLACE INTO trade_claims VALUES (?, ?, ?, NULL)", ((batch, *one) for one in found)
    )


def give_to_earliest(connection: sqlite3.Connection, batch: int) -> None:
    """What the batch claims of later ones stands under it: where a line of an old file is put right only now."""
    _swap(connection, _LATER, {"batch": batch})


def drop_claims(connection: sqlite3.Connection, batch: int) -> None:
    """The batch is not kept."""
    connection.execute("DELETE FROM trade_claims WHERE batch = ?", (batch,))


def last_withdrawn(connection: sqlite3.Connection, batch: int) -> int | None:
    """By which undo of the batch its latest claims were withdrawn; None where none are."""
    found = connection.execute("SELECT max(undone) FROM trade_claims WHERE batch = ?", (batch,)).fetchone()
    return None if found[0] is None else int(found[0])


def withdraw(connection: sqlite3.Connection, batch: int, undo: int) -> tuple[int, tuple[int, ...]]:
    """Hand the batch's trades to others that brought them, and claim nothing more: how many, and to whom."""
    facts = {"batch": batch, "undo": undo}
    connection.execute("UPDATE trade_claims SET undone = :undo WHERE batch = :batch AND undone IS NULL", facts)
    _swap(connection, _HEIRS, facts)
    passed = connection.execute("SELECT count(*) FROM swapped").fetchone()[0]
    heirs = connection.execute("SELECT DISTINCT heir FROM swapped ORDER BY heir").fetchall()
    return passed, tuple(heir for (heir,) in heirs)


def claim_again(connection: sqlite3.Connection, batch: int, undo: int) -> int:
    """Turn a withdrawal round: how many trades the batch claims again that never left.

    What went meanwhile stands under the batch as if this very undo had taken it out.
    """
    facts = {"batch": batch, "undo": undo}
    _swap(connection, _GONE, facts)
    connection.execute("UPDATE trades SET undone = :undo WHERE id IN (SELECT trade FROM swapped)", facts)
    sql = "UPDATE trade_claims SET undone = NULL WHERE batch = :batch AND undone = :undo"
    count = connection.execute(sql, facts).rowcount
    give_to_earliest(connection, batch)
    return count


def _swap(connection: sqlite3.Connection, which: str, facts: dict[str, int]) -> None:
    """Owner and claimant change places: the trade gets the claim's line, the former owner a claim with its own."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS swapped"
        " (trade INTEGER PRIMARY KEY, heir INTEGER, line INTEGER, owner INTEGER, was INTEGER, undone INTEGER)"
    )
    connection.execute("DELETE FROM swapped")
    connection.execute(f"INSERT INTO swapped {which}", facts)
    connection.execute("DELETE FROM trade_claims WHERE (batch, trade) IN (SELECT heir, trade FROM swapped)")
    connection.execute("INSERT INTO trade_claims SELECT owner, trade, was, undone FROM swapped")
    connection.execute("UPDATE trades SET batch = heir, source_row = line FROM swapped WHERE id = trade")


_HEIRS = """
SELECT t.id, min(c.batch), c.source_row, t.batch, t.source_row, :undo
FROM trades t JOIN trade_claims c ON c.trade = t.id AND c.undone IS NULL
WHERE t.batch = :batch AND t.live <> 2 GROUP BY t.id
"""
"""SQLite gives the line of the claim which has the minimum."""
_CLAIMED = """
SELECT t.id, c.batch, c.source_row, t.batch, t.source_row, {undone}
FROM trade_claims c JOIN trades t ON t.id = c.trade WHERE c.batch = :batch AND {which}
"""
_GONE = _CLAIMED.format(undone="t.undone", which="c.undone = :undo AND t.live = 2")
_LATER = _CLAIMED.format(undone="NULL", which="c.undone IS NULL AND t.live <> 2 AND c.batch < t.batch")
