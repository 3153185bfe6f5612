"""One basket between those of both periods: ln Σ p1 q - ln Σ p0 q (PPI Manual 2004, ch. 15; Balk 2008, ch. 3).

q is the mean of q0 and q1: the geometric one for Walsh (1901), the arithmetic one for Marshall (1887) and Edgeworth
(1925), the harmonic one for Geary (1958) and Khamis (1972), whose method it is for two periods.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs


def walsh(pairs: Pairs) -> Floats:
    """With q = √(q0 q1)."""
    return pairs.basket_ratio(np.sqrt(pairs.quantity0 * pairs.quantity1))


def marshall_edgeworth(pairs: Pairs) -> Floats:
    """With q = q0 + q1; half of it gives the same."""
    return pairs.basket_ratio(pairs.quantity0 + pairs.quantity1)


def geary_khamis(pairs: Pairs) -> Floats:
    """With q = q0 q1 / (q0 + q1); twice it gives the same."""
    both = pairs.quantity0 + pairs.quantity1
    product = pairs.quantity0 * pairs.quantity1
    return pairs.basket_ratio(np.divide(product, both, out=np.zeros_like(both), where=both > 0))


WALSH = Bilateral("walsh", walsh, reversible=True)
MARSHALL_EDGEWORTH = Bilateral("marshall-edgeworth", marshall_edgeworth, reversible=True)
GEARY_KHAMIS = Bilateral("geary-khamis", geary_khamis, reversible=True)
