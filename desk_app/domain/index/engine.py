"""All series at all frequencies, out of the sums of the days. The same trades give the same bits."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from desk_app.domain.base.period import Every
from desk_app.domain.index.chain import chain
from desk_app.domain.index.day_totals import DayTotals, read_day_totals
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.period_price import PeriodPrices, period_prices
from desk_app.domain.index.series import COMPOSITE
from desk_app.domain.index.status import Status

KEY = ["code", "every", "period"]
FIGURES = ["value", "status", "trades", "tonnes", "coverage", "imputed"]


def index_values(frame: pd.DataFrame, method: Method = METHOD) -> pd.DataFrame:
    """Columns `KEY` and `FIGURES`, one row a series and period, from a frame of `day_totals.COLUMNS`.

    `value` is NaN where there is none (`status` says why); nothing is rounded.
    """
    totals = read_day_totals(frame)
    parts = [part for every in Every for part in _at(totals, every, method)]
    return pd.concat(parts, ignore_index=True)[KEY + FIGURES]


def _at(totals: DayTotals, every: Every, method: Method) -> Iterator[pd.DataFrame]:
    prices = period_prices(totals, every)
    yield _composite(prices, totals, method).assign(every=every.value)
    yield _prices(prices, method).assign(every=every.value)


def _composite(prices: PeriodPrices, totals: DayTotals, method: Method) -> pd.DataFrame:
    points = chain(prices, totals, method)
    columns: dict[str, Any] = {
        "code": [COMPOSITE.code] * len(points),
        "period": [period.key for period in prices.periods],
        "value": np.array([point.value for point in points], np.float64),
        "status": [point.status.value for point in points],
        "trades": prices.trades.sum(axis=1),
        # One product after the other: a new column of zeros leaves the sum's bits alone.
        "tonnes": np.cumsum(prices.mass, axis=1)[:, -1] if len(points) else np.zeros(0),
        "coverage": np.array([point.coverage for point in points], np.float64),
        "imputed": np.array([point.imputed for point in points], np.float64),
    }
    return pd.DataFrame(columns)


def _prices(prices: PeriodPrices, method: Method) -> pd.DataFrame:
    """Each product from its first trade on."""
    born = np.maximum.accumulate(prices.traded, axis=0) if prices.periods else prices.traded
    product, period = np.nonzero(born.T)
    traded = prices.traded[period, product]
    silent = np.where(
        prices.idle[period, product] >= method.suspend_after, Status.SUSPENDED.value, Status.NO_TRADE.value
    )
    columns: dict[str, Any] = {
        "code": np.array(prices.products, dtype=object)[product],
        "period": np.array([one.key for one in prices.periods], dtype=object)[period],
        "value": prices.price[period, product],
        "status": np.where(traded, Status.OK.value, silent),
        "trades": prices.trades[period, product],
        "tonnes": prices.mass[period, product],
        "coverage": traded.astype(np.float64),
        "imputed": np.zeros(len(product)),
    }
    return pd.DataFrame(columns)
