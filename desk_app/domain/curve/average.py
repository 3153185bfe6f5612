"""Moving averages (均线), counted in values and not in days of the calendar.

A period without a value is passed over: the average has no value there either. After a break (a suspension) it begins
anew: it never mixes values from both sides. The first `count` − 1 values have no average.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import Curve, Floats
from desk_app.domain.curve.gaps import stretches
from desk_app.domain.curve.look import LONGEST


def sma(curve: Curve, count: int) -> Curve:
    """The plain mean of the last `count` values, in the curve's unit; `Refused` for a count that is no count."""
    return _averaged(curve, count, "sma", _simple)


def ema(curve: Curve, count: int) -> Curve:
    """Exponential: each value counts α = 2 ÷ (count + 1), what stood before 1 − α; it starts from the plain mean of
    the first `count` values. In the curve's unit; `Refused` for a count that is no count.
    """
    return _averaged(curve, count, "ema", _exponential)


def _averaged(curve: Curve, count: int, kind: str, average: Callable[[Floats, int], Floats]) -> Curve:
    if not 1 <= count <= LONGEST:
        raise refuse("average_count", "count", count=str(count), longest=str(LONGEST))
    values = np.full(len(curve.values), np.nan)
    for part in stretches(curve):
        if len(part) >= count:
            values[part[count - 1 :]] = average(curve.values[part], count)
    return replace(curve, code=f"{curve.code}:{kind}{count}", values=values)


def _simple(values: Floats, count: int) -> Floats:
    """Sums of windows; what is small against the whole is added apart, so that no digits are lost on the way."""
    centre = float(values[0])
    total = np.concatenate([[0.0], np.cumsum(values - centre)])
    means: Floats = (total[count:] - total[:-count]) / count + centre
    return means


def _exponential(values: Floats, count: int) -> Floats:
    part = 2.0 / (count + 1.0)
    first = float(values[:count].mean())
    rest = values[count:].tolist()
    return np.array(list(accumulate(rest, lambda before, value: (1.0 - part) * before + part * value, initial=first)))
