"""Single deals of one product, as a chart shows them: those that the index engine lets count."""

import sqlite3

_DEALS = """
SELECT t.trade_date, t.price_ex / 10000.0, CAST(t.quantity_t AS REAL) FROM trades t INDEXED BY trades_day
LEFT JOIN trade_fates f ON f.trade = t.id
WHERE t.live = 1 AND t.trade_date BETWEEN ? AND ? AND t.product = ? AND coalesce(f.fate, 0) < ?
ORDER BY t.trade_date, t.price_ex
"""


def deals_of(
    connection: sqlite3.Connection, product: str, first: str, last: str, below_fate: int
) -> list[tuple[str, float, float]]:
    """Day (ISO), yuan per tonne without VAT, tonnes, by day: those whose fate is lower than a number."""
    return connection.execute(_DEALS, (first, last, product, below_fate)).fetchall()
