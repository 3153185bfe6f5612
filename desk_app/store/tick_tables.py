"""The tables of live sources, as the step of `migrations` makes them. They have shipped: never changed."""

TICKS = """
CREATE TABLE tick_sources (
    source TEXT PRIMARY KEY,
    event TEXT NOT NULL,              -- the last id heard, written with the ticks up to it
    era INTEGER NOT NULL,             -- how often the source began to count its ids anew
    counts TEXT NOT NULL              -- JSON: by kind of problem, and ticks
) STRICT, WITHOUT ROWID;

CREATE TABLE tick_series (
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    about TEXT NOT NULL,              -- JSON: name, owner, unit, tax basis, as the source states them
    PRIMARY KEY (source, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticks (
    id INTEGER PRIMARY KEY,           -- the order they came in
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    at INTEGER NOT NULL,              -- UTC, milliseconds since 1970
    value TEXT NOT NULL,              -- exact decimal
    era INTEGER NOT NULL,
    event TEXT NOT NULL               -- the source's id of it, or what it says where it gave none
) STRICT;

CREATE UNIQUE INDEX ticks_event ON ticks (source, era, event);
CREATE INDEX ticks_time ON ticks (source, code, at);

CREATE TABLE tick_problems (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    era INTEGER NOT NULL,
    event TEXT NOT NULL,
    code TEXT NOT NULL,
    at INTEGER,                       -- UTC, milliseconds since 1970, where it has a time
    text TEXT NOT NULL,               -- the line as it came, cut where it is very long
    heard_at INTEGER NOT NULL,
    taken INTEGER NOT NULL            -- 1: it came in all the same; of the future: its time has come
) STRICT;

CREATE INDEX tick_problems_event ON tick_problems (source, era, event);
CREATE INDEX tick_problems_waiting ON tick_problems (source, at) WHERE kind = 'future' AND taken = 0;
"""
