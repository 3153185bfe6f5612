"""Red-letter lines (红字发票): such a line and the trade it takes back stay in the store but count no more."""

import sqlite3

from desk_app.domain.base.exact import exact_text
from desk_app.domain.trade.record import CONTENT, LINE, record_of
from desk_app.domain.trade.trade import Trade
from desk_app.store.dirty import mark
from desk_app.store.write_trades import TradeWriter


def take_back(connection: sqlite3.Connection, batch: int, writer: TradeWriter, trade: Trade) -> bool:
    """Write a red-letter line and set aside what it takes back; False, and nothing done, when that is not there.

    It must be one live trade of the same source with the number named, the same product and the whole quantity. A
    line that was written before is the same again.
    """
    record = record_of(trade)
    if writer.known_before(record):
        return True
    originals = connection.execute(_ORIGINAL, (trade.reverses, trade.product, exact_text(-trade.quantity_t), batch))
    found = originals.fetchall()
    if len(found) != 1:
        return False
    ((number,),) = found
    writer.add([record])
    writer.finish()
    connection.execute(
        "UPDATE trades SET live = 3, reverses = ? WHERE batch = ? AND source_row = ? AND content = ? AND live = 1",
        (number, batch, record[LINE], record[CONTENT]),
    )
    connection.execute("UPDATE trades SET live = 3 WHERE id = ?", (number,))
    mark(connection, connection.execute("SELECT product, trade_date FROM trades WHERE id = ?", (number,)))
    return True


_ORIGINAL = """
SELECT t.id FROM trades t JOIN batches b ON b.id = t.batch
WHERE t.live = 1 AND t.ref = ? AND t.product = ? AND t.quantity_t = ?
    AND b.source = (SELECT source FROM batches WHERE id = ?)
LIMIT 2
"""
