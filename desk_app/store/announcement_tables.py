"""The table of the desk's own announced prices, as a step of `migrations` makes it. It has shipped: never changed."""

from sqlite_utils import Database

_ANNOUNCEMENTS = (
    # append-only: a correction is another row of its period, and a withdrawal is marked once
    """
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period TEXT NOT NULL,             -- 2027Q1, 2022H1
    effective_from TEXT NOT NULL,
    effective_to TEXT NOT NULL,
    announced_on TEXT NOT NULL,       -- '': not known
    price TEXT NOT NULL,              -- yuan per dry tonne without VAT, exact decimal
    basis TEXT NOT NULL,              -- REO in percent, exact decimal
    step TEXT NOT NULL,               -- yuan for each percent of REO, exact decimal
    step_origin TEXT NOT NULL,
    confidence TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    why TEXT NOT NULL,                -- why its step is another, or why it corrects a price
    name TEXT NOT NULL,               -- who added it; '': not said
    added_at TEXT NOT NULL,           -- UTC
    withdrawn_at TEXT,                -- UTC
    withdrawn_by TEXT,
    withdrawn_why TEXT
) STRICT
""",
    "CREATE INDEX announcements_period ON announcements (period)",
    """
CREATE TRIGGER announcements_stay BEFORE UPDATE OF id, period, effective_from, effective_to, announced_on, price, basis,
    step, step_origin, confidence, note, source, address, why, name, added_at ON announcements
BEGIN SELECT RAISE(ABORT, 'an announced price is corrected by another row'); END
""",
    """
CREATE TRIGGER announcements_withdrawn_once BEFORE UPDATE ON announcements WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an announced price is withdrawn once'); END
""",
    """
CREATE TRIGGER announcements_keep BEFORE DELETE ON announcements
BEGIN SELECT RAISE(ABORT, 'announced prices are only added to'); END
""",
)


def _m0012_announcements(database: Database) -> None:
    for statement in _ANNOUNCEMENTS:
        database.conn.execute(statement)
