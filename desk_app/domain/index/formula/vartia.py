"""Geometric means by logarithmic means L(a, b) = (a - b) / ln(a/b), L(a, a) = a, of shares or values: Sato (1976) and
Vartia (1976), who has both (Balk 2008, ch. 3). Both reverse in time and in factors.

Montgomery's (Vartia I) weights do not add up to 1: it is not linear in the current prices.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, shares, total

_CLOSE = 1e-4
"""Below it the quotient loses digits and the series √(ab) · (1 + x²/24 + …), x = ln a/b, is exact."""


def log_mean(first: Floats, second: Floats) -> Floats:
    """L(a, b), for a, b above 0; 0 where both are 0."""
    first, second = np.broadcast_arrays(first, second)
    none = (first == 0) & (second == 0)
    log = np.log(np.where(none, 1.0, first) / np.where(none, 1.0, second))
    near = np.abs(log) < _CLOSE
    series: Floats = np.sqrt(first * second) * (1 + log**2 / 24)
    return np.where(near, series, (first - second) / np.where(near, 1.0, log))


def sato_vartia(pairs: Pairs) -> Floats:
    """Π r^w, w ∝ L(s0, s1)."""
    return total(shares(log_mean(pairs.share0, pairs.share1)) * pairs.logs)


def montgomery_vartia(pairs: Pairs) -> Floats:
    """Π r^w, w = L(v0, v1) / L(V0, V1), v the values and V their sums."""
    whole = log_mean(total(pairs.value0), total(pairs.value1))
    return total(log_mean(pairs.value0, pairs.value1) / whole * pairs.logs)


SATO_VARTIA = Bilateral("sato-vartia", sato_vartia, reversible=True)
MONTGOMERY_VARTIA = Bilateral("montgomery-vartia", montgomery_vartia, reversible=True)
