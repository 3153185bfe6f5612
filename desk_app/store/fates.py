"""What became of single trades in the indices, with all that is known of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.index.fate import Fate


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


_ACCEPTED = """
FROM trades t LEFT JOIN trade_fates f ON f.trade = t.id
WHERE t.live = 1 AND t.product IN ({marks}) AND t.trade_date BETWEEN ? AND ? AND f.trade IS NULL
"""


def count_accepted(connection: sqlite3.Connection, products: Sequence[str], first: str, last: str) -> int:
    """How many live trades of some products on some days simply count."""
    sql = f"SELECT count(*) {_ACCEPTED.format(marks=','.join('?' * len(products)))}"
    return int(connection.execute(sql, (*products, first, last)).fetchone()[0])


def accepted_between(
    connection: sqlite3.Connection, products: Sequence[str], first: str, last: str, most: int
) -> list[FateRow]:
    """The largest of them, by tonnes; their fate is `Fate.ACCEPTED`."""
    accepted = _ACCEPTED.format(marks=",".join("?" * len(products)))
    wanted = f"SELECT t.id {accepted} ORDER BY CAST(t.quantity_t AS REAL) DESC, t.id LIMIT ?"
    sql = f"""
SELECT t.id, t.trade_date, t.product, {int(Fate.ACCEPTED)}, NULL, t.price_ex / 10000.0, t.quantity_t, t.ref, t.buyer,
    t.seller, b.source, b.file, t.source_row, d.held, d.centre, d.spread, v.reason, v.name
FROM trades t JOIN batches b ON b.id = t.batch
LEFT JOIN product_days d ON d.product = t.product AND d.day = t.trade_date
LEFT JOIN verdicts v ON v.key = t.key AND v.withdrawn_at IS NULL
WHERE t.id IN ({wanted}) ORDER BY t.trade_date, t.product, t.id
"""
    return [FateRow(*row) for row in connection.execute(sql, (*products, first, last, most))]


def fate_of(connection: sqlite3.Connection, trade: int) -> FateRow | None:
    """One trade's; None where it simply counts (or is not live)."""
    row = connection.execute(_FATES.format(which="f.trade = ?"), (trade,)).fetchone()
    return FateRow(*row) if row else None


def is_live(connection: sqlite3.Connection, trade: int) -> bool:
    """Whether there is such a trade, and it counts among the desk's."""
    return connection.execute("SELECT 1 FROM trades WHERE id = ? AND live = 1", (trade,)).fetchone() is not None
