"""Values of series by vintage. Append-only: a value that was once written stays readable as it was."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = "code, every, period, value, status, trades, tonnes, coverage, imputed"


@dataclass(frozen=True, slots=True)
class Vintage:
    """One build that found something new. `inputs_hash` is of the day totals it was made from, `seen` the
    live trades it saw, so that a look at the trades tells whether anything came since.
    """

    id: int
    built_at: str
    method: str
    inputs_hash: str
    seen: str


def last_vintage(connection: sqlite3.Connection) -> Vintage | None:
    """The newest vintage."""
    row = connection.execute(
        "SELECT id, built_at, method, inputs_hash, seen FROM vintages ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Vintage(*row) if row else None


def live_mark(connection: sqlite3.Connection) -> str:
    """A short mark of the set of live trades. A version never changes, so which ones are live tells all.

    The numbers are scattered before they are added: two sets with the same plain sum are easily come by.
    """
    count, total = connection.execute(_MARK).fetchone()
    return f"{count}:{total}"


_MARK = """
SELECT count(*), coalesce(sum(id * 2654435761 % 4294967291), 0)
FROM trades INDEXED BY trades_day WHERE live = 1
"""


def add_vintage(connection: sqlite3.Connection, built_at: str, method: str, inputs_hash: str, seen: str) -> int:
    """The new vintage's number."""
    cursor = connection.execute(
        "INSERT INTO vintages (built_at, method, inputs_hash, seen) VALUES (?, ?, ?, ?)",
        (built_at, method, inputs_hash, seen),
    )
    return int(cursor.lastrowid or 0)


def mark_seen(connection: sqlite3.Connection, vintage: int, seen: str) -> None:
    """Other trades, the same sums: the vintage holds for them as well."""
    connection.execute("UPDATE vintages SET seen = ? WHERE id = ?", (seen, vintage))


_LATEST = f"""
SELECT {_COLUMNS}, max(vintage) FROM index_values {{where}} GROUP BY code, every, period ORDER BY code, every, period
"""
"""SQLite gives the other columns of the row which has the maximum; the table is kept in this very order."""


def latest_frame(connection: sqlite3.Connection) -> "pd.DataFrame":
    """Everything as it stands now, withdrawn values too (value None)."""
    import pandas as pd

    rows = connection.execute(_LATEST.format(where="")).fetchall()
    return pd.DataFrame.from_records(rows, columns=[*_COLUMNS.split(", "), "vintage"]).astype({"value": "float64"})


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One period of one series as it stands now."""

    period: str
    value: float | None
    status: str
    trades: int
    tonnes: float
    coverage: float
    imputed: float


def latest_values(connection: sqlite3.Connection, code: str, every: str) -> list[ValueRow]:
    """One series at one frequency, oldest first."""
    rows = connection.execute(_LATEST.format(where="WHERE code = ? AND every = ?"), (code, every))
    return [ValueRow(*row[2:9]) for row in rows]


def latest_codes(connection: sqlite3.Connection) -> list[str]:
    """Codes that have ever had a value, in order: a hop from one to the next, however many values there are."""
    found: list[str] = []
    following: str | None = ""
    while following is not None:
        row = connection.execute("SELECT min(code) FROM index_values WHERE code > ?", (following,)).fetchone()
        following = row[0]
        found.extend([following] if following else [])
    return found


def add_values(connection: sqlite3.Connection, vintage: int, rows: Iterable[Sequence[object]]) -> None:
    """Write rows of `_COLUMNS` under a vintage."""
    connection.executemany(
        f"INSERT INTO index_values ({_COLUMNS}, vintage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {int(vintage)})", rows
    )
