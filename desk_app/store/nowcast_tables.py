"""The tables of nowcasts, as a step of `migrations` makes them."""

from sqlite_utils import Database

_NOWCASTS = (
    # the desk's own formula; the newest counts. It stays on this machine
    """
CREATE TABLE formula_packs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL,              -- JSON: figures as exact decimals
    name TEXT NOT NULL,               -- who gave it
    at TEXT NOT NULL                  -- UTC
) STRICT
""",
    # what was said of a quarter's price on a day, to be held against the announcement
    """
CREATE TABLE nowcasts (
    day TEXT NOT NULL,
    target TEXT NOT NULL,
    way TEXT NOT NULL,
    basis TEXT NOT NULL,              -- REO in percent, exact decimal
    price TEXT NOT NULL,              -- yuan per dry tonne without VAT, exact decimal
    error TEXT,                       -- root mean square of earlier errors, yuan
    at TEXT NOT NULL,                 -- UTC
    PRIMARY KEY (target, way, day)
) STRICT, WITHOUT ROWID
""",
)


def _m0014_nowcasts(database: Database) -> None:
    for statement in _NOWCASTS:
        database.conn.execute(statement)
