"""Import batches: which file, when, how many lines became what."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.store.claims import drop_claims


@dataclass(frozen=True, slots=True)
class Batch:
    """One import as the store keeps it. `imported_at` and `undone_at` are UTC, ISO; `owner` brought it in."""

    id: int
    source: str
    file: str
    file_hash: str
    sheet: str
    encoding: str
    imported_at: str
    rows: int
    new: int
    same: int
    changed: int
    held: int
    sample: bool
    undone_at: str | None
    left_out: int
    owner: str


_COLUMNS = (
    "id, source, file, file_hash, sheet, encoding, imported_at, rows, new, same, changed, held, sample, undone_at,"
    " left_out, owner"
)


def add_batch(connection: sqlite3.Connection, values: Mapping[str, Any]) -> int:
    """A new batch's number."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = connection.execute(f"INSERT INTO batches ({names}) VALUES ({marks})", dict(values))
    return int(cursor.lastrowid or 0)


def set_counts(connection: sqlite3.Connection, batch: int, counts: Mapping[str, int]) -> None:
    """What became of the batch's lines, known when all are through."""
    connection.execute(
        "UPDATE batches SET rows = :rows, new = :new, same = :same, changed = :changed, held = :held WHERE id = :id",
        {**counts, "id": batch},
    )


def drop_batch(connection: sqlite3.Connection, batch: int) -> None:
    """Take back a batch that turned out to hold nothing."""
    drop_claims(connection, batch)
    connection.execute("DELETE FROM batches WHERE id = ?", (batch,))


def all_batches(connection: sqlite3.Connection) -> list[Batch]:
    """Every batch, the newest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM batches ORDER BY id DESC")
    return [_batch(row) for row in rows]


def find_batch(connection: sqlite3.Connection, number: int) -> Batch | None:
    """One batch."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM batches WHERE id = ?", (number,)).fetchone()
    return _batch(row) if row else None


def _batch(row: tuple[Any, ...]) -> Batch:
    return Batch(*(*row[:12], bool(row[12]), *row[13:]))


def imported_before(connection: sqlite3.Connection, source: str | None, file_hash: str) -> bool:
    """Whether the very same bytes are in already, from this source (None: from any), and not undone."""
    found = connection.execute(
        "SELECT 1 FROM batches WHERE (:source IS NULL OR source = :source) AND file_hash = :hash"
        " AND undone_at IS NULL LIMIT 1",
        {"source": source, "hash": file_hash},
    )
    return found.fetchone() is not None


def mark_undone(connection: sqlite3.Connection, batch: int, at: str) -> None:
    """Nothing of the batch counts any more."""
    connection.execute("UPDATE batches SET undone_at = ? WHERE id = ?", (at, batch))


def mark_redone(connection: sqlite3.Connection, batch: int) -> None:
    """The batch counts again."""
    connection.execute("UPDATE batches SET undone_at = NULL WHERE id = ?", (batch,))


def move_held(connection: sqlite3.Connection, batch: int, counts: Mapping[str, int]) -> None:
    """One line of the batch is held no longer; it is new, the same or changed now."""
    connection.execute(
        "UPDATE batches SET held = held - 1, new = new + :new, same = same + :same, changed = changed + :changed"
        " WHERE id = :id",
        {**counts, "id": batch},
    )
