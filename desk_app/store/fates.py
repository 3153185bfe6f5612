"""What became of single trades in the indices, with all that is known of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FateRow:
    """A trade that does not simply count. `price` in yuan per tonne without VAT; `held` trades it was held against,
    with their median and spread of ln price; `reason` and `name` where someone said so.
    """

    trade: int
    day: str
    product: str
    fate: int
    released_on: str | None
    price: float
    quantity_t: str
    ref: str
    buyer: str
    seller: str
    source: str
    file: str
    source_row: int
    held: int | None
    centre: float | None
    spread: float | None
    reason: str | None
    name: str | None


_FATES = """
SELECT f.trade, f.day, f.product, f.fate, f.released_on, t.price_ex / 10000.0, t.quantity_t, t.ref, t.buyer, t.seller,
    b.source, b.file, t.source_row, d.held, d.centre, d.spread, v.reason, v.name
FROM trade_fates f JOIN trades t ON t.id = f.trade JOIN batches b ON b.id = t.batch
LEFT JOIN product_days d ON d.product = f.product AND d.day = f.day
LEFT JOIN verdicts v ON v.key = t.key AND v.withdrawn_at IS NULL
WHERE {which} ORDER BY f.day, f.product, f.trade
"""


def fates_between(
    connection: sqlite3.Connection, products: Sequence[str], first: str, last: str, from_fate: int
) -> list[FateRow]:
    """Those of some products on some days whose fate is `from_fate` or a higher one."""
    marks = ",".join("?" * len(products))
    which = f"f.product IN ({marks}) AND f.day BETWEEN ? AND ? AND f.fate >= ?"
    rows = connection.execute(_FATES.format(which=which), (*products, first, last, from_fate))
    return [FateRow(*row) for row in rows]


def fate_of(connection: sqlite3.Connection, trade: int) -> FateRow | None:
    """One trade's; None where it simply counts (or is not live)."""
    row = connection.execute(_FATES.format(which="f.trade = ?"), (trade,)).fetchone()
    return FateRow(*row) if row else None


def is_live(connection: sqlite3.Connection, trade: int) -> bool:
    """Whether there is such a trade, and it counts among the desk's."""
    return connection.execute("SELECT 1 FROM trades WHERE id = ? AND live = 1", (trade,)).fetchone() is not None
