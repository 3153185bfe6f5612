"""The tables of alerts, as a step of `migrations` makes them. They have shipped: never changed."""

from sqlite_utils import Database

_ALERTS = (
    """
CREATE TABLE alert_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    every TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    threshold TEXT NOT NULL,          -- exact decimal
    back TEXT NOT NULL,               -- exact decimal
    count INTEGER NOT NULL,
    over TEXT NOT NULL,
    tax TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at TEXT NOT NULL,         -- UTC
    state TEXT NOT NULL               -- on, off, removed; nothing else of a rule ever changes
) STRICT
""",
    """
CREATE TABLE alert_positions (
    rule INTEGER PRIMARY KEY REFERENCES alert_rules (id),
    period TEXT NOT NULL,             -- what the rule has seen last
    value REAL NOT NULL,
    side INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE alert_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule INTEGER NOT NULL REFERENCES alert_rules (id),
    kind TEXT NOT NULL,               -- fired, revised, withdrawn
    about INTEGER REFERENCES alert_log (id),  -- the firing whose value is another one by now
    period TEXT NOT NULL,
    value REAL,                       -- NULL: withdrawn
    measure TEXT NOT NULL,            -- exact decimal; '' where nothing fired
    side INTEGER NOT NULL,
    at TEXT NOT NULL                  -- UTC: when it was found
) STRICT
""",
    "CREATE INDEX alert_log_rule ON alert_log (rule)",
    """
CREATE TRIGGER alert_log_stays BEFORE UPDATE ON alert_log
BEGIN SELECT RAISE(ABORT, 'the log of alerts is only added to'); END
""",
    """
CREATE TRIGGER alert_log_keeps BEFORE DELETE ON alert_log
BEGIN SELECT RAISE(ABORT, 'the log of alerts is only added to'); END
""",
)


def _m0011_alerts(database: Database) -> None:
    for statement in _ALERTS:
        database.conn.execute(statement)
