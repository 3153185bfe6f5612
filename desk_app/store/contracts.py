"""Ore contracts and their versions. Append-only: a version is confirmed once, and says for ever what it said."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.domain.ore.contract import Contract
from desk_app.domain.ore.contract_entry import contract_entry, contract_from


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """Terms from `valid_from` on, by whom and why; moments are UTC, ISO. It counts once it is confirmed."""

    name: str
    number: int
    valid_from: date
    contract: Contract
    why: str
    made_by: str
    made_at: str
    confirmed_by: str | None = None
    confirmed_at: str | None = None


_COLUMNS = "name, number, valid_from, entry, why, made_by, made_at, confirmed_by, confirmed_at"


def add_version(connection: sqlite3.Connection, version: ContractVersion) -> None:
    """Keep a version that nobody has confirmed yet."""
    entry = json.dumps(contract_entry(version.contract), ensure_ascii=False)
    day = version.valid_from.isoformat()
    connection.execute(
        "INSERT INTO contracts (name, number, valid_from, entry, why, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (version.name, version.number, day, entry, version.why, version.made_by, version.made_at),
    )


def confirm_version(connection: sqlite3.Connection, name: str, number: int, by: str, at: str) -> None:
    """From now on it counts."""
    connection.execute(
        "UPDATE contracts SET confirmed_by = ?, confirmed_at = ?"
        " WHERE name = ? AND number = ? AND confirmed_by IS NULL",
        (by, at, name, number),
    )


def versions_of(connection: sqlite3.Connection, name: str) -> list[ContractVersion]:
    """All versions of a contract, oldest first; empty where there is none."""
    return _versions(connection.execute(f"SELECT {_COLUMNS} FROM contracts WHERE name = ? ORDER BY number", (name,)))


def all_versions(connection: sqlite3.Connection) -> list[ContractVersion]:
    """Of every contract, by name, oldest first."""
    return _versions(connection.execute(f"SELECT {_COLUMNS} FROM contracts ORDER BY name, number"))


def _versions(rows: Iterable[tuple[Any, ...]]) -> list[ContractVersion]:
    return [
        ContractVersion(name, number, date.fromisoformat(day), contract_from(json.loads(entry)), *rest)
        for name, number, day, entry, *rest in rows
    ]
