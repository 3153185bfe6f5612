"""Laspeyres (1871) and Paasche (1874), and their means: Fisher (1922) and Drobish (1871) (PPI Manual 2004, ch. 15).

Fisher's is the ideal one of the axioms: it reverses in time and in factors, and lies between the other two.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs


def laspeyres(pairs: Pairs) -> Floats:
    """Σ p1 q0 / Σ p0 q0."""
    return pairs.basket_ratio(pairs.quantity0)


def paasche(pairs: Pairs) -> Floats:
    """Σ p1 q1 / Σ p0 q1."""
    return pairs.basket_ratio(pairs.quantity1)


def fisher(pairs: Pairs) -> Floats:
    """√(L · P)."""
    return 0.5 * (laspeyres(pairs) + paasche(pairs))


def drobish(pairs: Pairs) -> Floats:
    """½ (L + P)."""
    return np.log(0.5 * (np.exp(laspeyres(pairs)) + np.exp(paasche(pairs))))


LASPEYRES = Bilateral("laspeyres", laspeyres)
PAASCHE = Bilateral("paasche", paasche)
FISHER = Bilateral("fisher", fisher, reversible=True)
DROBISH = Bilateral("drobish", drobish)
