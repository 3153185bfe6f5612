"""Ticks of live sources, with how far each source was read: both are written together, so that nothing is lost or
doubled by a break. What could not be taken is kept beside.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.curve.merge import Kept, Note, Place, Taken
from desk_app.domain.curve.tick import AS_IT_COMES, CUT, About, Tick, about_entry, about_from, tick_line

_BRIEF_MS = 100
_PROBLEMS = 10_000
"""So many problems of a source are kept, the newest; all are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not taken as it came; times in UTC milliseconds."""

    kind: str
    event: str
    code: str
    at: int | None
    text: str
    heard_at: int
    taken: bool


def kept(connection: sqlite3.Connection, source: str) -> Kept:
    """What a source left before."""

    def said(era: int, event: str) -> str | None:
        return _said(connection, source, era, event)

    def same(tick: Tick) -> bool:
        sql = "SELECT 1 FROM ticks WHERE source = ? AND code = ? AND at = ? AND value = ?"
        row = connection.execute(sql, (source, tick.code, tick.at, exact_text(tick.value))).fetchone()
        return row is not None

    series = series_of(connection, source)
    newest = {about.code: at for about in series if (at := _newest(connection, source, about.code)) is not None}
    return Kept(place_of(connection, source), series, newest, said, same)


def _said(connection: sqlite3.Connection, source: str, era: int, event: str) -> str | None:
    where = "WHERE source = ? AND era = ? AND event = ?"
    row = connection.execute(f"SELECT code, at, value, event FROM ticks {where}", (source, era, event)).fetchone()
    if row is not None:
        return tick_line(_tick(row))
    row = connection.execute(f"SELECT text FROM tick_problems {where}", (source, era, event)).fetchone()
    return str(row[0]) if row else None


def be_brief(connection: sqlite3.Connection) -> None:
    """This thread's connection does not wait long for another's transaction."""
    connection.execute(f"PRAGMA busy_timeout = {_BRIEF_MS}")


def place_of(connection: sqlite3.Connection, source: str) -> Place:
    """How far a source was read."""
    row = connection.execute("SELECT event, era FROM tick_sources WHERE source = ?", (source,)).fetchone()
    return Place(*row) if row else Place()


def counts_of(connection: sqlite3.Connection, source: str) -> dict[str, int]:
    """What came from a source in all: ticks, and problems by kind."""
    row = connection.execute("SELECT counts FROM tick_sources WHERE source = ?", (source,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def sources(connection: sqlite3.Connection) -> tuple[str, ...]:
    """All sources that were ever heard."""
    return tuple(row[0] for row in connection.execute("SELECT source FROM tick_sources ORDER BY source"))


def series_of(connection: sqlite3.Connection, source: str) -> tuple[About, ...]:
    """The series of a source, by code."""
    rows = connection.execute("SELECT about FROM tick_series WHERE source = ? ORDER BY code", (source,))
    return tuple(about_from(json.loads(row[0])) for row in rows)


def _newest(connection: sqlite3.Connection, source: str, code: str) -> int | None:
    sql = "SELECT max(at) FROM ticks WHERE source = ? AND code = ?"
    row = connection.execute(sql, (source, code)).fetchone()
    return None if row[0] is None else int(row[0])


def newest_two(connection: sqlite3.Connection, source: str, code: str) -> tuple[Tick, ...]:
    """The newest tick and the one before it."""
    sql = "SELECT code, at, value, event FROM ticks WHERE source = ? AND code = ? ORDER BY at DESC, id DESC LIMIT 2"
    return tuple(map(_tick, connection.execute(sql, (source, code))))


def ticks_of(connection: sqlite3.Connection, source: str, code: str, start: int | None = None) -> list[Tick]:
    """The ticks of a series by time, those of one moment in the order they came."""
    sql = "SELECT code, at, value, event FROM ticks WHERE source = ? AND code = ? AND at >= ? ORDER BY at, id"
    return list(map(_tick, connection.execute(sql, (source, code, -(1 << 62) if start is None else start))))


def ticks_between(connection: sqlite3.Connection, source: str, start: int, end: int) -> list[Tick]:
    """All ticks of a source from one moment up to another, by time."""
    sql = "SELECT code, at, value, event FROM ticks WHERE source = ? AND at >= ? AND at < ? ORDER BY at, id"
    return list(map(_tick, connection.execute(sql, (source, start, end))))


def problems_of(connection: sqlite3.Connection, source: str, most: int = 100) -> list[Problem]:
    """The newest problems of a source."""
    columns = "kind, event, code, at, text, heard_at, taken"
    sql = f"SELECT {columns} FROM tick_problems WHERE source = ? ORDER BY id DESC LIMIT ?"
    rows = connection.execute(sql, (source, most))
    return [
        Problem(kind, event, code, at, text, heard, bool(taken)) for kind, event, code, at, text, heard, taken in rows
    ]


def waiting(connection: sqlite3.Connection, source: str) -> int:
    """How many ticks of the future wait for their time."""
    sql = "SELECT count(*) FROM tick_problems WHERE source = ? AND kind = 'future' AND taken = 0"
    return int(connection.execute(sql, (source,)).fetchone()[0])


# ---- writing
def add(
    connection: sqlite3.Connection,
    source: str,
    place: Place,
    ticks: Sequence[Taken],
    series: Iterable[About],
    notes: Sequence[Note],
    now: int,
) -> None:
    """Write what came, and how far the source was read."""
    counts = counts_of(connection, source)
    rows = ((source, t.tick.code, t.tick.at, exact_text(t.tick.value), t.era, t.tick.event) for t in ticks)
    connection.executemany(
        "INSERT OR IGNORE INTO ticks (source, code, at, value, era, event) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    connection.executemany(
        "INSERT OR REPLACE INTO tick_series (source, code, about) VALUES (?, ?, ?)",
        ((source, about.code, json.dumps(about_entry(about), ensure_ascii=False)) for about in series),
    )
    _add_notes(connection, source, notes, now)
    for name, more in _counted(ticks, notes).items():
        counts[name] = counts.get(name, 0) + more
    row = (source, place.event, place.era, json.dumps(counts))
    connection.execute("INSERT OR REPLACE INTO tick_sources (source, event, era, counts) VALUES (?, ?, ?, ?)", row)


def _counted(ticks: Sequence[Taken], notes: Iterable[Note]) -> Mapping[str, int]:
    found = {"ticks": len(ticks)}
    for note in notes:
        found[note.kind.value] = found.get(note.kind.value, 0) + 1
    return found


def _add_notes(connection: sqlite3.Connection, source: str, notes: Sequence[Note], now: int) -> None:
    if not notes:
        return
    columns = "source, kind, era, event, code, at, text, heard_at, taken"
    connection.executemany(
        f"INSERT INTO tick_problems ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((source, n.kind.value, n.era, n.event, n.code, n.at, n.text[:CUT], now, int(n.taken)) for n in notes),
    )
    oldest = "SELECT id FROM tick_problems WHERE source = ? ORDER BY id DESC LIMIT 1 OFFSET ?"
    row = connection.execute(oldest, (source, _PROBLEMS)).fetchone()
    if row is not None:
        gone = "DELETE FROM tick_problems WHERE source = ? AND id <= ? AND NOT (kind = 'future' AND taken = 0)"
        connection.execute(gone, (source, row[0]))


def due(connection: sqlite3.Connection, source: str, now: int) -> list[tuple[int, int, str, str]]:
    """Ticks of the future whose time has come, the oldest first: number, era, id and line."""
    sql = (
        "SELECT id, era, event, text FROM tick_problems "
        "WHERE source = ? AND kind = 'future' AND taken = 0 AND at <= ? ORDER BY at, id LIMIT 1000"
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(sql, (source, now))]


def mark_due(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """These have come in."""
    connection.executemany("UPDATE tick_problems SET taken = 1 WHERE id = ?", ((number,) for number in numbers))


def trim(connection: sqlite3.Connection, before: int) -> int:
    """Let go of what is older than a moment: problems, and ticks of series that come as they come; how many ticks.

    Values of days, weeks and months stay, and so does how far a source was read.
    """
    old = "DELETE FROM tick_problems WHERE heard_at < ? AND NOT (kind = 'future' AND taken = 0)"
    connection.execute(old, (before,))
    gone = "DELETE FROM ticks WHERE source = ? AND code = ? AND at < ?"
    passing = [
        (source, about.code, before)
        for source in sources(connection)
        for about in series_of(connection, source)
        if about.every == AS_IT_COMES
    ]
    return sum(connection.execute(gone, each).rowcount for each in passing)


def forget(connection: sqlite3.Connection, source: str) -> None:
    """All that a source left."""
    for table in ("ticks", "tick_problems", "tick_series", "tick_sources"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))


def _tick(row: tuple[str, int, str, str]) -> Tick:
    return Tick(row[0], row[1], Decimal(row[2]), row[3])
