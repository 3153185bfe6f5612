"""Past-value shares: what each product weighs, known before the period starts."""

from datetime import date, timedelta

import numpy as np

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.index.day_totals import DayTotals, Floats


class Basket:
    """Traded value by product before a period; nothing on or after its start is ever looked at."""

    def __init__(self, totals: DayTotals, share_days: int) -> None:
        self._totals = totals
        self._share_days = timedelta(days=share_days)
        self._kept: dict[tuple[date, date], Floats] = {}

    def values(self, start: date) -> Floats:
        """Value (yuan) by product which gives the shares of a period that starts on `start`.

        It is that of `share_days` before the quarter's start: renewed at each quarter's start, then fixed.
        In the quarter the data open with (or open again, after a longer gap) there is no such value: then all
        trades before the period count, renewed each period.
        """
        quarter = period_of(start, Every.QUARTER).start
        past = self._between(max(quarter, date.min + self._share_days) - self._share_days, quarter)
        return past if past.any() else self._between(date.min, start)

    def _between(self, first: date, end: date) -> Floats:
        """Value from `first` to the day before `end`."""
        kept = self._kept.get((first, end))
        if kept is None:
            kept = self._kept[first, end] = self._sum(first, end)
        return kept

    def _sum(self, first: date, end: date) -> Floats:
        days = self._totals.days
        ordinals = np.array([day.toordinal() for day in days], np.int64)
        from_day, to_day = np.searchsorted(ordinals, [first.toordinal(), end.toordinal()])
        lines = slice(*np.searchsorted(self._totals.day, [from_day, to_day]))
        return np.bincount(
            self._totals.product[lines], self._totals.value[lines], minlength=len(self._totals.products)
        ).astype(np.float64)
