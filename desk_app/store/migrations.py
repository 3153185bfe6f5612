"""The database's tables, as numbered steps. A step that has shipped is never changed; a new one is added below."""

from collections.abc import Callable

from sqlite_utils import Database

from desk_app.store.alert_tables import _m0011_alerts
from desk_app.store.announcement_tables import _m0012_announcements
from desk_app.store.claims_step import CLAIMS
from desk_app.store.compact_tables import COMPACT
from desk_app.store.contract_tables import _m0013_contracts
from desk_app.store.delivery_tables import _m0015_deliveries
from desk_app.store.event_tables import EVENTS
from desk_app.store.index_tables import INDEX
from desk_app.store.nowcast_tables import _m0014_nowcasts
from desk_app.store.official_tables import OFFICIAL
from desk_app.store.tick_tables import TICKS

_TRADES = """
CREATE TABLE products (
    key TEXT PRIMARY KEY,
    entry TEXT NOT NULL               -- JSON: the user's own product, or what overlays a catalogue entry
) STRICT;

CREATE TABLE batches (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    file TEXT NOT NULL,               -- name only
    file_hash TEXT NOT NULL,          -- SHA-256 of the bytes
    sheet TEXT NOT NULL DEFAULT '',
    encoding TEXT NOT NULL DEFAULT '',
    imported_at TEXT NOT NULL,        -- UTC
    rows INTEGER NOT NULL,
    new INTEGER NOT NULL,
    same INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    held INTEGER NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    undone_at TEXT
) STRICT;

CREATE TABLE trades (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL,                -- 16 bytes: who this trade is, per source
    version INTEGER NOT NULL,
    live INTEGER NOT NULL,            -- 1: the version that counts now
    content BLOB NOT NULL,            -- 16 bytes: what this version says
    batch INTEGER NOT NULL REFERENCES batches (id),
    source_row INTEGER NOT NULL,
    trade_date TEXT NOT NULL,
    product TEXT NOT NULL,
    grade TEXT NOT NULL DEFAULT '',
    quantity_t TEXT NOT NULL,         -- tonnes, exact decimal
    price_stated TEXT NOT NULL,       -- as the file says, exact decimal
    unit_stated TEXT NOT NULL,
    tax TEXT NOT NULL,
    vat_percent TEXT NOT NULL,
    price_ex_vat TEXT NOT NULL,       -- yuan per tonne, 4 decimals
    price_inc_vat TEXT NOT NULL,      -- yuan per tonne, 4 decimals
    amount_ex_vat TEXT NOT NULL,      -- yuan, 2 decimals
    ref TEXT NOT NULL DEFAULT '',
    buyer TEXT NOT NULL DEFAULT '',
    seller TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX trades_live_key ON trades (key) WHERE live = 1;
CREATE INDEX trades_batch ON trades (batch);
-- covers the day totals, in an order that no import order changes
CREATE INDEX trades_day ON trades (trade_date, product, key, price_ex_vat, quantity_t) WHERE live = 1;

CREATE TABLE held_rows (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batches (id),
    source_row INTEGER NOT NULL,
    cells TEXT NOT NULL,              -- JSON: the row's cells as read
    problems TEXT NOT NULL            -- JSON: what is wrong with it
) STRICT;

CREATE INDEX held_rows_batch ON held_rows (batch);
"""

_INDEXES = """
CREATE TABLE vintages (
    id INTEGER PRIMARY KEY,
    built_at TEXT NOT NULL,           -- UTC
    method TEXT NOT NULL,
    inputs_hash TEXT NOT NULL,        -- of the day totals
    seen TEXT NOT NULL                -- mark of the live trades
) STRICT;

CREATE TABLE index_values (
    code TEXT NOT NULL,
    every TEXT NOT NULL,
    period TEXT NOT NULL,
    vintage INTEGER NOT NULL REFERENCES vintages (id),
    value REAL,                       -- NULL: none, and status says why
    status TEXT NOT NULL,
    trades INTEGER NOT NULL,
    tonnes REAL NOT NULL,
    coverage REAL NOT NULL,
    imputed REAL NOT NULL,
    PRIMARY KEY (code, every, period, vintage)
) STRICT, WITHOUT ROWID;
"""

_SHEETS = """
CREATE TABLE sheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,              -- draft
    created_at TEXT NOT NULL,         -- UTC
    data TEXT NOT NULL                -- JSON: blocks, keys and values, without language; decimals as text
) STRICT;
"""

_SETTLING = """
-- the trade that a row which came right is now
ALTER TABLE held_rows ADD COLUMN trade INTEGER;
-- who brought the file in, and is to settle what waits of it
ALTER TABLE batches ADD COLUMN owner TEXT NOT NULL DEFAULT '';

DROP INDEX held_rows_batch;
CREATE INDEX held_rows_line ON held_rows (batch, source_row);
CREATE INDEX batches_file ON batches (file_hash);
"""


def _run(database: Database, script: str) -> None:
    """Each statement by itself: `executescript` would commit the surrounding transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            database.conn.execute(statement)


def _m0001_trades(database: Database) -> None:
    _run(database, _TRADES)


def _m0002_indexes(database: Database) -> None:
    _run(database, _INDEXES)


def _m0003_sheets(database: Database) -> None:
    _run(database, _SHEETS)


def _m0004_compact(database: Database) -> None:
    _run(database, COMPACT)


def _m0005_settling(database: Database) -> None:
    _run(database, _SETTLING)


def _m0006_official(database: Database) -> None:
    _run(database, OFFICIAL)


def _m0007_index(database: Database) -> None:
    _run(database, INDEX)


def _m0008_claims(database: Database) -> None:
    _run(database, CLAIMS)


def _m0009_ticks(database: Database) -> None:
    _run(database, TICKS)


def _m0010_events(database: Database) -> None:
    _run(database, EVENTS)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _m0001_trades,
    _m0002_indexes,
    _m0003_sheets,
    _m0004_compact,
    _m0005_settling,
    _m0006_official,
    _m0007_index,
    _m0008_claims,
    _m0009_ticks,
    _m0010_events,
    _m0011_alerts,
    _m0012_announcements,
    _m0013_contracts,
    _m0014_nowcasts,
    _m0015_deliveries,
)
"""In order; the database's `user_version` counts how many it has had."""
