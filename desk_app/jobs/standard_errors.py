"""The bootstrap standard errors of values that go out."""

from collections.abc import Mapping, Sequence

from desk_app.domain.base.period import Every
from desk_app.domain.index.bootstrap import standard_error
from desk_app.domain.index.period_price import period_prices
from desk_app.domain.index.weights import weights_for
from desk_app.jobs.counted_trades import counted_trades
from desk_app.jobs.index_request import Asked, request_for
from desk_app.jobs.progress import Progress
from desk_app.store.database import Connection
from desk_app.store.product_days import read_product_days


def standard_errors(
    connection: Connection, wanted: Asked, every: Every, going: Mapping[str, Sequence[str]], progress: Progress
) -> dict[tuple[str, str], float | None]:
    """Of ln value, by code and period key, for the periods `going` out by code; None where it is not known.

    Each product's trades are read once, and its variance in a period is made once for all indices it is in.
    """
    prices = period_prices(read_product_days(connection), every)
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
    variances: dict[str, Mapping[str, float | None]] = {}
    for at, (product, rows) in enumerate(sorted(needed.items())):
        progress.step(at, len(needed), "index.publish.errors")
        periods = [prices.periods[row] for row in sorted(rows)]
        trades = counted_trades(connection, product, periods[0].start, periods[-1].end, wanted.rules)
        variances[product] = trades.variances(periods)
    return {
        (code, key): standard_error({product: variances[product][key] for product in one}, one)
        for (code, key), one in weights.items()
    }
