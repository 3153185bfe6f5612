"""Step 4: trades kept smaller, and what is needed to read, mend, undo and redo an import."""

COMPACT = """
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
