"""What stands behind a curve: the tonnes of each period, and single deals."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from desk_app.domain.base.period import Every
from desk_app.domain.curve.curve import Curve, day_of

TONNES = "t"


def tonnage(curve: Curve) -> Curve:
    """Tonnes by period; a period without any is a gap."""
    values = np.where(curve.tonnes > 0, curve.tonnes, np.nan)
    return replace(curve, code=f"{curve.code}:tonnes", unit=TONNES, values=values)


def deals(code: str, days: Sequence[int], prices: Sequence[float], tonnes: Sequence[float]) -> Curve:
    """Single deals in the order of their days, each at its own price (yuan per tonne without VAT): several a day."""
    at = np.array(days, np.float64)
    names = {number: day_of(number).isoformat() for number in set(days)}
    return Curve(
        f"{code}:deals",
        Every.DAY,
        "yuan/t",
        at,
        at,
        np.array(prices, np.float64),
        ("ok",) * len(days),
        np.ones(len(days), np.int64),
        np.array(tonnes, np.float64),
        tuple(names[number] for number in days),
    )
