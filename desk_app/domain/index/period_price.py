"""Period prices (均价): p = Σpq / Σq over all trades of a product in a period."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.base.period import Every, Period, period_of
from desk_app.domain.index.calendar import periods_through
from desk_app.domain.index.day_totals import DayTotals, Floats, Ints, extreme, table


@dataclass(frozen=True, slots=True)
class PeriodPrices:
    """Tables of periods × products. Where nothing was traded a price is NaN, a count and a mass 0."""

    every: Every
    periods: tuple[Period, ...]
    products: tuple[str, ...]
    price: Floats
    """Yuan per tonne without VAT."""
    mass: Floats
    """Tonnes."""
    trades: Ints
    low: Floats
    high: Floats
    idle: Ints
    """Trading days of the desk between a product's last trade and the period's start; -1 before its first."""

    @property
    def traded(self) -> "np.typing.NDArray[np.bool_]":
        """Where there is a price."""
        return self.trades > 0


def period_prices(totals: DayTotals, every: Every) -> PeriodPrices:
    """The prices of all products at one frequency."""
    periods = periods_through(totals.days, every)
    place = {period.key: number for number, period in enumerate(periods)}
    period_of_day = np.array([place[period_of(day, every).key] for day in totals.days], np.int64)
    shape = (len(periods), len(totals.products))
    cell = period_of_day[totals.day] * shape[1] + totals.product if shape[0] else totals.day
    mass = table(totals.mass, cell, shape)
    value = table(totals.value, cell, shape)
    return PeriodPrices(
        every,
        periods,
        totals.products,
        np.divide(value, mass, out=np.full(shape, np.nan), where=mass > 0),
        mass,
        table(totals.trades.astype(np.float64), cell, shape).astype(np.int64),
        extreme(np.minimum.at, totals.low, cell, shape, np.inf),
        extreme(np.maximum.at, totals.high, cell, shape, -np.inf),
        _idle(totals, periods, cell, shape),
    )


def _idle(totals: DayTotals, periods: tuple[Period, ...], cell: Ints, shape: tuple[int, int]) -> Ints:
    """How long each product has been silent when a period starts, counted in the desk's trading days."""
    last = np.full(shape[0] * shape[1], -1)
    np.maximum.at(last, cell, totals.day)
    last = np.maximum.accumulate(last.reshape(shape), axis=0) if shape[0] else last.reshape(shape)
    before = np.vstack([np.full((1, shape[1]), -1), last[:-1]])[: shape[0]]
    ordinals = np.array([day.toordinal() for day in totals.days])
    starts = np.searchsorted(ordinals, np.array([period.start.toordinal() for period in periods]))
    return np.where(before < 0, -1, starts[:, None] - before - 1).astype(np.int64)
