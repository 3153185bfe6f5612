"""What every index formula is: a name, and a function from matched products to the log of a price change.

Many comparisons are made at once: products go down the first axis, pairs of periods along the second, and sums
run down the first, product by product, so that a product which comes later changes no bit of what stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Products × pairs of periods: what was priced in both. `basket_…` is of the base period that lowe and young need.

    `matched` is 1 where the product is in both periods, else 0; there its prices are 1 and its quantities 0, which
    no weighted sum and no log of a relative feels. All others are finite and above 0; each pair has at least one.
    """

    price0: Floats
    quantity0: Floats
    price1: Floats
    quantity1: Floats
    matched: Floats
    basket_price: Floats
    basket_quantity: Floats

    @classmethod
    def of(cls, price0: Floats, quantity0: Floats, price1: Floats, quantity1: Floats) -> Self:
        """Everything matched; the first period is also the base of the basket."""
        return cls(price0, quantity0, price1, quantity1, np.ones_like(price0), price0, quantity0)

    @property
    def relatives(self) -> Floats:
        """p1 / p0."""
        return self.price1 / self.price0

    @property
    def logs(self) -> Floats:
        """The log of p1 / p0."""
        return np.log(self.price1 / self.price0)

    @property
    def value0(self) -> Floats:
        """What was paid in the first period."""
        return self.price0 * self.quantity0

    @property
    def value1(self) -> Floats:
        """What was paid in the second period."""
        return self.price1 * self.quantity1

    @property
    def share0(self) -> Floats:
        """Shares in the value of the first period, over what is matched."""
        return shares(self.value0)

    @property
    def share1(self) -> Floats:
        """Shares in the value of the second period, over what is matched."""
        return shares(self.value1)

    def basket_ratio(self, quantity: Floats) -> Floats:
        """The log: ln Σ p1 q - ln Σ p0 q, for any basket q."""
        return np.log(total(self.price1 * quantity)) - np.log(total(self.price0 * quantity))

    def mean(self, values: Floats) -> Floats:
        """The plain mean over what is matched."""
        return total(self.matched * values) / total(self.matched)


def total(values: Floats) -> Floats:
    """Sums down the products."""
    found: Floats = np.add.reduce(values, axis=0)
    return found


def shares(values: Floats) -> Floats:
    """Each product's part of the sum."""
    return values / total(values)


@dataclass(frozen=True, slots=True)
class Bilateral:
    """`log_change` is ln P from the first period to the second, of each pair.

    `reversible`: P(0, 1) · P(1, 0) = 1, so that GEKS can stand on it. `based`: needs the basket of a base period.
    """

    name: str
    log_change: Callable[[Pairs], Floats]
    reversible: bool = False
    based: bool = False
