"""The table of ore contracts, as the step of `migrations` makes it."""

from sqlite_utils import Database

_CONTRACTS = """
-- append-only: other terms are another version, which counts once a second person has confirmed it
CREATE TABLE contracts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,          -- the version, from 1
    valid_from TEXT NOT NULL,
    entry TEXT NOT NULL,              -- JSON: what each field says
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,            -- UTC
    confirmed_by TEXT,
    confirmed_at TEXT,                -- UTC
    UNIQUE (name, number)
) STRICT
"""


def _m0013_contracts(database: Database) -> None:
    database.conn.execute(_CONTRACTS)
