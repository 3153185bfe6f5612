"""What was said of a quarter's price before it was announced, day by day; and the desk's own formula."""

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desk_app.store.codec import to_decimal, to_text


@dataclass(frozen=True, slots=True)
class Said:
    """The estimate of a day (ISO) for a quarter: yuan per dry tonne without VAT at `basis` percent REO."""

    day: str
    target: str
    way: str
    basis: Decimal
    price: Decimal
    error: Decimal | None


def keep_said(connection: sqlite3.Connection, said: Said, at: str) -> None:
    """Keep a day's estimate; a later one of the same day takes its place."""
    values = (said.day, said.target, said.way, to_text(said.basis), to_text(said.price), to_text(said.error), at)
    connection.execute("INSERT OR REPLACE INTO nowcasts VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def all_said(connection: sqlite3.Connection, way: str) -> list[Said]:
    """Every day's estimate, by quarter and day."""
    rows = connection.execute(
        "SELECT day, target, way, basis, price, error FROM nowcasts WHERE way = ? ORDER BY target, day", (way,)
    )
    return [
        Said(day, target, kind, to_decimal(basis), to_decimal(price), None if error is None else to_decimal(error))
        for day, target, kind, basis, price, error in rows
    ]


def keep_pack(connection: sqlite3.Connection, entry: dict[str, Any], name: str, at: str) -> None:
    """From now on this formula counts."""
    text = json.dumps(entry, ensure_ascii=False)
    connection.execute("INSERT INTO formula_packs (entry, name, at) VALUES (?, ?, ?)", (text, name, at))


def newest_pack(connection: sqlite3.Connection) -> dict[str, Any] | None:
    """The formula that counts, as it was given; None where none was."""
    row = connection.execute("SELECT entry FROM formula_packs ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else dict(json.loads(row[0]))
