"""Weighted geometric means of the relatives: Törnqvist (1936), and Laspeyres' and Paasche's shares so used (PPI Manual
2004, ch. 15-16; Balk 2008, ch. 3). Additive in logs, so that contributions are exact.
"""

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, total


def tornqvist(pairs: Pairs) -> Floats:
    """Π r^½(s0 + s1)."""
    return total(0.5 * (pairs.share0 + pairs.share1) * pairs.logs)


def geometric_laspeyres(pairs: Pairs) -> Floats:
    """Π r^s0."""
    return total(pairs.share0 * pairs.logs)


def geometric_paasche(pairs: Pairs) -> Floats:
    """Π r^s1."""
    return total(pairs.share1 * pairs.logs)


TORNQVIST = Bilateral("tornqvist", tornqvist, reversible=True)
GEOMETRIC_LASPEYRES = Bilateral("geolaspeyres", geometric_laspeyres)
GEOMETRIC_PAASCHE = Bilateral("geopaasche", geometric_paasche)
