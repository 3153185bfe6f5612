"""The bootstrap standard errors of values that go out."""

from collections.abc import Iterator, Mapping, Sequence

from desk_app.domain.base.period import Every, Period
from desk_app.domain.index.bootstrap import standard_error
from desk_app.domain.index.period_price import period_prices
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.weights import weights_for
from desk_app.jobs.counted_trades import Counted, all_counted, counted_trades
from desk_app.jobs.index_request import Asked, request_for
from desk_app.jobs.progress import Progress
from desk_app.store.database import Connection
from desk_app.store.product_days import read_product_days


def standard_errors(
    connection: Connection, wanted: Asked, every: Every, going: Mapping[str, Sequence[str]], progress: Progress
) -> dict[tuple[str, str], float | None]:
    """Of ln value, by code and period key, for the periods `going` out by code; None where it is not known.

    Each product's trades are read once, and its variance in a period is made once for all indices it is in. So the
    time it takes is that of reading the trades of these periods, or, where these are many, all there are.
    """
    days = read_product_days(connection)
    prices = period_prices(days, every)
    place = {period.key: at for at, period in enumerate(prices.periods)}
    request = request_for(wanted, prices.products, {})
    weights: dict[tuple[str, str], dict[str, float]] = {}
    for basket in request.baskets:
        keys = [key for key in going.get(basket.code, ()) if key in place]
        found = weights_for(prices, basket, [place[key] for key in keys], request)
        weights |= {(basket.code, key): one for key, one in zip(keys, found, strict=True)}
    needed: dict[str, set[int]] = {}
    for (_, key), one in weights.items():
        for product in one:
            needed.setdefault(product, set()).add(place[key])
    periods = {product: [prices.periods[row] for row in sorted(rows)] for product, rows in needed.items()}
    column = {product: at for at, product in enumerate(prices.products)}
    wanted_trades = sum(int(prices.trades[sorted(rows), column[product]].sum()) for product, rows in needed.items())
    several = wanted_trades > _SEVERAL * int(days.trades.sum())
    variances: dict[str, Mapping[str, float | None]] = {}
    source = all_counted(connection, wanted.rules) if several else _each(connection, wanted.rules, periods)
    for at, (product, trades) in enumerate(source):
        progress.step(at, len(prices.products), "index.publish.errors")
        variances[product] = trades.variances(periods.get(product, ()))
    return {
        (code, key): standard_error({product: variances[product][key] for product in one}, one)
        for (code, key), one in weights.items()
    }


_SEVERAL = 0.1
"""From this part of all trades on they are read from the first to the last, not day by day out of all over the file."""


def _each(
    connection: Connection, rules: Rules, periods: Mapping[str, Sequence[Period]]
) -> Iterator[tuple[str, Counted]]:
    for product, some in sorted(periods.items()):
        yield product, counted_trades(connection, product, some[0].start, some[-1].end, rules)
