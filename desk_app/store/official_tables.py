"""The tables of official points, as the step of `migrations` makes them. They have shipped: never changed."""

OFFICIAL = """
CREATE TABLE official_takes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    about TEXT NOT NULL,              -- JSON: whose series it is, base, frequency, tax basis, as stated
    file TEXT NOT NULL,               -- name only
    file_hash TEXT NOT NULL,          -- SHA-256 of the bytes
    sheet TEXT NOT NULL,
    taken_at TEXT NOT NULL,           -- UTC
    rows INTEGER NOT NULL,
    new INTEGER NOT NULL,
    same INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE official_points (
    code TEXT NOT NULL,
    period TEXT NOT NULL,
    take INTEGER NOT NULL REFERENCES official_takes (id),
    value TEXT NOT NULL,              -- as published, with its places
    published_on TEXT NOT NULL,       -- ISO, or empty
    source_row INTEGER NOT NULL,
    PRIMARY KEY (code, period, take)  -- the latest take that is not undone counts
) STRICT, WITHOUT ROWID;
"""
