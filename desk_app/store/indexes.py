"""Values of series by vintage. Append-only: a value that was once written stays readable as it was."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desk_app.domain.index.value_row import ValueRow

FIGURES = (
    "value",
    "status",
    "grade",
    "trades",
    "tonnes",
    "priced",
    "expected",
    "coverage",
    "imputed",
    "largest_party",
    "rejected",
    "parts",
)
"""What a row of a series says, after its period."""
_FIGURES = ", ".join(FIGURES)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Vintage:
    """One build that found something new. `inputs_hash` is of the product-day table it was made from."""

    id: int
    built_at: str
    method: str
    inputs_hash: str


def last_vintage(connection: sqlite3.Connection) -> Vintage | None:
    """The newest vintage."""
    row = connection.execute(
        "SELECT id, built_at, method, inputs_hash FROM vintages ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Vintage(*row) if row else None


def add_vintage(connection: sqlite3.Connection, built_at: str, method: str, inputs_hash: str) -> int:
    """The new vintage's number."""
    cursor = connection.execute(
        "INSERT INTO vintages (built_at, method, inputs_hash, seen) VALUES (?, ?, ?, '')",
        (built_at, method, inputs_hash),
    )
    return int(cursor.lastrowid or 0)


@dataclass(frozen=True, slots=True)
class State:
    """`revision` grows with every change of the trades, `built` is the one the values stand for.

    `built_on` is the day it was built on (ISO, "" for never), `request` a hash of what was asked for.
    """

    revision: int
    built: int
    built_on: str
    request: str


def state(connection: sqlite3.Connection) -> State:
    """How the values stand to the trades."""
    return State(*connection.execute("SELECT revision, built, built_on, request FROM index_state").fetchone())


def is_untouched(connection: sqlite3.Connection) -> bool:
    """Whether the desk has never had a trade: there is nothing to build."""
    return connection.execute("SELECT 1 FROM trades LIMIT 1").fetchone() is None


def set_built(connection: sqlite3.Connection, revision: int, today: str, request: str) -> None:
    """The values stand for the trades of a revision, seen on a day, as requested."""
    connection.execute("UPDATE index_state SET built = ?, built_on = ?, request = ?", (revision, today, request))


_LATEST = """
SELECT period, {figures}, max(vintage) FROM index_values WHERE code = ? AND every = ? {when}
GROUP BY period ORDER BY period
"""
"""SQLite gives the other columns of the row which has the maximum."""
_WHEN = "AND vintage IN (SELECT id FROM vintages WHERE built_at < ?)"


def latest_values(
    connection: sqlite3.Connection, code: str, every: str, known_before: str | None = None
) -> list[ValueRow]:
    """One series at one frequency, oldest first, as it stands or as it stood before a UTC time."""
    figures = ", ".join(FIGURES[:-1])
    sql = _LATEST.format(figures=figures, when=_WHEN if known_before else "")
    given = (code, every, known_before) if known_before else (code, every)
    return [ValueRow(*row) for row in connection.execute(sql, given)]


_OBSERVED = """
SELECT period, value, grade, trades, max(vintage) FROM index_values WHERE code = ? AND every = ?
GROUP BY period HAVING value IS NOT NULL ORDER BY period
"""


def observed_values(connection: sqlite3.Connection, code: str, every: str) -> list[tuple[str, float, str, int]]:
    """Only the periods that have a value as the series stands, oldest first: period, value, grade, trades."""
    return [row[:4] for row in connection.execute(_OBSERVED, (code, every))]


def latest_rows(connection: sqlite3.Connection, code: str, every: str) -> dict[str, Row]:
    """By period what was last written of a series: `FIGURES`."""
    sql = _LATEST.format(figures=_FIGURES, when="")
    return {period: tuple(figures) for period, *figures, _ in connection.execute(sql, (code, every))}


def parts_of(
    connection: sqlite3.Connection, code: str, every: str, period: str, known_before: str | None = None
) -> bytes | None:
    """The parts of one value as they are stored."""
    when = _WHEN if known_before else ""
    which = f"code = ? AND every = ? AND period = ? {when}"
    sql = f"SELECT parts FROM index_values WHERE {which} ORDER BY vintage DESC LIMIT 1"
    given = (code, every, period, known_before) if known_before else (code, every, period)
    row = connection.execute(sql, given).fetchone()
    return row[0] if row else None


def product_places(connection: sqlite3.Connection, keys: Iterable[str] = ()) -> dict[str, int]:
    """Each product's place among the parts, from 0; new ones get theirs."""
    if fresh := [(key,) for key in keys]:  # else it is only read: even no row at all would open a transaction
        connection.executemany("INSERT OR IGNORE INTO index_products (key) VALUES (?)", fresh)
    rows = connection.execute("SELECT key, id - 1 FROM index_products ORDER BY id").fetchall()
    return dict(rows)


def latest_codes(connection: sqlite3.Connection) -> list[str]:
    """Codes that have ever had a value, in order: a hop from one to the next, however many values there are."""
    found: list[str] = []
    following: str | None = ""
    while following is not None:
        row = connection.execute("SELECT min(code) FROM index_values WHERE code > ?", (following,)).fetchone()
        following = row[0]
        found.extend([following] if following else [])
    return found


def moments(connection: sqlite3.Connection, codes: Sequence[str], every: str) -> list[tuple[str, int]]:
    """When values of some series came, went or changed (UTC, oldest first), and how many each time."""
    marks = ", ".join("?" * len(codes))
    sql = f"""
    SELECT v.built_at, count(*) FROM index_values i JOIN vintages v ON v.id = i.vintage
    WHERE i.code IN ({marks}) AND i.every = ? GROUP BY v.id ORDER BY v.id
    """
    return connection.execute(sql, (*codes, every)).fetchall()


def digests(connection: sqlite3.Connection) -> dict[tuple[str, str], bytes]:
    """By code and frequency what each series came to last."""
    rows = connection.execute("SELECT code, every, digest FROM series_digests")
    return {(code, every): digest for code, every, digest in rows}


def set_digests(connection: sqlite3.Connection, found: Iterable[tuple[str, str, bytes]]) -> None:
    """Keep them instead of the last ones."""
    connection.execute("DELETE FROM series_digests")
    connection.executemany("INSERT INTO series_digests VALUES (?, ?, ?)", found)


def add_values(
    connection: sqlite3.Connection, vintage: int, code: str, every: str, rows: Iterable[Sequence[object]]
) -> None:
    """Write rows of period and `FIGURES` under a vintage."""
    marks = ", ".join("?" * (len(FIGURES) + 1))
    connection.executemany(
        f"INSERT INTO index_values (code, every, vintage, period, {_FIGURES}) VALUES (?, ?, ?, {marks})",
        ((code, every, vintage, *row) for row in rows),
    )
