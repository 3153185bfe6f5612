"""Dutot (1738): the ratio of the mean prices (CPI Manual 2020, ch. 8).

Fails a change of units: only for products of one kind and unit.
"""

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs


def dutot(pairs: Pairs) -> Floats:
    """Σ p1 / Σ p0."""
    return pairs.basket_ratio(pairs.matched)


DUTOT = Bilateral("dutot", dutot, reversible=True)
