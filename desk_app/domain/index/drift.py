"""The drift monitor: what chaining would have done to an index, and whether a chain comes back to where it began.

`closure`: ln of the chained Törnqvist from the first period to the last and, in one step, back to the first. Without
drift it is 0. `gap`: ln of the chained index over the multilateral one at the last period.
"""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.ccdi import pairs_of


@dataclass(frozen=True, slots=True)
class Drift:
    """`closure` is None where the last period has too little in common with the first; `years` between the two."""

    periods: int
    closure: float | None
    gap: float | None


def drift_of(price: Floats, value: Floats, level: Floats, coverage: float) -> Drift:
    """From tables of periods × products (yuan per tonne, yuan) and ln I by period, all with a level.

    Periods that cannot be compared with the one before are chained to the last that can.
    """
    many = len(price)
    if many < 2:
        return Drift(many, None, None)
    pairs = pairs_of(price, value, 2, coverage)
    step = np.where(pairs.exists[:, 1], pairs.term[:, 1].sum(axis=1), np.nan)
    steps = step[1:]
    if np.isnan(steps).any():
        return Drift(many, None, None)
    chained = float(steps.sum())
    ends = pairs_of(price[[0, -1]], value[[0, -1]], 2, coverage)
    closure = chained - float(ends.term[1, 1].sum()) if ends.exists[1, 1] else None
    return Drift(many, closure, chained - float(level[-1] - level[0]))
