"""Shares of the other kind of mean: Palgrave (1886) and harmonic Laspeyres (Balk 2008, ch. 3)."""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, total


def palgrave(pairs: Pairs) -> Floats:
    """Σ s1 r."""
    return np.log(total(pairs.share1 * pairs.relatives))


def harmonic_laspeyres(pairs: Pairs) -> Floats:
    """1 / Σ s0/r."""
    return -np.log(total(pairs.share0 / pairs.relatives))


PALGRAVE = Bilateral("palgrave", palgrave)
HARMONIC_LASPEYRES = Bilateral("harmonic-laspeyres", harmonic_laspeyres)
