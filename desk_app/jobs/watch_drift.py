"""The drift monitor of one index."""

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.drift import Drift, drift_of
from desk_app.domain.index.period_price import period_prices
from desk_app.jobs.index_request import asked, known_values, request_for
from desk_app.jobs.open_desk import Desk
from desk_app.store import published
from desk_app.store.product_days import read_product_days


def watch_drift(desk: Desk, code: str, every: Every) -> Drift:
    """From the last build's prices; `Refused` where the code is no rolling index."""
    import numpy as np

    from desk_app.domain.index.rolling import rolling
    from desk_app.domain.index.series_values import table_of

    days = read_product_days(desk.database.conn, published.products(desk.database.conn))
    request = request_for(asked(desk), days.products, known_values(desk))
    basket = next((one for one in request.baskets if one.code == code), None)
    if basket is None or every is Every.DAY:
        near = ", ".join(one.code for one in request.baskets)
        raise refuse("drift_of_index", "series", code=code, near=near)
    levels, _ = rolling(table_of(days, every), basket, request)
    prices, rows = period_prices(days, every), np.flatnonzero(~np.isnan(levels.level))
    price, value = prices.price[rows][:, basket.columns], prices.value[rows][:, basket.columns]
    return drift_of(price, value, levels.level[rows], request.method.pair_coverage)
