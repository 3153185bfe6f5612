"""The tables of the indices: product days, fates of trades, the desk's settings, what is published."""

INDEX = """
CREATE TABLE product_days (
    product TEXT NOT NULL,
    day TEXT NOT NULL,
    value REAL NOT NULL,              -- yuan, 不含税, of the trades that count
    mass REAL NOT NULL,               -- tonnes
    trades INTEGER NOT NULL,
    low REAL,                         -- yuan per tonne, 不含税; NULL: no trade counts
    high REAL,
    rejected INTEGER NOT NULL,
    unscreened INTEGER NOT NULL,
    party BLOB NOT NULL,              -- who traded: numbers of index_parties, 8 bytes each
    party_value BLOB NOT NULL,        -- and how much, yuan, 8 bytes each
    reference_from TEXT,              -- first day whose trades the next day is held against
    held INTEGER,                     -- trades this day was held against, their median and spread of ln price
    centre REAL,
    spread REAL,
    PRIMARY KEY (product, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE index_parties (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- what became of trades that do not simply count
CREATE TABLE trade_fates (
    trade INTEGER PRIMARY KEY REFERENCES trades (id),
    product TEXT NOT NULL,
    day TEXT NOT NULL,
    fate INTEGER NOT NULL,
    released_on TEXT                  -- day whose trades bore it out
) STRICT;
CREATE INDEX trade_fates_day ON trade_fates (product, day);

-- someone's word on a trade: by its key, so that it holds for a corrected version too
CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    fate INTEGER NOT NULL,
    reason TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,                 -- UTC
    withdrawn_at TEXT
) STRICT;
CREATE UNIQUE INDEX verdicts_key ON verdicts (key) WHERE withdrawn_at IS NULL;

-- product days whose trades have changed since product_days was made; product '' means all
CREATE TABLE dirty_days (
    product TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (product, day)
) STRICT, WITHOUT ROWID;
INSERT INTO dirty_days VALUES ('', '');

-- a number that grows with every change of the trades; and the one the newest values stand for
CREATE TABLE index_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    built INTEGER NOT NULL,
    built_on TEXT NOT NULL,           -- the day it was built on
    request TEXT NOT NULL             -- hash of method, groups and rules it was built with
) STRICT;
INSERT INTO index_state VALUES (1, 1, 0, '', '');

CREATE TABLE index_rules (
    id INTEGER PRIMARY KEY,
    rules TEXT NOT NULL,              -- JSON: which trades the desk lets count
    name TEXT NOT NULL,
    at TEXT NOT NULL                  -- UTC
) STRICT;

CREATE TABLE index_groups (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    entry TEXT NOT NULL,              -- JSON: the user's own group; the newest of a code counts
    at TEXT NOT NULL                  -- UTC
) STRICT;

-- a product's place, from 1, in the parts of every value
CREATE TABLE index_products (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- what a series came to last: one that comes out the same is not looked at row by row
CREATE TABLE series_digests (
    code TEXT NOT NULL,
    every TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (code, every)
) STRICT, WITHOUT ROWID;

ALTER TABLE index_values ADD COLUMN priced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE index_values ADD COLUMN expected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE index_values ADD COLUMN largest_party REAL;
ALTER TABLE index_values ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE index_values ADD COLUMN grade TEXT NOT NULL DEFAULT '';
-- what each product has added to ln(value / base): 8 bytes each, by its place
ALTER TABLE index_values ADD COLUMN parts BLOB;

-- what went out: never changed; a restatement is a new version with its notice
CREATE TABLE published_values (
    code TEXT NOT NULL,
    every TEXT NOT NULL,
    period TEXT NOT NULL,
    version INTEGER NOT NULL,
    value REAL NOT NULL,
    parts TEXT NOT NULL,              -- JSON: by product what it has added to ln(value / base)
    grade TEXT NOT NULL,
    standard_error REAL,              -- of ln value
    vintage INTEGER NOT NULL REFERENCES vintages (id),
    published_at TEXT NOT NULL,       -- UTC
    name TEXT NOT NULL,
    notice TEXT NOT NULL,
    PRIMARY KEY (code, every, period, version)
) STRICT, WITHOUT ROWID;
"""
