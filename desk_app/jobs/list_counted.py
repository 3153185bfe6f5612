"""The trades of a period that simply count: nothing was said of them, and the screen let them pass."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.base.period import read_period
from desk_app.jobs.open_desk import Desk
from desk_app.store.fates import FateRow, accepted_between, count_accepted

MOST = 2_000
"""So many are listed, the largest in tonnes first: a quarter may have hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class CountedTrades:
    """`count` of all there are; `trades` are the largest of them."""

    count: int
    trades: tuple[FateRow, ...]


def list_counted(desk: Desk, products: Sequence[str], period: str, most: int = MOST) -> CountedTrades:
    """Of these products, as the last build left them; `Refused` where the period can't be read."""
    span = read_period(period)
    between = (products, span.start.isoformat(), span.end.isoformat())
    count = count_accepted(desk.database.conn, *between)
    return CountedTrades(count, tuple(accepted_between(desk.database.conn, *between, most)))
