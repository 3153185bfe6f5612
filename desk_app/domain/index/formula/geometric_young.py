"""Geometric Young: P = Π r^w with given shares w, Σw = 1 (CPI Manual 2020, ch. 8).

Monotone, time-reversible and circular while the shares stay; needs no quantities of the day, so noisy
quantities cannot move it.
"""

import math

from desk_app.domain.index.formula.formula import Formula, Matched


def log_change(matched: Matched) -> float:
    """Σ w ln r, summed exactly (`fsum`): no order of the products changes a bit."""
    pairs = zip(matched.shares.tolist(), matched.relatives.tolist(), strict=True)
    return math.fsum(share * math.log(relative) for share, relative in pairs)


GEOMETRIC_YOUNG = Formula("geometric-young", log_change)
