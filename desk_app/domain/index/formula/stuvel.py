"""Stuvel (1957), the (2,2) of Balk 2008, ch. 3: price and quantity index that multiply to the value ratio and differ
as Laspeyres' do: P - Q = Lp - Lq, P · Q = V. Not linear in the current prices.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, total


def stuvel(pairs: Pairs) -> Floats:
    """½ (Lp - Lq) + √(¼ (Lp - Lq)² + V)."""
    value0 = total(pairs.value0)
    prices = total(pairs.price1 * pairs.quantity0) / value0
    quantities = total(pairs.price0 * pairs.quantity1) / value0
    half = 0.5 * (prices - quantities)
    return np.log(half + np.sqrt(half**2 + total(pairs.value1) / value0))


STUVEL = Bilateral("stuvel", stuvel, reversible=True)
