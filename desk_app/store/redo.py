"""What the last undo of a batch took out comes back, each trade exactly to where it stood."""

import sqlite3
from dataclasses import dataclass

from desk_app.store.claims import claim_again, last_withdrawn
from desk_app.store.dirty import mark_batch
from desk_app.store.write_trades import REPLACED


@dataclass(frozen=True, slots=True)
class Return:
    """How many trades count again, and how many do not because of what batches (`refused_by`) did since: they came
    in otherwise, or what they changed or took back does not stand as it stood. `held_too` of others, which count
    anyway, belong to the batch as well again.
    """

    redone: int
    refused: int
    refused_by: tuple[int, ...] = ()
    held_too: int = 0


def redo_batch(connection: sqlite3.Connection, batch: int) -> Return:
    """Bring the last undo's trades back; those left out come last in any further redo."""
    undo = connection.execute(_LAST_UNDO, (batch,)).fetchone()[0]
    facts = {"batch": batch, "undo": max(undo, last_withdrawn(connection, batch) or 0)}
    held_too = claim_again(connection, batch, facts["undo"])
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS coming (id INTEGER PRIMARY KEY)")
    count = _bring(connection, _PLAIN, facts) + _bring(connection, _RED, facts)
    (refused,) = connection.execute(f"SELECT count(*) FROM trades t WHERE {_OUT}", facts).fetchone()
    refused_by = tuple(number for (number,) in connection.execute(_REFUSED_BY, facts)) if refused else ()
    connection.execute(f"UPDATE trades AS t SET undone = 0 WHERE {_OUT}", facts)
    mark_batch(connection, batch)
    return Return(count, refused, refused_by, held_too)


def anything_out(connection: sqlite3.Connection, batch: int) -> bool:
    """Whether undone trades of the batch could come back, or trades of others be its own as well again."""
    sql = "SELECT 1 FROM trades WHERE batch = ? AND live = 2 LIMIT 1"
    gone = connection.execute(sql, (batch,)).fetchone() is not None
    return gone or last_withdrawn(connection, batch) is not None


def _bring(connection: sqlite3.Connection, which: str, facts: dict[str, int]) -> int:
    """Those whose place is free; whom they take it from, or take back, steps aside."""
    connection.execute("DELETE FROM coming")
    connection.execute(f"INSERT INTO coming SELECT t.id FROM trades t WHERE {_OUT} AND {which}", facts)
    for column, becomes in (("replaces", REPLACED), ("reverses", "3")):
        connection.execute(
            f"UPDATE trades SET live = {becomes}"
            f" WHERE id IN (SELECT {column} FROM trades WHERE id IN coming AND {column} IS NOT NULL)"
        )
    sql = "UPDATE trades SET live = iif(reverses IS NULL, 1, 3), undone = NULL WHERE id IN coming"
    return connection.execute(sql).rowcount


_LAST_UNDO = "SELECT coalesce(max(undone), 0) FROM trades WHERE batch = ? AND live = 2"
_OUT = "t.batch = :batch AND t.live = 2 AND t.undone = :undo"
_PLACE = """iif(t.replaces IS NULL,
    NOT EXISTS (SELECT 1 FROM trades o WHERE o.key = t.key AND o.live IN (1, 3)),
    EXISTS (SELECT 1 FROM trades o WHERE o.id = t.replaces AND o.live IN (1, 3))
)"""
_PLAIN = f"t.reverses IS NULL AND {_PLACE}"
_RED = f"{_PLACE} AND EXISTS (SELECT 1 FROM trades o WHERE o.id = t.reverses AND o.live = 1)"
_REFUSED_BY = f"""
WITH t AS (SELECT key, replaces, reverses FROM trades t WHERE {_OUT}),
    ground AS (SELECT o.id, o.key, o.live, o.batch FROM trades o JOIN t ON o.id IN (t.replaces, t.reverses))
SELECT o.batch FROM trades o JOIN t ON o.key = t.key WHERE o.live IN (1, 3)
UNION SELECT batch FROM ground WHERE live = 2
UNION SELECT o.batch FROM trades o JOIN ground ON o.key = ground.key WHERE o.live IN (1, 3) AND ground.live IN (0, 4)
UNION SELECT o.batch FROM trades o JOIN ground ON o.reverses = ground.id WHERE o.live IN (3, 4)
ORDER BY 1
"""
