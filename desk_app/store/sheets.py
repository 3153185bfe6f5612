"""Sheets as the store keeps them: their data as JSON text, decimals in it as text too."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """One sheet. `created_at` is UTC, ISO; `data` the sheet as plain values."""

    id: int
    kind: str
    state: str
    created_at: str
    data: Mapping[str, Any]


_COLUMNS = "id, kind, state, created_at, data"


def add_sheet(connection: sqlite3.Connection, kind: str, state: str, created_at: str, data: Mapping[str, Any]) -> int:
    """A new sheet's number; numbers are never used twice."""
    cursor = connection.execute(
        "INSERT INTO sheets (kind, state, created_at, data) VALUES (?, ?, ?, ?)",
        (kind, state, created_at, json.dumps(data, ensure_ascii=False)),
    )
    return int(cursor.lastrowid or 0)


def all_sheets(connection: sqlite3.Connection) -> list[StoredSheet]:
    """Every sheet, the newest first."""
    return [_sheet(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM sheets ORDER BY id DESC")]


def find_sheet(connection: sqlite3.Connection, number: int) -> StoredSheet | None:
    """One sheet, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM sheets WHERE id = ?", (number,)).fetchone()
    return _sheet(row) if row else None


def _sheet(row: tuple[Any, ...]) -> StoredSheet:
    return StoredSheet(row[0], row[1], row[2], row[3], json.loads(row[4]))
