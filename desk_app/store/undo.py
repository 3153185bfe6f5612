"""An import is taken back: its trades count no more, and what each took the place of stands again as it stood.

What a later file brought as well does not go: it stands under that file's import from then on.
"""

import sqlite3
from dataclasses import dataclass

from desk_app.store.claims import last_withdrawn, withdraw
from desk_app.store.dirty import mark_batch

_KEPT = """(
    t.id IN (SELECT trade FROM trade_uses)
    OR t.id IN (SELECT reverses FROM trades WHERE id IN (SELECT trade FROM trade_uses) AND reverses IS NOT NULL)
)"""
"""What a sheet is built on stays, and so does what a red-letter line that stays took back."""
_FREE = "t.id NOT IN (SELECT trade FROM trade_uses)"


@dataclass(frozen=True, slots=True)
class Reversal:
    """How many trades were reversed, kept because sheets (`kept_by`) are built on them, refused because later batches
    (`refused_by`) have changed or taken them back since; and how many go on counting because later batches
    (`passed_to`) brought them as well, under which they stand now.
    """

    reversed: int
    kept: int
    refused: int
    kept_by: tuple[str, ...] = ()
    refused_by: tuple[int, ...] = ()
    passed: int = 0
    passed_to: tuple[int, ...] = ()


def undo_batch(connection: sqlite3.Connection, batch: int) -> Reversal:
    """Take out what can be taken out; each undo of a batch has a number, so that a redo brings just its trades back."""
    facts = {"batch": batch, "undo": _next_undo(connection, batch)}
    mark_batch(connection, batch)
    passed, passed_to = withdraw(connection, batch, facts["undo"])
    connection.execute(_GIVE_BACK, facts)
    count = sum(connection.execute(sql, facts).rowcount for sql in (_TAKE_RED, _TAKE))
    connection.execute(_STAND_AGAIN, facts)
    kept, refused = connection.execute(_LEFT, facts).fetchone()
    return Reversal(
        count,
        kept,
        refused,
        tuple(name for (name,) in connection.execute(_KEPT_BY, facts)) if kept else (),
        tuple(number for (number,) in connection.execute(_REFUSED_BY, facts)) if refused else (),
        passed,
        passed_to,
    )


def _next_undo(connection: sqlite3.Connection, batch: int) -> int:
    sql = "SELECT coalesce(max(undone), 0) FROM trades WHERE batch = ? AND live = 2"
    trades = int(connection.execute(sql, (batch,)).fetchone()[0])
    return max(trades, last_withdrawn(connection, batch) or 0) + 1


# a red-letter line goes only while what it took back still stands as it left it
_GIVE_BACK = f"""
UPDATE trades SET live = 1 WHERE live = 3
    AND id IN (SELECT t.reverses FROM trades t WHERE t.batch = :batch AND t.live = 3 AND {_FREE})
"""
_TAKE_RED = f"""
UPDATE trades AS t SET live = 2, undone = :undo WHERE t.batch = :batch AND t.live = 3 AND {_FREE}
    AND EXISTS (SELECT 1 FROM trades o WHERE o.id = t.reverses AND o.live = 1)
"""
_TAKE = f"UPDATE trades AS t SET live = 2, undone = :undo WHERE t.batch = :batch AND t.live = 1 AND {_FREE}"
_STAND_AGAIN = """
UPDATE trades SET live = iif(live = 4, 3, 1)
WHERE id IN (SELECT replaces FROM trades WHERE batch = :batch AND live = 2 AND undone = :undo AND replaces IS NOT NULL)
"""
_LEFT = (
    f"SELECT coalesce(sum({_KEPT}), 0), coalesce(sum(NOT {_KEPT}), 0) FROM trades t WHERE batch = :batch AND live <> 2"
)
_KEPT_BY = """
SELECT DISTINCT used_by FROM trade_uses JOIN trades ON id = trade WHERE batch = :batch AND live <> 2 ORDER BY used_by
"""
_REFUSED_BY = f"""
WITH t AS (SELECT id, reverses FROM trades t WHERE batch = :batch AND live <> 2 AND NOT {_KEPT})
SELECT o.batch FROM trades o JOIN t ON o.replaces = t.id WHERE o.live <> 2
UNION SELECT o.batch FROM trades o JOIN t ON o.replaces = t.reverses WHERE o.live <> 2
UNION SELECT o.batch FROM trades o JOIN t ON o.reverses = t.id WHERE o.live IN (3, 4)
EXCEPT SELECT :batch ORDER BY 1
"""
