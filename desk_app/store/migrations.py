"""The database's tables, as numbered steps. A step that has shipped is never changed; a new one is added below."""

from collections.abc import Callable

from sqlite_utils import Database

from desk_app.store.index_tables import INDEX
from desk_app.store.official_tables import OFFICIAL

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

_COMPACT = """
CREATE TABLE trades_compact (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL,                -- 16 bytes: who this trade is, per source
    version INTEGER NOT NULL,
    live INTEGER NOT NULL,            -- 1 counts, 0 replaced, 2 undone, 3 a red-letter line or what it took back,
                                      -- 4 such a one, replaced
    content BLOB NOT NULL,            -- 16 bytes: what this version says
    batch INTEGER NOT NULL REFERENCES batches (id),
    source_row INTEGER NOT NULL,
    trade_date TEXT NOT NULL,
    product TEXT NOT NULL,
    grade TEXT NOT NULL,
    quantity_t TEXT NOT NULL,         -- tonnes, exact decimal
    price_stated TEXT NOT NULL,       -- as the file says, exact decimal
    unit_stated TEXT NOT NULL,
    tax TEXT NOT NULL,
    vat_percent TEXT NOT NULL,
    price_ex INTEGER NOT NULL,        -- 不含税, 1/10,000 yuan per tonne
    price_inc INTEGER NOT NULL,       -- 含税, 1/10,000 yuan per tonne
    amount_ex INTEGER NOT NULL,       -- 不含税, fen
    ref TEXT NOT NULL,
    buyer TEXT NOT NULL,
    seller TEXT NOT NULL,
    basis TEXT NOT NULL DEFAULT '',   -- dry, wet, oxide: the mass as the file states it
    fx TEXT,                          -- yuan for one unit of the price's currency, exact decimal
    reverses INTEGER,                 -- id of the trade that a red-letter line takes back
    replaces INTEGER,                 -- id of the version whose place this one took
    undone INTEGER                    -- which undo of its batch took it out, from 1; 0: a redo had to leave it out
) STRICT;

INSERT INTO trades_compact SELECT id, key, version, live, content, batch, source_row, trade_date, product, grade,
    quantity_t, price_stated, unit_stated, tax, vat_percent, CAST(round(CAST(price_ex_vat AS REAL) * 10000) AS INTEGER),
    CAST(round(CAST(price_inc_vat AS REAL) * 10000) AS INTEGER),
    CAST(round(CAST(amount_ex_vat AS REAL) * 100) AS INTEGER),
    ref, buyer, seller, '', NULL, NULL, NULL, iif(live = 2, 1, NULL) FROM trades;
DROP TABLE trades;
ALTER TABLE trades_compact RENAME TO trades;

CREATE INDEX trades_versions ON trades (key, version);
UPDATE trades SET replaces = (
    SELECT max(was.id) FROM trades was
    WHERE was.key = trades.key AND was.version = trades.version - 1 AND was.id < trades.id
) WHERE version > 1;
DROP INDEX trades_versions;

CREATE UNIQUE INDEX trades_live_key ON trades (key) WHERE live IN (1, 3);
CREATE INDEX trades_batch ON trades (batch);
-- covers the day totals, in an order that no import order changes
CREATE INDEX trades_day ON trades (trade_date, product, price_ex, quantity_t) WHERE live = 1;

-- JSON: the heading line's cells
ALTER TABLE batches ADD COLUMN headings TEXT NOT NULL DEFAULT '[]';
-- JSON: how a row of it is read
ALTER TABLE batches ADD COLUMN reading TEXT NOT NULL DEFAULT '{}';
-- JSON: how its lines are read, for those that wait
ALTER TABLE batches ADD COLUMN mapping TEXT NOT NULL DEFAULT '{}';
-- totals and repeated headings
ALTER TABLE batches ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
-- JSON: problems told, for the receipt
ALTER TABLE batches ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';

-- waiting, fixed, came_right, set_aside
ALTER TABLE held_rows ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE held_rows ADD COLUMN settled_at TEXT;
-- the batch that brought it right, or why set aside
ALTER TABLE held_rows ADD COLUMN settled_by TEXT;
ALTER TABLE held_rows ADD COLUMN owner TEXT NOT NULL DEFAULT '';

CREATE TABLE fixes (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batches (id),
    source_row INTEGER NOT NULL,
    column INTEGER NOT NULL,          -- from 0
    was TEXT NOT NULL,
    now TEXT NOT NULL,
    at TEXT NOT NULL                  -- UTC
) STRICT;

CREATE TABLE mappings (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,        -- of the headings
    headings TEXT NOT NULL,           -- JSON
    profile TEXT NOT NULL,            -- JSON: how such a file is read
    saved_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    UNIQUE (source, fingerprint)
) STRICT;

CREATE TABLE trade_uses (
    trade INTEGER NOT NULL REFERENCES trades (id),
    used_by TEXT NOT NULL,            -- the sheet that is built on it
    PRIMARY KEY (trade, used_by)
) STRICT, WITHOUT ROWID;
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
    _run(database, _COMPACT)


def _m0005_settling(database: Database) -> None:
    _run(database, _SETTLING)


def _m0006_official(database: Database) -> None:
    _run(database, OFFICIAL)


def _m0007_index(database: Database) -> None:
    _run(database, INDEX)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _m0001_trades,
    _m0002_indexes,
    _m0003_sheets,
    _m0004_compact,
    _m0005_settling,
    _m0006_official,
    _m0007_index,
)
"""In order; the database's `user_version` counts how many it has had."""
