"""The weekly, monthly and quarterly indices: CCDI over the periods in which a group was traded."""

import numpy as np

from desk_app.domain.index.arrays import Ints
from desk_app.domain.index.ccdi import Levels, extend, no_levels, pairs_of
from desk_app.domain.index.group import Basket
from desk_app.domain.index.period_price import PeriodPrices
from desk_app.domain.index.quality import past_window
from desk_app.domain.index.series_values import Request, SeriesValues, Table, index_values, share


def rolling(table: Table, basket: Basket, request: Request) -> tuple[Levels, SeriesValues]:
    """The levels of all periods (NaN: silent or not comparable) and the series."""
    prices, window = table.prices, request.method.window(table.prices.every)
    traded = prices.traded[:, basket.columns]
    active = np.flatnonzero(traded.any(axis=1))
    price, value = prices.price[active][:, basket.columns], prices.value[active][:, basket.columns]
    weights = None if basket.weights is None else basket.spread(basket.weights, 0.0)
    coverage_of_pairs = request.method.pair_coverage
    pairs = pairs_of(basket.spread(price, np.nan), basket.spread(value, 0.0), window, coverage_of_pairs, weights)
    solved = extend(pairs, _known(prices, basket, active, request), window)
    levels = no_levels((len(traded), len(basket.wide)))
    levels.level[active], levels.parts[active] = solved.level, solved.parts
    past = past_window(value, window)
    coverage, expected = np.zeros(len(traded)), np.zeros(len(traded), np.int64)
    coverage[active] = share(past, traded[active])
    expected[active] = ((past > 0) | traded[active]).sum(axis=1)
    quality = table.counted(basket.columns, expected, coverage, np.zeros(len(traded)))
    return levels, index_values(prices, basket, levels, quality, np.zeros(len(traded), bool), request)


def _known(prices: PeriodPrices, basket: Basket, active: Ints, request: Request) -> Levels:
    """The published levels among the active periods."""
    levels = no_levels((len(active), len(basket.wide)))
    published = request.known.get((basket.code, prices.every), {})
    products = [prices.products[column] for column in basket.wide.tolist()]
    for row, place in enumerate(active.tolist() if published else []):
        if found := published.get(prices.periods[place].key):
            levels.parts[row] = [found.parts.get(product, 0.0) for product in products]
            levels.level[row] = np.log(found.value / request.method.base)
    return levels
