"""What each product weighs in one value of an index."""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.base.period import Every
from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.flash import moves_of, past_values, shares_of
from desk_app.domain.index.group import Basket
from desk_app.domain.index.period_price import PeriodPrices
from desk_app.domain.index.series_values import Request


def weights_at(prices: PeriodPrices, basket: Basket, row: int, request: Request) -> dict[str, float]:
    """The same of one period."""
    return weights_for(prices, basket, [row], request)[0]


def weights_for(prices: PeriodPrices, basket: Basket, rows: Sequence[int], request: Request) -> list[dict[str, float]]:
    """Weights of the basket's products in the values of the periods in `rows`; they add up to 1, zeros are left out.

    Of the daily flash: its shares. Of a rolling index: the mean, over the window's other periods, of a product's
    share in them and in this one, ½ (s_ik + s_iT): by so much ln I follows ln p_i.
    """
    if prices.every is Every.DAY and rows:
        shares = _flash(prices, basket, request)
        found = [shares[row] for row in rows]
    else:
        found = [_rolling(prices, basket, row, request) for row in rows]
    named = [zip(basket.columns.tolist(), weights.tolist(), strict=True) for weights in found]
    return [{prices.products[column]: weight for column, weight in one if weight > 0} for one in named]


def _flash(prices: PeriodPrices, basket: Basket, request: Request) -> Floats:
    values = past_values(prices, request.method.share_days)
    known = moves_of(prices, values, request.classes, request.method).known
    columns = basket.columns
    shares: Floats = shares_of(values[:, columns], known[:, columns], basket.weights)
    return shares


def _rolling(prices: PeriodPrices, basket: Basket, row: int, request: Request) -> Floats:
    if basket.weights is not None:
        fixed: Floats = basket.weights / basket.weights.sum()
        return fixed
    value = prices.value[: row + 1, basket.columns]
    active = value[(value > 0).any(axis=1)][-request.method.window(prices.every) :]
    total = active.sum(axis=1, keepdims=True)
    shares = np.divide(active, total, out=np.zeros_like(active), where=total > 0)
    if len(shares) < 2:
        return shares[-1] if len(shares) else np.zeros(len(basket.columns))
    mean: Floats = (shares[:-1].mean(axis=0) + shares[-1]) / 2
    return mean
