"""A series as the price board and the alerts read it: its values, and the trades behind a price by day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.period import Every
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.curve.curve import day_number, day_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Origin(StrEnum):
    """Whose figures: an own index, points that others publish, an own price, what a live source says."""

    INDEX = "index"
    OFFICIAL = "official"
    PRICE = "price"
    LIVE = "live"


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What was traded of a product, by day (days since 1970-01-01, rising): yuan, tonnes, trades that count."""

    days: Ints
    value: Floats
    mass: Floats
    trades: Ints

    def between(self, first: date, last: date) -> slice:
        """The places of the days from `first` to `last`, both included."""
        start, end = np.searchsorted(self.days, [day_number(first), day_number(last) + 1])
        return slice(int(start), int(end))


NO_SUMS = Sums(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Only periods that have a value, oldest first: `days` is the last day of each, days since 1970-01-01.

    A price is in yuan per tonne ("yuan/t") without VAT unless `tax` says otherwise, and has its `sums`; an index is in
    "points", a live series in its source's own unit: of several values of one moment the last one stands. `periods` are
    the keys; `grade` is that of the newest value ("": none), `trades` how many it stands on; `stated` is the newest
    value of an official series as its owner published it.
    """

    code: str
    origin: Origin
    every: Every
    days: Ints
    values: Floats
    periods: tuple[str, ...]
    sums: Sums = NO_SUMS
    grade: str = ""
    trades: int = 0
    tax: Tax = Tax.EXCL
    stated: Decimal | None = None

    @property
    def unit(self) -> str:
        return "yuan/t" if self.origin is Origin.PRICE else "points"

    @property
    def last_day(self) -> date:
        """The last day of the newest value's period; there must be one."""
        return day_of(float(self.days[-1]))


@lru_cache(maxsize=1 << 15)
def _factor(day: int) -> float:
    """By what a price without VAT is multiplied on a day to have it."""
    return float(100 + vat_rate(day_of(day))) / 100


def _factors(days: Ints) -> Floats:
    return np.array([_factor(day) for day in days.tolist()], np.float64)


def taxed(track: Track, tax: Tax) -> Track:
    """A price on another basis, each day at the rate of VAT of that day; points stay as they are."""
    if track.origin is not Origin.PRICE or track.tax is tax:
        return track
    by_day, by_sum = _factors(track.days), _factors(track.sums.days)
    if tax is Tax.EXCL:
        by_day, by_sum = 1 / by_day, 1 / by_sum
    sums = replace(track.sums, value=track.sums.value * by_sum)
    return replace(track, values=track.values * by_day, sums=sums, tax=tax)
