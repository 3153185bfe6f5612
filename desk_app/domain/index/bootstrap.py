"""How far chance in the trades moves a value: a bootstrap over the trades within each product and period.

Around the published levels ln I_T answers to ln p_iT with the weight e_i = mean over the window of ½ (s_ik + s_iT);
the daily flash with its shares. So a resample moves ln I by Σ e_i ln(p*_i / p_i), p* = Σpq / Σq over as many trades
drawn with replacement. A product with a single trade tells nothing about chance and adds none.
"""

import hashlib
from collections.abc import Mapping

import numpy as np

from desk_app.domain.index.arrays import Floats

REPLICATES = 200
_AT_ONCE = 5_000_000


def standard_error(
    trades: Mapping[str, tuple[Floats, Floats]], weights: Mapping[str, float], name: str
) -> float | None:
    """Of ln I. `trades` are prices and masses by product; `name` seeds the draws, so that the same value has the same.

    None where no product has two trades.
    """
    several = sorted(key for key, (price, _) in trades.items() if len(price) > 1 and weights.get(key, 0.0) > 0)
    if not several:
        return None
    chance = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]))
    moved = np.zeros(REPLICATES)
    for key in several:
        price, mass = trades[key]
        moved += weights[key] * _moves(price, mass, chance)
    return float(np.std(moved, ddof=1))


def _moves(price: Floats, mass: Floats, chance: np.random.Generator) -> Floats:
    """ln(p* / p) of each replicate."""
    count = len(price)
    order = np.lexsort((mass, price))
    value, mass = (price * mass)[order], mass[order]
    centre = value.sum() / mass.sum()
    moves = np.empty(REPLICATES)
    step = max(1, min(REPLICATES, _AT_ONCE // count))
    for start in range(0, REPLICATES, step):
        many = min(step, REPLICATES - start)
        drawn = chance.integers(0, count, (many, count))
        moves[start : start + many] = np.log(value[drawn].sum(axis=1) / mass[drawn].sum(axis=1) / centre)
    return moves
