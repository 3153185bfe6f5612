"""Why a value is what it is: what went in, what was kept out and why, and who moved it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.base.period import Every, Period, period_of, read_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.domain.index.movement import contributions
from desk_app.domain.index.series import Kind, Series
from desk_app.domain.index.value_row import ValueRow
from desk_app.jobs.explain_trades import Weighed, behind
from desk_app.jobs.index_request import asked, request_for
from desk_app.jobs.load_curve import find_series
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes, product_days
from desk_app.store.fates import FateRow, fate_of, fates_between, is_live
from desk_app.store.published import PublishedRow, versions

if TYPE_CHECKING:
    from desk_app.domain.index.period_price import PeriodPrices


@dataclass(frozen=True, slots=True)
class Input:
    """One product in a period: yuan per tonne without VAT (None: no trade counts), tonnes, weight in the value,
    percent points of the change that it made.
    """

    product: str
    price: float | None
    previous_price: float | None
    low: float | None
    high: float | None
    trades: int
    tonnes: float
    rejected: int
    weight: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Explained:
    """`change` is percent from the `previous` period that has a value; the inputs' points add up to it.

    `screened`: trades that do not count, with reasons; `doubted`: those that count although they were not, or not at
    once, taken by the screen. `standard_error` is of ln value, in percent. `weighed`: who and what weighs less than its
    quantity, by the desk's rules.
    """

    series: Series
    row: ValueRow
    previous: ValueRow | None
    change: float | None
    inputs: tuple[Input, ...]
    screened: tuple[FateRow, ...]
    doubted: tuple[FateRow, ...]
    standard_error: float | None
    weighed: tuple[Weighed, ...]
    published: tuple[PublishedRow, ...]


def explain_index(desk: Desk, code: str, period_text: str, known_before: str | None = None) -> Explained:
    """One value of a series; `Refused` names what is not there. The values are those of the last build, or of the
    last before a UTC time.
    """
    series, period = find_series(desk, code), read_period(period_text)
    every = every_of(period)
    rows = indexes.latest_values(desk.database.conn, series.code, every.value, known_before)
    place = next((at for at, row in enumerate(rows) if row.period == period.key), None)
    if place is None:
        near = f"{rows[0].period} – {rows[-1].period}" if rows else ""
        raise refuse("period_not_there", "period", period=period.key, code=series.code, near=near)
    row = rows[place]
    previous = next((one for one in reversed(rows[:place]) if one.value is not None), None)
    return _explained(desk, series, period, row, previous if row.value is not None else None, known_before)


def every_of(period: Period) -> Every:
    """How often a series with this period has a value."""
    found = next((every for every in Every if period_of(period.start, every).key == period.key), None)
    if found is None:
        raise refuse("period_unreadable", "period", text=period.key)
    return found


def _explained(
    desk: Desk,
    series: Series,
    period: Period,
    row: ValueRow,
    previous: ValueRow | None,
    known_before: str | None,
) -> Explained:
    connection = desk.database.conn
    every = every_of(period)
    change = 100 * (row.value / previous.value - 1) if row.value and previous and previous.value else None
    points: dict[str, float] = {}
    if previous is not None and series.kind is Kind.INDEX:
        places = indexes.product_places(connection)
        points = contributions(
            *(_parts(desk, series, every, one.period, places, known_before) for one in (previous, row))
        )
    inputs, error, weighed = _inputs(desk, series, every, row, previous, points)
    told = fates_between(
        connection, [one.product for one in inputs], period.start.isoformat(), period.end.isoformat(), 1
    )
    return Explained(
        series,
        row,
        previous,
        change,
        inputs,
        tuple(one for one in told if one.fate >= REJECTED_FROM),
        tuple(one for one in told if one.fate < REJECTED_FROM),
        error,
        weighed,
        tuple(one for one in versions(connection, series.code, every.value) if one.period == period.key),
    )


def _parts(
    desk: Desk, series: Series, every: Every, period: str, places: dict[str, int], known_before: str | None
) -> dict[str, float]:
    from desk_app.domain.index.vintage import parts_by_key

    blob = indexes.parts_of(desk.database.conn, series.code, every.value, period, known_before)
    return parts_by_key(blob, places)


def _inputs(
    desk: Desk,
    series: Series,
    every: Every,
    row: ValueRow,
    previous: ValueRow | None,
    points: dict[str, float],
) -> tuple[tuple[Input, ...], float | None, tuple[Weighed, ...]]:
    """The products of the series, those that moved it most first, the value's standard error in percent, and what
    weighs less than its quantity.
    """
    from desk_app.domain.index.period_price import period_prices
    from desk_app.domain.index.weights import weights_at

    days = product_days.read_product_days(desk.database.conn)
    prices = period_prices(days, every)
    keys = [period.key for period in prices.periods]
    if row.period not in keys:  # all its trades are gone
        return (), None, ()
    at, before = keys.index(row.period), keys.index(previous.period) if previous and previous.period in keys else None
    wanted = asked(desk)
    request = request_for(wanted, prices.products, {})
    basket = next((basket for basket in request.baskets if basket.code == series.code), None)
    weights = {series.product: 1.0} if basket is None else weights_at(prices, basket, at, request)
    members = [series.product] if basket is None else [prices.products[column] for column in basket.columns.tolist()]
    members += [key for key, moved in points.items() if moved and key not in members]  # of the group no more
    inputs = [
        _input(prices, product, at, before, weights.get(product), points.get(product, 0.0 if points else None))
        for product in members
        if product in prices.products
    ]
    inputs.sort(key=lambda one: (-abs(one.points or 0.0), -(one.weight or 0.0), one.product))
    return tuple(inputs), *behind(desk.database.conn, prices.periods[at], weights, wanted.rules)


def _input(
    prices: "PeriodPrices", product: str, at: int, before: int | None, weight: float | None, points: float | None
) -> Input:
    column = prices.products.index(product)
    traded = bool(prices.traded[at, column])
    earlier = prices.price[: at if before is None else before + 1, column]
    known = earlier[earlier > 0]
    return Input(
        product,
        float(prices.price[at, column]) if traded else None,
        float(known[-1]) if len(known) else None,
        float(prices.low[at, column]) if traded else None,
        float(prices.high[at, column]) if traded else None,
        int(prices.trades[at, column]),
        float(prices.mass[at, column]),
        int(prices.rejected[at, column]),
        weight,
        points,
    )


def fate_of_trade(desk: Desk, trade: int) -> FateRow | None:
    """What became of one live trade, None where it simply counts; `Refused` where there is no such trade."""
    connection = desk.database.conn
    if not is_live(connection, trade):
        raise refuse("trade_not_live", "trade", trade=str(trade))
    return fate_of(connection, trade)
