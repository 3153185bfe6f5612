"""Official points by take. Append-only: another figure for a period is another version, and an undo deletes nothing."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from desk_app.domain.index.official_points.about import series_entry, series_from
from desk_app.domain.index.official_points.official import OfficialPoint, OfficialSeries, Version


@dataclass(frozen=True, slots=True)
class Take:
    """One file of official points as it was taken. `taken_at` and `undone_at` are UTC, ISO."""

    id: int
    series: OfficialSeries
    file: str
    sheet: str
    taken_at: str
    rows: int
    new: int
    same: int
    changed: int
    refused: int
    undone_at: str | None


_COLUMNS = "id, about, file, sheet, taken_at, rows, new, same, changed, refused, undone_at"


def add_take(connection: sqlite3.Connection, series: OfficialSeries, values: Mapping[str, str | int]) -> int:
    """A new take's number; `values` are the other columns of `official_takes`."""
    about = json.dumps(series_entry(series), ensure_ascii=False)
    row = {"code": series.code, "about": about, **values}
    marks = ", ".join(f":{name}" for name in row)
    cursor = connection.execute(f"INSERT INTO official_takes ({', '.join(row)}) VALUES ({marks})", row)
    return int(cursor.lastrowid or 0)


def add_points(connection: sqlite3.Connection, code: str, take: int, points: Sequence[OfficialPoint]) -> None:
    """Write the points of a take: all of them, so that they stand when an earlier take is undone."""
    connection.executemany(
        "INSERT INTO official_points (code, period, take, value, published_on, source_row) VALUES (?, ?, ?, ?, ?, ?)",
        ((code, point.period, take, format(point.value, "f"), point.published_on, point.row) for point in points),
    )


def all_takes(connection: sqlite3.Connection) -> list[Take]:
    """Every take, the oldest first, those undone too."""
    return [_take(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM official_takes ORDER BY id")]


def find_take(connection: sqlite3.Connection, number: int) -> Take | None:
    """One take."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM official_takes WHERE id = ?", (number,)).fetchone()
    return _take(row) if row else None


def mark_take_undone(connection: sqlite3.Connection, number: int, at: str) -> None:
    """Its points count no more; what earlier takes said counts again."""
    connection.execute("UPDATE official_takes SET undone_at = ? WHERE id = ?", (at, number))


def _take(row: tuple[Any, ...]) -> Take:
    return Take(row[0], series_from(json.loads(row[1])), *row[2:])


_VERSIONS = """
SELECT p.period, p.value, p.published_on, p.source_row, p.take, t.taken_at
FROM official_points p JOIN official_takes t ON t.id = p.take
WHERE p.code = ? AND t.undone_at IS NULL ORDER BY p.period, p.take
"""


def point_versions(connection: sqlite3.Connection, code: str) -> dict[str, list[Version]]:
    """All versions of each period that count, oldest first; the last one is the figure that stands."""
    found = (
        Version(OfficialPoint(period, Decimal(value), published_on, row), take, taken_at)
        for period, value, published_on, row, take, taken_at in connection.execute(_VERSIONS, (code,))
    )
    return {period: list(versions) for period, versions in groupby(found, key=lambda version: version.point.period)}
