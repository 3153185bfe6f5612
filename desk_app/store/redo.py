"""Undone trades come back, each to where it stood: first version, successor of what it changed, or red letter."""

import sqlite3

_UNDONE = "SELECT id, key, version, reverses FROM trades WHERE batch = ? AND live = 2 ORDER BY reverses IS NOT NULL, id"
_LIVE = "SELECT version, live FROM trades WHERE key = ? AND live IN (1, 3)"


def redo_batch(connection: sqlite3.Connection, batch: int) -> tuple[int, int]:
    """Returns (redone, refused): refused are those which came in otherwise since, or whose ground is gone."""
    redone = refused = 0
    for number, key, version, reverses in connection.execute(_UNDONE, (batch,)).fetchall():
        if _can_return(connection, key, version) and (reverses is None or _set_aside(connection, reverses)):
            connection.execute("UPDATE trades SET live = 0 WHERE key = ? AND live = 1", (key,))
            live = 1 if reverses is None else 3
            connection.execute("UPDATE trades SET live = ? WHERE id = ?", (live, number))
            redone += 1
        else:
            refused += 1
    return redone, refused


def _can_return(connection: sqlite3.Connection, key: bytes, version: int) -> bool:
    """A first version where there is none, a later one only upon the very version it changed."""
    found = connection.execute(_LIVE, (key,)).fetchone()
    if found is None:
        return version == 1
    there, live = found
    return bool(live == 1 and there == version - 1)


def _set_aside(connection: sqlite3.Connection, key: bytes) -> bool:
    """What a red-letter line takes back; False where it does not count now."""
    cursor = connection.execute("UPDATE trades SET live = 3 WHERE key = ? AND live = 1", (key,))
    return cursor.rowcount == 1
