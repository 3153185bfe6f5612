"""What the desk added to the calendar: keys it trusts, files it took, days it closed. Nothing is overwritten."""

import sqlite3
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key, whose it is, and who took it on when (UTC, ISO)."""

    key: str
    label: str
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A renewed calendar as it came, and who took it when (UTC, ISO)."""

    content: bytes
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Closure:
    """A day closed by hand (or with `closed` False opened again): why, by whom, when (UTC, ISO)."""

    day: date
    closed: bool
    why: str
    name: str
    at: str


def save_key(connection: sqlite3.Connection, key: TrustedKey, trusted: bool) -> None:
    """From now on the key is trusted, or no more."""
    values = (key.key, key.label, int(trusted), key.name, key.at)
    connection.execute("INSERT INTO trusted_keys (key, label, trusted, name, at) VALUES (?, ?, ?, ?, ?)", values)


def trusted_keys(connection: sqlite3.Connection) -> dict[str, TrustedKey]:
    """Those that are trusted now, the longest known first."""
    newest = "SELECT max(id) FROM trusted_keys GROUP BY key"
    rows = connection.execute(
        f"SELECT key, label, name, at FROM trusted_keys WHERE id IN ({newest}) AND trusted ORDER BY id"
    )
    return {row[0]: TrustedKey(*row) for row in rows}


def add_file(connection: sqlite3.Connection, file: TakenFile) -> None:
    """Keep a file that was found good."""
    values = (file.content, file.name, file.at)
    connection.execute("INSERT INTO calendar_files (content, name, at) VALUES (?, ?, ?)", values)


def taken_files(connection: sqlite3.Connection) -> list[TakenFile]:
    """All of them, in the order they were taken."""
    rows = connection.execute("SELECT content, name, at FROM calendar_files ORDER BY id")
    return [TakenFile(*row) for row in rows]


def save_closure(connection: sqlite3.Connection, closure: Closure) -> None:
    """From now on the day is closed, or no more."""
    values = (closure.day.isoformat(), int(closure.closed), closure.why, closure.name, closure.at)
    connection.execute("INSERT INTO closures (day, closed, why, name, at) VALUES (?, ?, ?, ?, ?)", values)


def closures_log(connection: sqlite3.Connection) -> list[Closure]:
    """Every word on a day, oldest first."""
    rows = connection.execute("SELECT day, closed, why, name, at FROM closures ORDER BY id")
    return [Closure(date.fromisoformat(day), bool(closed), *told) for day, closed, *told in rows]


def standing_closures(connection: sqlite3.Connection) -> list[Closure]:
    """The days that are closed by hand now, in their order."""
    newest = {closure.day: closure for closure in closures_log(connection)}
    return [newest[day] for day in sorted(newest) if newest[day].closed]
