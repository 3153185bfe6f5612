"""How much stands behind a value."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from desk_app.domain.index.arrays import Floats, Ints, any_in_row, summed
from desk_app.domain.index.methodology import Method
from desk_app.domain.index.product_days import ProductDays


class Grade(StrEnum):
    """A, B, C, or not published."""

    A = "A"
    B = "B"
    C = "C"
    NOT_PUBLISHED = "n/p"


@dataclass(frozen=True, slots=True)
class Quality:
    """Arrays over the periods of one series.

    `coverage`: part of the expected value (of the periods before) whose products have a price now; `imputed`: part of
    the weight that was moved with its class or carried; `largest_party`: the largest party's part of the value (NaN
    where no party is stated); `rejected`: trades that were screened out or not valid.
    """

    trades: Ints
    tonnes: Floats
    priced: Ints
    expected: Ints
    coverage: Floats
    imputed: Floats
    largest_party: Floats
    rejected: Ints


def grades(coverage: Floats, trades: Ints, method: Method) -> list[str]:
    """The grade of each value by its coverage and number of trades."""
    good = (coverage >= method.grade_a) & (trades >= method.grade_a_trades)
    conditions = [good, coverage >= method.grade_b, coverage >= method.grade_c]
    found: list[str] = np.select(conditions, [Grade.A.value, Grade.B.value, Grade.C.value], _NOT).tolist()
    return found


_NOT = Grade.NOT_PUBLISHED.value


def past_window(value: Floats, window: int) -> Floats:
    """For each period (row) the value by product of the `window` − 1 periods before it; its own for the first."""
    total = np.vstack([np.zeros((1, value.shape[1])), np.cumsum(value, axis=0)])
    row = np.arange(len(value))
    past = total[row] - total[np.maximum(row - window + 1, 0)]
    return np.where(any_in_row(past > 0)[:, None], past, value)


class Parties:
    """Who traded how much, by period and product: the largest party's part of any set of products."""

    def __init__(self, days: ProductDays, place: Ints, periods: int) -> None:
        self._shape = (len(days.products), periods, int(days.party.max()) + 1 if len(days.party) else 1)
        first = (days.product * periods + place) * self._shape[2]
        self._cell = np.repeat(first, np.diff(days.party_start)) + days.party
        self._value = days.party_value
        size = self._shape[0] * self._shape[1] * self._shape[2]
        self._table = summed(self._value, self._cell, size).reshape(self._shape) if size <= _DENSE else None

    def largest(self, columns: Ints, total: Floats) -> Floats:
        """By period the largest party's part of `total` (yuan); NaN where no party is stated."""
        largest = self._from_table(columns) if self._table is not None else self._from_list(columns)
        share: Floats = np.divide(largest, total, out=np.full(len(total), np.nan), where=(total > 0) & (largest > 0))
        return share

    def _from_table(self, columns: Ints) -> Floats:
        table = self._table if self._table is not None else np.zeros(self._shape)
        sums: Floats = table[columns].sum(axis=0) if len(columns) != 1 else table[int(columns[0])]
        largest: Floats = sums.max(axis=1)
        return largest

    def _from_list(self, columns: Ints) -> Floats:
        """The same where a table would be too large: sort the cells."""
        _, periods, parties = self._shape
        member = np.zeros(self._shape[0], bool)
        member[columns] = True
        inside = member[self._cell // (periods * parties)]
        cells, place = np.unique(self._cell[inside] % (periods * parties), return_inverse=True)
        largest = np.zeros(periods)
        np.maximum.at(largest, cells // parties, summed(self._value[inside], place.astype(np.int64), len(cells)))
        return largest


_DENSE = 20_000_000
