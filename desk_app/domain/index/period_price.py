"""Period prices (均价): p = Σpq / Σq over all trades of a product in a period."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from desk_app.domain.base.period import Every, Period
from desk_app.domain.index.arrays import Flags, Floats, Ints, summed
from desk_app.domain.index.calendar import period_on, periods_through
from desk_app.domain.index.product_days import ProductDays


@dataclass(frozen=True, slots=True)
class PeriodPrices:
    """Tables of periods × products. Where nothing counts a price is NaN, a count and a mass 0."""

    every: Every
    periods: tuple[Period, ...]
    products: tuple[str, ...]
    price: Floats
    """Yuan per tonne without VAT."""
    value: Floats
    """Yuan without VAT."""
    mass: Floats
    """Tonnes."""
    trades: Ints
    low: Floats
    high: Floats
    rejected: Ints

    @property
    def traded(self) -> Flags:
        """Where there is a price."""
        return self.trades > 0


def places_of(days: ProductDays, periods: tuple[Period, ...], every: Every) -> Ints:
    """For each row the place of its period."""
    place = {period.key: number for number, period in enumerate(periods)}
    ordinals, inverse = np.unique(days.day, return_inverse=True)
    of_day = [place[period_on(date.fromordinal(day), every).key] for day in ordinals.tolist()]
    return np.array(of_day, np.int64)[inverse]


def period_prices(days: ProductDays, every: Every) -> PeriodPrices:
    """The prices of all products at one frequency."""
    periods = periods_through([date.fromordinal(day) for day in np.unique(days.day).tolist()], every)
    shape = (len(periods), len(days.products))
    cell = places_of(days, periods, every) * shape[1] + days.product
    mass, value = _table(days.mass, cell, shape), _table(days.value, cell, shape)
    return PeriodPrices(
        every,
        periods,
        days.products,
        np.divide(value, mass, out=np.full(shape, np.nan), where=mass > 0),
        value,
        mass,
        _table(days.trades, cell, shape).astype(np.int64),
        _extreme(np.fmin, days.low, cell, shape),
        _extreme(np.fmax, days.high, cell, shape),
        _table(days.rejected, cell, shape).astype(np.int64),
    )


def _table(values: Floats | Ints, cell: Ints, shape: tuple[int, int]) -> Floats:
    """Sum `values` into the cells of a table, one after the other in row order (so: the same bits always)."""
    return summed(values, cell, shape[0] * shape[1]).reshape(shape)


def _extreme(pick: np.ufunc, values: Floats, cell: Ints, shape: tuple[int, int]) -> Floats:
    cells = np.full(shape[0] * shape[1], np.nan)
    pick.at(cells, cell, values)
    return cells.reshape(shape)
