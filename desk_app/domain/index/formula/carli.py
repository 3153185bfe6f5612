"""Plain means of the relatives r = p1 / p0: Carli (1764), the harmonic mean (Jevons, Coggeshall 1886), and the
geometric mean of the two, after Carruthers, Sellwood, Ward and Dalén (CPI Manual 2020, ch. 8).

Carli's does not stand time reversal: forth and back it gains. None has weights: for elementary groups only.
"""

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs


def carli(pairs: Pairs) -> Floats:
    """The mean of r."""
    return np.log(pairs.mean(pairs.relatives))


def harmonic(pairs: Pairs) -> Floats:
    """1 / the mean of 1/r."""
    return -np.log(pairs.mean(1 / pairs.relatives))


def cswd(pairs: Pairs) -> Floats:
    """√(Carli · harmonic)."""
    return 0.5 * (carli(pairs) + harmonic(pairs))


CARLI = Bilateral("carli", carli)
HARMONIC = Bilateral("harmonic", harmonic)
CSWD = Bilateral("cswd", cswd, reversible=True)
