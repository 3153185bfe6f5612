"""A market that is made up, so that its true index is known: what `bench_market` holds the engine against.

30 products in three classes over 520 trading days. Ln prices walk with the market (0.4 % a day), with their class
(0.4 %) and by themselves (0.5 %), and jump now and then, for good, by 5 to 20 %. Shares of value walk too; six products
come in later, six go, two of these come back. A trade goes off by 1 % (standard deviation of ln price), has a lognormal
value, and with a chance of 0.5 % a gross error: a factor of 1.3 to 100, up or down.
"""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.index.arrays import Flags, Floats, Ints
from desk_app.domain.index.lines import Lines

PRODUCTS, DAYS, PARTIES = 30, 520, 40
CLASSES = np.repeat(np.arange(3), PRODUCTS // 3)
"""Light, medium-heavy, others."""
FIRST = 738_886
"""Monday 2024-01-01 as an ordinal."""
WEEK = np.arange(DAYS) // 5
ERRORS, NOISE, SPREAD = 0.005, 0.02, 1.0


@dataclass(frozen=True, slots=True)
class Market:
    """Days × products: latent ln price and expected share of value (0 while a product is not there)."""

    log_price: Floats
    share: Floats

    def daily(self) -> Floats:
        """Ln of the true index: Divisia's, day by day with the mean of both days' expected shares.

        A product counts from the second day it is there; the shares are those of the products there on both days.
        """
        both = np.where((self.share[1:] > 0) & (self.share[:-1] > 0), 1.0, 0.0)
        before, after = self.share[:-1] * both, self.share[1:] * both
        mean = before / before.sum(axis=1, keepdims=True) + after / after.sum(axis=1, keepdims=True)
        moves = (mean / 2 * np.diff(self.log_price, axis=0)).sum(axis=1)
        return np.concatenate(([0.0], np.cumsum(moves)))

    def weekly(self) -> Floats:
        """Ln of the mean of each week's days."""
        return np.log(np.bincount(WEEK, np.exp(self.daily())) / np.bincount(WEEK))


def market(chance: np.random.Generator) -> Market:
    """The latent prices and shares."""
    shape = (DAYS, PRODUCTS)
    steps = chance.normal(0, 0.005, shape) + chance.normal(0, 0.004, (DAYS, 3))[:, CLASSES]
    steps += chance.normal(0, 0.004, (DAYS, 1))
    jumps = chance.choice((-1.0, 1.0), shape) * chance.uniform(0.05, 0.20, shape)
    steps += np.where(chance.random(shape) < 0.002, jumps, 0.0)
    log_price = chance.uniform(9, 14, PRODUCTS) + np.cumsum(steps, axis=0)
    weight = chance.normal(0, 1, PRODUCTS) + np.cumsum(chance.normal(0, 0.02, shape), axis=0)
    value = np.exp(weight) * _present(chance)
    return Market(log_price, value / value.sum(axis=1, keepdims=True))


def _present(chance: np.random.Generator) -> Flags:
    present = np.ones((DAYS, PRODUCTS), bool)
    chosen = chance.permutation(PRODUCTS)[:12].tolist()
    for place, product in enumerate(chosen):
        day = int(chance.integers(60, DAYS - 60))
        if place < 6:
            present[:day, product] = False
        else:
            present[day : day + 80 if place < 8 else DAYS, product] = False
    return present


@dataclass(frozen=True, slots=True)
class Trades:
    """The trades, and which of them are gross errors (by trade number)."""

    lines: Lines
    wrong: Flags


def trades(truth: Market, a_day: int, chance: np.random.Generator) -> Trades:
    """Some `a_day` in the mean, each of a product by its share."""
    counts = chance.poisson(a_day, DAYS)
    day = np.repeat(np.arange(DAYS), counts)
    many = len(day)
    edges = np.cumsum(truth.share, axis=1)[day]
    product = np.minimum((chance.random((many, 1)) >= edges / edges[:, -1:]).sum(axis=1), PRODUCTS - 1)
    wrong = chance.random(many) < ERRORS
    error = chance.choice((-1.0, 1.0), many) * chance.uniform(np.log(1.3), np.log(100), many)
    right = np.exp(truth.log_price[day, product] + chance.normal(0, NOISE, many))
    mass = chance.lognormal(13, SPREAD, many) / right
    price = right * np.where(wrong, np.exp(error), 1.0)
    return Trades(_lines(day, product, price, mass, chance), wrong)


def _lines(day: Ints, product: Ints, price: Floats, mass: Floats, chance: np.random.Generator) -> Lines:
    many = len(day)
    return Lines(
        products=tuple(f"product_{number:02d}" for number in range(PRODUCTS)),
        sources=("",),
        parties=tuple(f"Party {number:02d}" for number in range(PARTIES)),
        trade=np.arange(many, dtype=np.int64),
        product=product.astype(np.int64),
        day=(FIRST + day // 5 * 7 + day % 5).astype(np.int64),
        price=price,
        mass=mass,
        source=np.zeros(many, np.int64),
        buyer=chance.integers(0, PARTIES, many),
        seller=chance.integers(0, PARTIES, many),
        purity=np.full(many, np.nan),
    )
