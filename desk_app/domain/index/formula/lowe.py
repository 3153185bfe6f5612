"""Weights of a base period b, which need not be one of the two: Lowe (1823), Young (1812) and geometric Young (CPI
Manual 2020, ch. 8).

With fixed weights Lowe and geometric Young are circular: a chain comes back to where it began.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, shares, total


def lowe(pairs: Pairs) -> Floats:
    """Σ p1 qb / Σ p0 qb."""
    return pairs.basket_ratio(pairs.basket_quantity)


def young(pairs: Pairs) -> Floats:
    """Σ sb r, sb the value shares of the base period."""
    return np.log(total(_shares(pairs) * pairs.relatives))


def geometric_young(pairs: Pairs) -> Floats:
    """Π r^sb."""
    return total(_shares(pairs) * pairs.logs)


def _shares(pairs: Pairs) -> Floats:
    return shares(pairs.basket_price * pairs.basket_quantity)


LOWE = Bilateral("lowe", lowe, based=True)
YOUNG = Bilateral("young", young, based=True)
GEOMETRIC_YOUNG_BASED = Bilateral("geoyoung", geometric_young, based=True)
