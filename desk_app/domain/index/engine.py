"""All series at all frequencies, out of the product-day table. The same rows give the same bits."""

from collections.abc import Iterator

import numpy as np

from desk_app.domain.base.period import Every
from desk_app.domain.index.arrays import Flags, Floats, Ints, any_in_row, weekday_number
from desk_app.domain.index.ccdi import Levels, no_levels
from desk_app.domain.index.flash import Moves, anchored, moves_of, past_values, shares_of
from desk_app.domain.index.group import Basket
from desk_app.domain.index.methodology import Method
from desk_app.domain.index.product_days import ProductDays
from desk_app.domain.index.quality import grades
from desk_app.domain.index.rolling import rolling
from desk_app.domain.index.series_values import (
    Request,
    SeriesValues,
    Table,
    from_period,
    index_values,
    share,
    table_of,
)
from desk_app.domain.index.status import Status


def all_series(days: ProductDays, request: Request) -> Iterator[SeriesValues]:
    """Every index and price at every frequency; where no trade counts nothing but what is published."""
    if not len(days) or not days.trades.any():
        yield from _published(days, request)
        return
    weeks: dict[str, Levels] = {}
    week = table_of(days, Every.WEEK)
    concerned = [basket for basket in request.baskets if request.concerns(days.products[at] for at in basket.columns)]
    codes = {basket.code for basket in concerned}
    for basket in request.baskets:  # the flash of all is anchored to their weeks
        weeks[basket.code], series = rolling(week, basket, request)
        if basket.code in codes:
            yield series
    yield from product_prices(days, week, request)
    for every in (Every.MONTH, Every.QUARTER):
        table = table_of(days, every)
        for basket in concerned:
            yield rolling(table, basket, request)[1]
        yield from product_prices(days, table, request)
    yield from _daily(days, week, weeks, request)


def _published(days: ProductDays, request: Request) -> Iterator[SeriesValues]:
    """What went out stands, even when nothing is left that it was made of."""
    for every in Every:
        table = table_of(days, every)
        for basket in request.baskets:
            if (basket.code, every) in request.known:
                yield _silent(table, basket, request)


def _silent(table: Table, basket: Basket, request: Request) -> SeriesValues:
    """A series that nothing counts for."""
    many = len(table.prices.periods)
    none = np.zeros(many)
    quality = table.counted(basket.columns, none.astype(np.int64), none, none)
    levels = no_levels((many, len(basket.wide)))
    return index_values(table.prices, basket, levels, quality, none > 0, request)


def _daily(days: ProductDays, week: Table, weeks: dict[str, Levels], request: Request) -> Iterator[SeriesValues]:
    table = table_of(days, Every.DAY)
    values = past_values(table.prices, request.method.share_days)
    moves = moves_of(table.prices, values, request.classes, request.method)
    for basket in request.baskets:
        columns = basket.columns
        shares = shares_of(values[:, columns], moves.known[:, columns], basket.weights)
        traded = table.prices.traded[:, columns]
        started = np.logical_or.accumulate(traded.any(axis=1))
        steps = basket.spread(shares * moves.move[:, columns], 0.0)
        levels = anchored(table.prices.periods, steps, started, week.prices.periods, weeks[basket.code])
        yield _flash(table, basket, shares, moves, levels, request)
    yield from product_prices(days, table, request)


def _flash(
    table: Table, basket: Basket, shares: Floats, moves: Moves, levels: Levels, request: Request
) -> SeriesValues:
    columns, traded = basket.columns, table.prices.traded[:, basket.columns]
    weighted = any_in_row(shares > 0)
    coverage = np.where(weighted, share(shares, traded), any_in_row(traded).astype(np.float64))
    imputed = share(shares, (moves.imputed | moves.carried)[:, columns])
    carried = any_in_row(moves.carried[:, columns] & (shares > 0))
    expected = ((shares > 0) | traded).sum(axis=1)
    quality = table.counted(columns, expected, coverage, imputed)
    return index_values(table.prices, basket, levels, quality, carried, request)


def product_prices(days: ProductDays, table: Table, request: Request) -> Iterator[SeriesValues]:
    """Each product's price from its first trade on."""
    starts = np.array([period.start.toordinal() for period in table.prices.periods], np.int64)
    keys = tuple(period.key for period in table.prices.periods)
    for column, product in enumerate(days.products):
        if request.concerns([product]) and table.prices.traded[:, column].any():
            idle = _idle(days, column, starts, request.method.suspend_after)
            yield _price(table, keys, column, idle, request.method)


def _price(table: Table, keys: tuple[str, ...], column: int, idle: Flags, method: Method) -> SeriesValues:
    prices, traded = table.prices, table.prices.traded[:, column]
    counted = traded.astype(np.float64)
    quality = table.counted(np.array([column]), np.ones(len(traded), np.int64), counted, 0.0 * counted)
    first = int(np.argmax(traded))
    status = np.where(traded, Status.OK.value, np.where(idle, Status.SUSPENDED.value, Status.NO_TRADE.value))
    return SeriesValues(
        prices.products[column],
        prices.every,
        keys[first:],
        prices.price[first:, column],
        status[first:].tolist(),
        grades(counted, quality.trades, method)[first:],
        from_period(quality, first),
    )


def _idle(days: ProductDays, column: int, starts: Ints, suspend_after: int) -> Flags:
    """By period: whether it starts more than `suspend_after` weekdays after the product's last trade."""
    start, end = np.searchsorted(days.product, (column, column + 1)).tolist()
    traded = days.day[start:end][days.trades[start:end] > 0]
    place = np.searchsorted(traded, starts)
    last = traded[np.maximum(place - 1, 0)]
    idle: Flags = (place > 0) & (weekday_number(starts) - weekday_number(last) > suspend_after)
    return idle
