"""Single deals of one product, as a chart shows them: those that the index engine lets count."""

import json
import sqlite3
from collections.abc import Sequence

_DEALS = """
SELECT t.trade_date, t.price_ex / 10000.0, CAST(t.quantity_t AS REAL)
FROM json_each(:days) d CROSS JOIN trades t INDEXED BY trades_day
WHERE t.live = 1 AND t.trade_date = d.value AND t.product = :product AND t.id NOT IN (
    SELECT trade FROM trade_fates WHERE product = :product AND fate >= :from_fate
)
"""
"""A seek a day: the trades of other products are not even looked at."""


def deals_of(
    connection: sqlite3.Connection, product: str, days: Sequence[str], from_fate: int
) -> list[tuple[str, float, float]]:
    """Day (ISO), yuan per tonne without VAT, tonnes, on these days in their order: those whose fate is lower."""
    given = {"days": json.dumps(list(days)), "product": product, "from_fate": from_fate}
    return connection.execute(_DEALS, given).fetchall()
