"""The tables of notes and of the calendar, as the step of `migrations` makes them. They have shipped: never changed."""

EVENTS = """
-- append-only: a change is another version, and a deletion one that says so
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL,          -- the note's own: that of its first version
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,               -- who wrote this version
    at TEXT NOT NULL,                 -- UTC
    gone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX notes_number ON notes (number);

-- whose signature this desk takes; the newest entry of a key counts
CREATE TABLE trusted_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,                -- the public half
    label TEXT NOT NULL,              -- whose it is
    trusted INTEGER NOT NULL,         -- 0: from now on no more
    name TEXT NOT NULL,               -- who said so
    at TEXT NOT NULL                  -- UTC
) STRICT;

-- renewed calendars as they came; their seals are looked at again each time
CREATE TABLE calendar_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content BLOB NOT NULL,
    name TEXT NOT NULL,               -- who took it
    at TEXT NOT NULL                  -- UTC
) STRICT;

-- days closed by hand; the newest entry of a day counts
CREATE TABLE closures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    closed INTEGER NOT NULL,          -- 0: taken back
    why TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL                  -- UTC
) STRICT;
"""
