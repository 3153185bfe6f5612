"""Other indices over the same product-day table, for `bench_market` to compare ours with."""

import numpy as np

from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.period_price import PeriodPrices


def chained_fisher(prices: PeriodPrices) -> Floats:
    """Ln level: each period against the one before, over the products traded in both."""
    steps = [0.0]
    for now in range(1, len(prices.periods)):
        both = prices.traded[now] & prices.traded[now - 1]
        p0, p1 = prices.price[now - 1, both], prices.price[now, both]
        q0, q1 = prices.mass[now - 1, both], prices.mass[now, both]
        if both.any():
            steps.append(0.5 * float(np.log((p1 @ q0) / (p0 @ q0) * ((p1 @ q1) / (p0 @ q1)))))
        else:
            steps.append(0.0)
    return np.cumsum(steps)


def geometric_young(prices: PeriodPrices, year: int) -> Floats:
    """Ln level: each product against its last price, by its share of the value of the `year` periods before."""
    logs = np.log(prices.price, out=np.full(prices.price.shape, np.nan), where=prices.traded)
    reference = np.full(logs.shape[1], np.nan)
    steps = []
    for now in range(len(logs)):
        both = prices.traded[now] & ~np.isnan(reference)
        weight = prices.value[max(now - year, 0) : now].sum(axis=0) * both
        moved = np.where(both, logs[now] - np.where(both, reference, 0.0), 0.0)
        steps.append(float(weight @ moved / weight.sum()) if weight.sum() > 0 else 0.0)
        reference = np.where(prices.traded[now], logs[now], reference)
    return np.cumsum(steps)
