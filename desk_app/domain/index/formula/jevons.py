"""Jevons (1865): the geometric mean of the relatives, the best of those without weights (CPI Manual 2020, ch. 8)."""

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs


def jevons(pairs: Pairs) -> Floats:
    """The mean of ln r."""
    return pairs.mean(pairs.logs)


JEVONS = Bilateral("jevons", jevons, reversible=True)
