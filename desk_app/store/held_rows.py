"""Rows that wait: kept with their cells and reasons, put right later or set aside, never lost."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.mapping_entry import mapping_entry, mapping_from


@dataclass(frozen=True, slots=True)
class Held:
    """A held row as it waits: its number, its batch, file and source, the time since when (UTC, ISO), and how its batch
    was read: None for one from before that was kept. `doubt_commas` as in the reading.
    """

    id: int
    batch: int
    file: str
    source: str
    since: str
    row: HeldRow
    mapping: Columns | None
    doubt_commas: bool


def keep_mapping(connection: sqlite3.Connection, batch: int, mapping: Columns, *, doubt_commas: bool) -> None:
    """How the lines of a batch are read."""
    entry = json.dumps({"mapping": mapping_entry(mapping), "doubt_commas": doubt_commas}, ensure_ascii=False)
    connection.execute("UPDATE batches SET mapping = ? WHERE id = ?", (entry, batch))


def add_held(connection: sqlite3.Connection, batch: int, rows: Iterable[HeldRow]) -> None:
    """Keep rows that could not be taken."""
    connection.executemany(
        "INSERT INTO held_rows (batch, source_row, cells, problems) VALUES (?, ?, ?, ?)",
        ((batch, row.source_row, json.dumps(row.cells, ensure_ascii=False), _problems_text(row)) for row in rows),
    )


_WAITING = """
SELECT h.id, b.id, b.file, b.source, b.imported_at, h.source_row, h.cells, h.problems, b.mapping
FROM held_rows h JOIN batches b ON b.id = h.batch
WHERE b.undone_at IS NULL AND h.state = 'waiting' {which} ORDER BY h.id
"""


def held_rows(connection: sqlite3.Connection, batch: int | None = None) -> list[Held]:
    """Rows that wait, oldest first; those of undone batches do not wait any more."""
    which = "" if batch is None else "AND b.id = :batch"
    return [_held(*row) for row in connection.execute(_WAITING.format(which=which), {"batch": batch})]


def find_held(connection: sqlite3.Connection, number: int) -> Held | None:
    """One row, while it waits."""
    row = connection.execute(_WAITING.format(which="AND h.id = :id"), {"id": number}).fetchone()
    return _held(*row) if row else None


def settle_held(connection: sqlite3.Connection, number: int, state: str, at: str, by: str = "") -> None:
    """The row waits no more: `fixed`, or `set_aside` with the reason (`by`)."""
    connection.execute(
        "UPDATE held_rows SET state = ?, settled_at = ?, settled_by = ? WHERE id = ?", (state, at, by, number)
    )


def note_fixes(connection: sqlite3.Connection, held: Held, fixes: Mapping[int, str], row: HeldRow, at: str) -> None:
    """What was typed in place of the file's texts, by column from 0; and what the row says now."""
    was = held.row.cells
    connection.executemany(
        "INSERT INTO fixes (batch, source_row, column, was, now, at) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (held.batch, row.source_row, column, was[column] if column < len(was) else "", text, at)
            for column, text in fixes.items()
        ],
    )
    cells = json.dumps(row.cells, ensure_ascii=False)
    connection.execute(
        "UPDATE held_rows SET cells = ?, problems = ? WHERE id = ?", (cells, _problems_text(row), held.id)
    )


def _held(  # the columns of _WAITING
    number: int, batch: int, file: str, source: str, since: str, line: int, cells: str, problems: str, read: str
) -> Held:
    entry = json.loads(read)
    mapping = mapping_from(entry["mapping"]) if entry else None
    row = held_row(line, cells, problems)
    return Held(number, batch, file, source, since, row, mapping, bool(entry.get("doubt_commas")))


def held_row(number: int, cells: str, problems: str) -> HeldRow:
    """A held row from its JSON."""
    told = tuple(Problem(p["key"], p["field"], number, Level.ERROR, p["facts"]) for p in json.loads(problems))
    return HeldRow(number, tuple(json.loads(cells)), told)


def _problems_text(row: HeldRow) -> str:
    told = [{"key": p.key, "field": p.field, "facts": dict(p.facts)} for p in row.problems]
    return json.dumps(told, ensure_ascii=False)
