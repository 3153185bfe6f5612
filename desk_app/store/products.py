"""The user's own products and what overlays the catalogue's."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database


def overlay_entries(database: Database) -> list[dict[str, Any]]:
    """The user's entries, oldest first."""
    rows = database.conn.execute("SELECT entry FROM products ORDER BY rowid")
    return [json.loads(entry) for (entry,) in rows]


def save_entries(database: Database, entries: Iterable[Mapping[str, Any]]) -> None:
    """Keep entries, each replacing the one of the same key."""
    rows = [{"key": e["key"], "entry": json.dumps(dict(e), ensure_ascii=False)} for e in entries]
    with database.conn:
        database["products"].upsert_all(rows, pk="key")  # type: ignore[union-attr]
