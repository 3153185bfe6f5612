"""Another base for a series: 100 (or 1,000) at a date, or on average over a period."""

import math
from collections.abc import Sequence
from datetime import date

from desk_app.domain.base.period import Period, read_period
from desk_app.domain.base.problem import refuse

SCALES = (100.0, 1000.0)


def parse_base(text: str) -> Period:
    """A base as the desk says it: a day, week, month, quarter, half-year or year ("2010"); `Refused` otherwise."""
    if len(text) == 4 and text.isdigit() and int(text) > 0:
        return Period(date(int(text), 1, 1), date(int(text), 12, 31), text)
    return read_period(text)


def base_factor(periods: Sequence[Period], values: Sequence[float | None], base: Period, scale: float) -> float:
    """What the values are multiplied by so that their mean over the base is `scale`.

    The base's values are those of the periods which lie in it, or, where it is shorter than a period, of the one which
    holds it. `Refused` where there is none.
    """
    inside = [value for period, value in zip(periods, values, strict=True) if _in(period, base) and value is not None]
    if not inside:
        raise refuse("base_without_value", "base", base=base.key)
    return scale * len(inside) / math.fsum(inside)


def _in(period: Period, base: Period) -> bool:
    within = base.start <= period.start and period.end <= base.end
    return within or (period.start <= base.start and base.end <= period.end)
