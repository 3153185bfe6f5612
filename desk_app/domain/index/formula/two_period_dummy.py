"""The time-product dummy for two periods: Π r^w with w ∝ s0 s1 / (s0 + s1), half the harmonic mean of the shares
(Diewert 2005; CPI Manual: Theory, ch. 7). What the weighted regression comes to when nothing else is in it.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, shares, total


def time_product_dummy(pairs: Pairs) -> Floats:
    """The log: ln P = Σ w ln r."""
    both = pairs.share0 + pairs.share1
    weights = np.divide(pairs.share0 * pairs.share1, both, out=np.zeros_like(both), where=both > 0)
    return total(shares(weights) * pairs.logs)


TIME_PRODUCT_DUMMY = Bilateral("tpd", time_product_dummy, reversible=True)
