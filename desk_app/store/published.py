"""What went out. Append-only: a published value never changes; a restatement is a new version with its notice."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published value; `parts` by product, `standard_error` of ln value (None: not known)."""

    code: str
    every: str
    period: str
    version: int
    value: float
    parts: dict[str, float]
    grade: str
    standard_error: float | None
    vintage: int
    published_at: str
    name: str
    notice: str

    @property
    def error_percent(self) -> float | None:
        """The standard error of ln value, in percent."""
        return None if self.standard_error is None else 100 * self.standard_error


_COLUMNS = "code, every, period, version, value, parts, grade, standard_error, vintage, published_at, name, notice"


def newest(connection: sqlite3.Connection, known_before: str | None = None) -> list[PublishedRow]:
    """The newest version of every published value, or of those that had gone out before a UTC time."""
    when, given = ("WHERE published_at < ?", (known_before,)) if known_before else ("", ())
    sql = f"SELECT {_COLUMNS}, max(version) FROM published_values {when} GROUP BY code, every, period"
    return [_row(row[:-1]) for row in connection.execute(sql, given)]


def versions(connection: sqlite3.Connection, code: str, every: str) -> list[PublishedRow]:
    """All versions of a series' values, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM published_values WHERE code = ? AND every = ? ORDER BY period, version"
    return [_row(row) for row in connection.execute(sql, (code, every))]


def count(connection: sqlite3.Connection) -> int:
    """How many values, restatements among them, have gone out."""
    return int(connection.execute("SELECT count(*) FROM published_values").fetchone()[0])


def products(connection: sqlite3.Connection) -> list[str]:
    """Every product that has a part in a published value, in order."""
    sql = "SELECT DISTINCT part.key FROM published_values, json_each(parts) AS part ORDER BY part.key"
    return [key for (key,) in connection.execute(sql)]


def _row(row: tuple[object, ...]) -> PublishedRow:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return PublishedRow(**{**values, "parts": json.loads(str(values["parts"]))})


def publish(connection: sqlite3.Connection, rows: Iterable[PublishedRow]) -> None:
    """Write values that go out."""
    connection.executemany(
        f"INSERT INTO published_values ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                row.code,
                row.every,
                row.period,
                row.version,
                row.value,
                json.dumps(row.parts, sort_keys=True),
                row.grade,
                row.standard_error,
                row.vintage,
                row.published_at,
                row.name,
                row.notice,
            )
            for row in rows
        ),
    )
