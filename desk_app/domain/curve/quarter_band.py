"""The quarter's average to date (本季均价), between the lowest and the highest value of the quarter so far."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from desk_app.domain.curve.curve import Curve, Floats, Places


@dataclass(frozen=True, slots=True, eq=False)
class QuarterBand:
    """Three curves on the same periods. `weighted`: the average is Σ price × tonnes ÷ Σ tonnes, else a plain mean."""

    average: Curve
    low: Curve
    high: Curve
    weighted: bool


def quarter_band(curve: Curve) -> QuarterBand:
    """At each value: of the values of its quarter up to it. A period belongs to the quarter its last day lies in.

    A price with tonnes behind each of its values is weighted with them, as every average of prices here; an index,
    or a price of which no tonnes are known, is not. Gaps stay gaps, and count for nothing.
    """
    known = curve.known
    weighted = curve.unit == "yuan/t" and len(known) > 0 and bool((curve.tonnes[known] > 0).all())
    weights = curve.tonnes if weighted else np.ones(len(curve.values))
    average, low, high = (np.full(len(curve.values), np.nan) for _ in range(3))
    for part in _quarters(curve, known):
        values = curve.values[part]
        average[part] = _to_date(values, weights[part])
        low[part], high[part] = np.minimum.accumulate(values), np.maximum.accumulate(values)
    a, b, c = (replace(curve, code=f"{curve.code}:quarter", values=values) for values in (average, low, high))
    return QuarterBand(a, b, c, weighted)


def _to_date(values: Floats, weights: Floats) -> Floats:
    centre = float(values[0])
    means: Floats = np.cumsum((values - centre) * weights) / np.cumsum(weights) + centre
    return means


def _quarters(curve: Curve, known: Places) -> Iterator[Places]:
    days = np.floor(curve.ends[known]).astype("datetime64[D]")
    quarters = days.astype("datetime64[M]").astype(np.int64) // 3
    for part in np.split(known, np.flatnonzero(np.diff(quarters)) + 1):
        if len(part):
            yield part
