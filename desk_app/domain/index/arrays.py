"""The arrays the engine works with."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def runs(keys: Ints) -> Ints:
    """Where each run of equal `keys` starts, and at the end their number: n runs give n + 1 places."""
    if not len(keys):
        return np.zeros(1, np.int64)
    return np.concatenate(([0], np.flatnonzero(np.diff(keys)) + 1, [len(keys)])).astype(np.int64)


def weekday_number(day: Ints) -> Ints:
    """A count which grows by one each Monday to Friday, from a day's ordinal; a weekend has its Friday's."""
    past_monday = day - 1  # the first of January of the year 1 was a Monday
    return past_monday // 7 * 5 + np.minimum(past_monday % 7, 4)


def summed(values: Floats | Ints, cell: Ints, cells: int) -> Floats:
    """Sums by cell, each added one after the other in the order given, so: the same bits always."""
    return np.bincount(cell, values, minlength=cells).astype(np.float64)


def row_sums(table: Floats) -> Floats:
    """The sum of each row, one column after the other: a new column of zeros leaves the bits alone."""
    sums: Floats = np.cumsum(table, axis=1)[:, -1] if table.shape[1] else np.zeros(len(table))
    return sums


def any_in_row(flags: Flags) -> Flags:
    """Whether anything is set in each row."""
    return np.logical_or.reduce(flags, axis=1)  # type: ignore[no-any-return]
