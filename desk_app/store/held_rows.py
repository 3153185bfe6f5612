"""Rows that wait: kept with their cells and reasons, put right later or set aside, never lost.

A row's state is `waiting`; `fixed` when it was put right by hand; `set_aside` with the reason; or `came_right` when a
later import brought the line in good order as a trade. The last holds only as long as that trade is not undone: undo
and redo of the later import need not know of the row.

A line that a later file brought again, still faulty, waits once: with the latest import of it that is not undone. Its
rows have one `line`, the number of the first of them; the others are told as `sent_again`.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.mapping_entry import mapping_entry, mapping_from


@dataclass(frozen=True, slots=True)
class Settled:
    """Why a row waits no more: `state`, since when (UTC, ISO), the reason or the batch (`by`) and the trade that it
    came right as. `sent_again`: it waits with, or was settled with, another batch.
    """

    state: str
    at: str
    by: str
    trade: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A held row: its number, its batch, file and source, the time since when (UTC, ISO), and how its batch was read:
    None for one from before that was kept. `doubt_commas` as in the reading; `owner` is who is to settle it, empty for
    one from before that was kept; `line` is the first row of the same line; `settled` is None while it waits;
    `undone`: its batch is.
    """

    id: int
    batch: int
    file: str
    source: str
    since: str
    row: HeldRow
    mapping: Columns | None
    doubt_commas: bool
    owner: str
    line: int
    settled: Settled | None = None
    undone: bool = False

    @property
    def became(self) -> Problem | None:
        """What became of it, as something to be told; None while it waits."""
        if self.settled is None:
            return None
        facts = {"by": self.settled.by, "trade": str(self.settled.trade or "")}
        return Problem(f"held_{self.settled.state}", "row", self.row.source_row, Level.WARNING, facts)


def keep_mapping(connection: sqlite3.Connection, batch: int, mapping: Columns, *, doubt_commas: bool) -> None:
    """How the lines of a batch are read."""
    entry = json.dumps({"mapping": mapping_entry(mapping), "doubt_commas": doubt_commas}, ensure_ascii=False)
    connection.execute("UPDATE batches SET mapping = ? WHERE id = ?", (entry, batch))


def add_held(connection: sqlite3.Connection, batch: int, rows: Iterable[HeldRow]) -> None:
    """Keep rows that could not be taken; they are for the batch's owner to settle."""
    connection.executemany(
        "INSERT INTO held_rows (batch, source_row, cells, problems, owner)"
        " SELECT b.id, ?2, ?3, ?4, b.owner FROM batches b WHERE b.id = ?1",
        ((batch, row.source_row, json.dumps(row.cells, ensure_ascii=False), _problems_text(row)) for row in rows),
    )


_TWIN = (
    "c.source = b.source AND c.file_hash = b.file_hash AND c.sheet = b.sheet AND c.undone_at IS NULL AND c.id <> b.id"
)


def held_before(connection: sqlite3.Connection, batch: int) -> frozenset[int]:
    """The lines of a batch's file that an earlier import of the very same bytes holds."""
    sql = f"SELECT h.source_row FROM batches b JOIN batches c ON {_TWIN} JOIN held_rows h ON h.batch = c.id"
    rows = connection.execute(f"{sql} WHERE b.id = ?", (batch,))
    return frozenset(line for (line,) in rows)


def _is_settled(row: str) -> str:
    right = f"EXISTS (SELECT 1 FROM trades WHERE id = {row}.trade AND live <> 2)"
    return f"({row}.state IN ('fixed', 'set_aside') OR {row}.state = 'came_right' AND {right})"


_AGAIN = """(
    SELECT max(c.id) FROM held_rows o JOIN batches c ON c.id = o.batch
    WHERE o.line = h.line AND o.id <> h.id AND c.undone_at IS NULL
        AND (c.id > b.id OR o.state = 'fixed' AND h.id <= CAST(o.settled_by AS INTEGER))
)"""
"""The batch in which the line stands instead: a later one, or one in which it was put right since this one came; other
ways of being settled are noted with all its rows."""
# a line of the same bytes waits once, with the latest import of them, and not at all once it is settled with any
_ELSEWHERE = f"""coalesce({_AGAIN}, (
    SELECT max(c.id) FROM batches c JOIN held_rows o ON o.batch = c.id AND o.source_row = h.source_row
    WHERE {_TWIN} AND (c.id > b.id OR {_is_settled("o")})
))"""
_WAITS = f"NOT {_is_settled('h')} AND {_ELSEWHERE} IS NULL"
_ROWS = f"""
SELECT h.id, b.id, b.file, b.source, b.imported_at, h.source_row, h.cells, h.problems, b.mapping, h.owner,
    b.undone_at IS NOT NULL, {_is_settled("h")}, {_ELSEWHERE}, h.state, h.settled_at, coalesce(h.settled_by, ''),
    h.trade, coalesce(h.line, h.id)
FROM held_rows h JOIN batches b ON b.id = h.batch
WHERE {{which}} ORDER BY h.id
"""
_STANDING = "b.undone_at IS NULL"


def held_rows(connection: sqlite3.Connection) -> list[Held]:
    """Rows that wait, oldest first; those of undone batches do not wait any more."""
    return _found(connection, f"{_STANDING} AND {_WAITS}")


def settled_rows(connection: sqlite3.Connection) -> list[Held]:
    """Rows that wait no more, of batches that are not undone."""
    return _found(connection, f"{_STANDING} AND ({_is_settled('h')} OR {_ELSEWHERE} IS NOT NULL)")


def rows_of(connection: sqlite3.Connection, batch: int) -> list[Held]:
    """All rows that the batch has held, by line."""
    return sorted(_found(connection, "b.id = :id", batch), key=lambda held: held.row.source_row)


def earlier_rows(connection: sqlite3.Connection, batch: int) -> list[Held]:
    """Rows of the batch's source that wait in earlier ones, or would if these were not undone; of a line the latest."""
    return _latest(connection, batch, _WAITS)


def earlier_lines(connection: sqlite3.Connection, batch: int) -> list[Held]:
    """The same, and those that were put right or came right: what they became may be undone."""
    return _latest(connection, batch, f"h.state <> 'set_aside' AND {_AGAIN} IS NULL")


def _latest(connection: sqlite3.Connection, batch: int, state: str) -> list[Held]:
    which = f"b.id < :id AND b.source = (SELECT source FROM batches WHERE id = :id) AND {state}"
    return list({held.line: held for held in _found(connection, which, batch)}.values())


def find_held(connection: sqlite3.Connection, number: int) -> Held | None:
    """One row, while it waits."""
    found = _found(connection, f"h.id = :id AND {_STANDING} AND {_WAITS}", number)
    return found[0] if found else None


def settle_held(
    connection: sqlite3.Connection, number: int, state: str, at: str, by: str = "", trade: int | None = None
) -> None:
    """The row waits no more: `fixed`, `set_aside` with the reason (`by`), or `came_right` by a batch as a trade.

    What is not of its own batch alone, holds for the same line of other files as well; what was `fixed`, for those
    that came before it was: `by` is then the last row of all.
    """
    if state == "fixed":
        (by,) = connection.execute("SELECT CAST(max(id) AS TEXT) FROM held_rows").fetchone()
    others = (
        f"line = (SELECT line FROM held_rows WHERE id = :id) AND :state <> 'fixed' AND NOT {_is_settled('held_rows')}"
    )
    connection.execute(
        "UPDATE held_rows SET state = :state, settled_at = :at, settled_by = :by, trade = :trade"
        f" WHERE id = :id OR {others}",
        {"id": number, "state": state, "at": at, "by": by, "trade": trade},
    )


def hand_over(connection: sqlite3.Connection, number: int, owner: str) -> None:
    """The row is for somebody else to settle."""
    connection.execute("UPDATE held_rows SET owner = ? WHERE id = ?", (owner, number))


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


def _found(connection: sqlite3.Connection, which: str, number: int = 0) -> list[Held]:
    readings: dict[str, tuple[Columns | None, bool]] = {}  # a batch's rows share one
    found = []
    for row in connection.execute(_ROWS.format(which=which), {"id": number}):
        number, batch, file, source, since, line, cells, problems, read, owner, undone, *gone, same = row
        if read not in readings:
            readings[read] = _reading(read)
        told = held_row(line, cells, problems)
        mapping, commas = readings[read]
        why = _settled(connection, *gone)
        found.append(Held(number, batch, file, source, since, told, mapping, commas, owner, same, why, bool(undone)))
    return found


def _settled(
    connection: sqlite3.Connection, settled: int, again: int | None, state: str, at: str, by: str, trade: int | None
) -> Settled | None:
    if settled:
        return Settled(state, at, "" if state == "fixed" else by, trade)
    if again is None:
        return None
    (since,) = connection.execute("SELECT imported_at FROM batches WHERE id = ?", (again,)).fetchone()
    return Settled("sent_again", since, str(again), None)


def _reading(text: str) -> tuple[Columns | None, bool]:
    entry = json.loads(text)
    return mapping_from(entry["mapping"]) if entry else None, bool(entry.get("doubt_commas"))


def held_row(number: int, cells: str, problems: str) -> HeldRow:
    """A held row from its JSON."""
    told = tuple(Problem(p["key"], p["field"], number, _level(p), p["facts"]) for p in json.loads(problems))
    return HeldRow(number, tuple(json.loads(cells)), told)


def _level(problem: Mapping[str, str]) -> Level:
    """Not kept by early versions, for which every problem of a held row held it."""
    return Level(problem.get("level", Level.ERROR.value))


def _problems_text(row: HeldRow) -> str:
    told = [{"key": p.key, "field": p.field, "facts": dict(p.facts), "level": p.level.value} for p in row.problems]
    return json.dumps(told, ensure_ascii=False)
