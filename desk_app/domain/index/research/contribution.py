"""Each product's part in the change of an index: additive, their sum is P - 1.

By basket, for indices which are the cost of one basket: (p1 - p0) q / Σ p0 q. Fisher's is q0 · Q + q1 with its own
quantity index Q (van IJzeren 1987; Balk 2008, 4.18). By log-mean, for weighted geometric means Π r^v: the weights
w ∝ v / L(r, P) make an arithmetic mean of the same value, and a part is w (r - 1). Fisher is a geometric mean too,
once Laspeyres' and Paasche's weights are turned likewise (Reinsdorf, Diewert and Ehemann 2002).
"""

from collections.abc import Callable, Mapping

import numpy as np

from desk_app.domain.index.formula.bilateral import Floats, Pairs, shares, total
from desk_app.domain.index.formula.laspeyres import laspeyres, paasche
from desk_app.domain.index.formula.vartia import log_mean

Basket = Callable[[Pairs], Floats]
Weights = Callable[[Pairs], Floats]


def by_basket(pairs: Pairs, basket: Basket) -> Floats:
    """Products × pairs; 0 where a product is not matched."""
    quantity = basket(pairs)
    return np.asarray((pairs.price1 - pairs.price0) * quantity / total(pairs.price0 * quantity))


def by_log_mean(pairs: Pairs, weights: Weights) -> Floats:
    """Products × pairs; 0 where a product is not matched."""
    geometric = weights(pairs)
    relatives = pairs.relatives
    index = np.exp(total(geometric * np.log(relatives)))
    return np.asarray(shares(geometric / log_mean(relatives, index)) * (relatives - 1))


def _fisher_basket(pairs: Pairs) -> Floats:
    volume = total(pairs.price0 * pairs.quantity1) / total(pairs.value0)
    ratio = np.exp(0.5 * (paasche(pairs) - laspeyres(pairs)))
    return np.asarray(pairs.quantity0 * (volume * ratio) + pairs.quantity1)


def _fisher_weights(pairs: Pairs) -> Floats:
    """Laspeyres is an arithmetic mean with s0, Paasche a harmonic one with s1: both as geometric means."""
    relatives = pairs.relatives
    first = shares(pairs.share0 * log_mean(relatives, np.exp(laspeyres(pairs))))
    second = shares(pairs.share1 * log_mean(1 / relatives, np.exp(-paasche(pairs))))
    return 0.5 * (first + second)


BASKETS: Mapping[str, Basket] = {
    "laspeyres": lambda pairs: pairs.quantity0,
    "paasche": lambda pairs: pairs.quantity1,
    "fisher": _fisher_basket,
}
WEIGHTS: Mapping[str, Weights] = {
    "tornqvist": lambda pairs: 0.5 * (pairs.share0 + pairs.share1),
    "jevons": lambda pairs: shares(pairs.matched),
    "geolaspeyres": lambda pairs: pairs.share0,
    "geopaasche": lambda pairs: pairs.share1,
    "fisher": _fisher_weights,
}


def parts(pairs: Pairs, name: str, kind: str) -> Floats:
    """The parts of a formula by `kind`, one of `kinds_of`."""
    return by_basket(pairs, BASKETS[name]) if kind == "basket" else by_log_mean(pairs, WEIGHTS[name])


def kinds_of(name: str) -> tuple[str, ...]:
    """In which ways a formula's change can be taken apart: basket, log-mean, both or none."""
    return tuple(kind for kind, known in (("basket", BASKETS), ("log-mean", WEIGHTS)) if name in known)
