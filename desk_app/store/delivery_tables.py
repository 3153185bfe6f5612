"""The table of deliveries (发货台账) that were settled at a provisional price, as a step of `migrations` makes it."""

from sqlite_utils import Database

_DELIVERIES = (
    """
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contract TEXT NOT NULL,           -- '': none, the usual terms
    day TEXT NOT NULL,
    ref TEXT NOT NULL,                -- truck, batch or contract number
    reo TEXT NOT NULL,                -- percent, exact decimal; so are the next two
    moisture TEXT NOT NULL,
    wet TEXT NOT NULL,                -- tonnes
    paid TEXT NOT NULL,               -- the period whose announced price it was settled at so far
    name TEXT NOT NULL,               -- who added it
    added_at TEXT NOT NULL,           -- UTC
    rolled TEXT,                      -- the period whose price it was rolled to, once
    sheet INTEGER REFERENCES sheets (id),
    withdrawn_why TEXT,
    withdrawn_by TEXT
) STRICT
""",
    "CREATE UNIQUE INDEX deliveries_once ON deliveries (contract, day, ref, reo, moisture, wet)"
    " WHERE withdrawn_why IS NULL",
)


def _m0015_deliveries(database: Database) -> None:
    for statement in _DELIVERIES:
        database.conn.execute(statement)
