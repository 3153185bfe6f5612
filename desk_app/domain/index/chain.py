"""The composite as a chain: each period against the products' last known prices.

y_t = y_{t-1} + Σ w_i ln(p_it / ref_i), value = base · exp(y_t). ref_i is the product's last price, moved on
with the others while it was silent. A silent product moves with the weighted change of the traded ones if
those weigh enough, else its price is carried. It is never carried beyond `suspend_after` trading days, nor
before its first trade: a product enters with its own price as reference, so that it brings no jump.
"""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.index.basket import Basket
from desk_app.domain.index.day_totals import DayTotals, Floats, Ints
from desk_app.domain.index.formula.formula import Matched
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.period_price import PeriodPrices
from desk_app.domain.index.status import Status

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Point:
    """One period of the composite; `value` is NaN where none was computed.

    `coverage` is the traded part of the basket's weight, `imputed` what was moved with it or carried.
    """

    value: float
    status: Status
    coverage: float
    imputed: float


_SILENT = Point(math.nan, Status.NO_TRADE, 0.0, 0.0)
_UNMATCHED = Point(math.nan, Status.NO_MATCH, 0.0, 0.0)


def chain(prices: PeriodPrices, totals: DayTotals, method: Method = METHOD) -> tuple[Point, ...]:
    """One point for each of the periods of `prices`."""
    walk = _Walk(prices, Basket(totals, method.share_days), method)
    return tuple(
        walk.step(period.start, prices.price[place], prices.idle[place]) for place, period in enumerate(prices.periods)
    )


class _Walk:
    def __init__(self, prices: PeriodPrices, basket: Basket, method: Method) -> None:
        self._basket = basket
        self._method = method
        self._level: float | None = None
        self._reference = np.full(len(prices.products), np.nan)

    def step(self, start: date, price: Floats, idle: Ints) -> Point:
        traded = ~np.isnan(price)
        if not traded.any():
            return _SILENT
        self._reference[idle >= self._method.suspend_after] = np.nan
        point = self._first() if self._level is None else self._next(self._basket.values(start), price, traded)
        self._reference[traded] = price[traded]
        return point

    def _first(self) -> Point:
        self._level = 0.0
        return Point(self._method.base, Status.OK, 1.0, 0.0)

    def _next(self, values: Floats, price: Floats, traded: Flags) -> Point:
        known = ~np.isnan(self._reference) & (values > 0)
        matched = known & traded
        weight = math.fsum(values[matched].tolist())
        if weight == 0:
            return _UNMATCHED
        coverage = weight / math.fsum(values[known].tolist())
        pair = Matched(price[matched] / self._reference[matched], values[matched] / weight)
        return self._moved(self._method.formula.log_change(pair), coverage, ~traded)

    def _moved(self, change: float, coverage: float, silent: Flags) -> Point:
        """`change` is that of the traded products; the silent ones follow, or stay where they are."""
        enough = coverage >= self._method.impute_from
        self._level = (self._level or 0.0) + (change if enough else coverage * change)
        if enough:
            self._reference[silent] *= math.exp(change)
        value = self._method.base * math.exp(self._level)
        return Point(value, Status.OK if enough else Status.THIN, coverage, 1.0 - coverage)
