"""What the desk itself has set for its indices: rules, groups, words on single trades. Nothing is overwritten."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any


def rules(connection: sqlite3.Connection) -> dict[str, Any]:
    """The rules in force; empty if the desk has set none."""
    row = connection.execute("SELECT rules FROM index_rules ORDER BY id DESC LIMIT 1").fetchone()
    return dict(json.loads(row[0])) if row else {}


def rules_log(connection: sqlite3.Connection) -> list[tuple[str, str, dict[str, Any]]]:
    """When, by whom and what, oldest first."""
    rows = connection.execute("SELECT at, name, rules FROM index_rules ORDER BY id")
    return [(at, name, json.loads(text)) for at, name, text in rows]


def save_rules(connection: sqlite3.Connection, entry: Mapping[str, Any], name: str, at: str) -> None:
    """From now on these."""
    connection.execute("INSERT INTO index_rules (rules, name, at) VALUES (?, ?, ?)", (_json(entry), name, at))


def group_entries(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The user's own groups, by code; the newest entry of each, unless it says that the group is gone."""
    rows = connection.execute("SELECT code, entry, max(id) FROM index_groups GROUP BY code ORDER BY code")
    entries = (json.loads(entry) for _, entry, _ in rows)
    return [entry for entry in entries if not entry.get("gone")]


def group_log(connection: sqlite3.Connection, code: str) -> list[tuple[str, dict[str, Any]]]:
    """When and what, oldest first."""
    rows = connection.execute("SELECT at, entry FROM index_groups WHERE code = ? ORDER BY id", (code,))
    return [(at, json.loads(entry)) for at, entry in rows]


def save_group(connection: sqlite3.Connection, entry: Mapping[str, Any], at: str) -> None:
    """Add a group, or the newest form of one."""
    connection.execute("INSERT INTO index_groups (code, entry, at) VALUES (?, ?, ?)", (entry["code"], _json(entry), at))


def _json(entry: Mapping[str, Any]) -> str:
    return json.dumps(dict(entry), ensure_ascii=False, sort_keys=True)


def save_verdict(
    connection: sqlite3.Connection, trade: int, fate: int, reason: str, name: str, at: str
) -> tuple[str, str] | None:
    """Someone's word on a live trade, in the place of an earlier one; its product and day, None if there is none."""
    day = leave_to_screen(connection, trade, at)
    connection.execute(
        "INSERT INTO verdicts (key, fate, reason, name, at)"
        " SELECT key, ?, ?, ?, ? FROM trades WHERE id = ? AND live = 1",
        (fate, reason, name, at, trade),
    )
    return day


def leave_to_screen(connection: sqlite3.Connection, trade: int, at: str) -> tuple[str, str] | None:
    """What was said of a live trade holds no more; its product and day, None if there is none."""
    sql = "SELECT key, product, trade_date FROM trades WHERE id = ? AND live = 1"
    found = connection.execute(sql, (trade,)).fetchone()
    if found is None:
        return None
    key, product, day = found
    sql = "UPDATE verdicts SET withdrawn_at = ? WHERE key = ? AND withdrawn_at IS NULL"
    connection.execute(sql, (at, key))
    return product, day
