"""The desk's own notes. Append-only: what a note said before it was changed or deleted can still be read."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """What a note said from `at` (UTC, ISO) on, and who wrote it; `gone`: it was deleted."""

    number: int
    day: date
    text: str
    name: str
    at: str
    gone: bool


_COLUMNS = "number, day, text, name, at, gone"
_NEWEST = "id IN (SELECT max(id) FROM notes GROUP BY number)"


def add_note(connection: sqlite3.Connection, day: date, text: str, name: str, at: str) -> int:
    """A new note's number."""
    cursor = connection.execute(
        "INSERT INTO notes (number, day, text, name, at) VALUES (0, ?, ?, ?, ?)", (day.isoformat(), text, name, at)
    )
    connection.execute("UPDATE notes SET number = id WHERE id = ?", (cursor.lastrowid,))
    return int(cursor.lastrowid or 0)


def add_version(connection: sqlite3.Connection, version: NoteVersion) -> None:
    """From now on the note says this, or is gone."""
    values = (version.number, version.day.isoformat(), version.text, version.name, version.at, int(version.gone))
    connection.execute(f"INSERT INTO notes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)


def standing_notes(connection: sqlite3.Connection) -> list[NoteVersion]:
    """Every note as it stands, by day."""
    return _versions(
        connection.execute(f"SELECT {_COLUMNS} FROM notes WHERE {_NEWEST} AND NOT gone ORDER BY day, number")
    )


def note_versions(connection: sqlite3.Connection, number: int) -> list[NoteVersion]:
    """All that a note ever said, oldest first; empty where there is no such note."""
    return _versions(connection.execute(f"SELECT {_COLUMNS} FROM notes WHERE number = ? ORDER BY id", (number,)))


def _versions(rows: Iterable[tuple[int, str, str, str, str, int]]) -> list[NoteVersion]:
    return [
        NoteVersion(number, date.fromisoformat(day), text, name, at, bool(gone))
        for number, day, text, name, at, gone in rows
    ]
