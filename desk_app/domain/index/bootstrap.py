"""How far chance in the trades moves a value: a bootstrap over the trades within each product and period.

Around the published levels ln I_T answers to ln p_iT with the weight e_i = mean over the window of ½ (s_ik + s_iT);
the daily flash with its shares. So a resample moves ln I by Σ e_i ln(p*_i / p_i), p* = Σpq / Σq over as many trades
drawn with replacement; the products are drawn for themselves, so that Var ln I = Σ e_i² Var ln(p*_i / p_i). A product
with a single trade tells nothing about chance and adds none.

Of many trades the variance is written down: Σ q² (p − p̄)² / (Σpq)², to which the resampling comes the nearer the more
there are (Efron and Tibshirani 1993, ch. 5). 200 draws are themselves off by 5 %.
"""

import hashlib
import math
from collections.abc import Mapping

import numpy as np

from desk_app.domain.index.arrays import Floats

REPLICATES = 200
RESAMPLED = 500
"""Up to so many trades of a product and period are drawn again."""


def standard_error(variances: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """Of ln I, from each product's variance of ln price and weight; None where no product has two trades."""
    known = [
        weights.get(product, 0.0) ** 2 * one
        for product, one in sorted(variances.items())
        if one is not None and weights.get(product, 0.0) > 0
    ]
    return math.sqrt(math.fsum(known)) if known else None


def variance(price: Floats, mass: Floats, name: str) -> float | None:
    """Of ln p of one product's trades in a period, from prices and masses. `name` seeds the draws: the same trades
    have the same. None of fewer than two.
    """
    count = len(price)
    if count < 2:
        return None
    order = np.lexsort((mass, price))
    price, mass = price[order], mass[order]
    value = price * mass
    centre = value.sum() / mass.sum()
    if count > RESAMPLED:
        return float(((mass * (price - centre)) ** 2).sum() / value.sum() ** 2)
    chance = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]))
    drawn = chance.integers(0, count, (REPLICATES, count))
    moves = np.log(value[drawn].sum(axis=1) / mass[drawn].sum(axis=1) / centre)
    return float(np.var(moves, ddof=1))
