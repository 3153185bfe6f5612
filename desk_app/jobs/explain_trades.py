"""What the trades behind a value say of it: how far chance moves it, and which of them weigh less than they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, Period, period_of
from desk_app.domain.index.bootstrap import standard_error
from desk_app.domain.index.rules import Rules
from desk_app.jobs.counted_trades import Counted, counted_trades
from desk_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Weighed:
    """Of a product, in the week (a period key), a party with its `share` of the quantity that is above the cap; or,
    `share` None, a source (`name`) that is weighted down. `factor` is what its quantities are multiplied by.
    """

    product: str
    week: str
    name: str
    share: float | None
    factor: float


def behind(
    connection: Connection, period: Period, weights: Mapping[str, float], rules: Rules
) -> tuple[float | None, tuple[Weighed, ...]]:
    """The standard error of ln value in percent, and what weighs less than its quantity; `weights` by product."""
    variances: dict[str, float | None] = {}
    weighed: list[Weighed] = []
    for product in sorted(weights):
        trades = counted_trades(connection, product, period.start, period.end, rules)
        variances[product] = trades.variances([period])[period.key]
        weighed += _weighed(product, trades)
    error = standard_error(variances, weights)
    return None if error is None else 100 * error, tuple(weighed)


def _weighed(product: str, trades: Counted) -> Iterator[Weighed]:
    for one in trades.capped():
        week = period_of(date.fromordinal(one.week), Every.WEEK).key
        yield Weighed(product, week, one.party, one.share, one.factor)
    for source in trades.lighter_sources():
        yield Weighed(product, "", source, None, trades.rules.factor_of(source))
