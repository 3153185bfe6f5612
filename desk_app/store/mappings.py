"""How each source's files are read, as remembered: one profile for every line of headings."""

import json
import sqlite3
from dataclasses import dataclass

from desk_app.domain.trade.profile import Profile, profile_entry, profile_from


@dataclass(frozen=True, slots=True)
class Remembered:
    """A profile with its number, and when it was last used (UTC, ISO)."""

    id: int
    profile: Profile
    used_at: str


def all_mappings(connection: sqlite3.Connection) -> list[Remembered]:
    """Every profile, the one used last first."""
    rows = connection.execute("SELECT id, profile, used_at FROM mappings ORDER BY used_at DESC, id DESC")
    return [Remembered(number, profile_from(json.loads(entry)), used_at) for number, entry, used_at in rows]


def save_mapping(connection: sqlite3.Connection, profile: Profile, at: str) -> None:
    """Remember a profile in place of what was known of its source and headings."""
    entry = json.dumps(profile_entry(profile), ensure_ascii=False)
    headings = json.dumps(profile.headings, ensure_ascii=False)
    connection.execute(
        "INSERT INTO mappings (source, fingerprint, headings, profile, saved_at, used_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (source, fingerprint) DO UPDATE SET profile = excluded.profile, used_at = excluded.used_at",
        (profile.source, profile.fingerprint, headings, entry, at, at),
    )


def forget_mapping(connection: sqlite3.Connection, number: int) -> bool:
    """Whether there was one of this number."""
    return connection.execute("DELETE FROM mappings WHERE id = ?", (number,)).rowcount == 1
