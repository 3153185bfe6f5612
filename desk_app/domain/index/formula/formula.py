"""The step of the daily chain: a name and a function from relatives, with the shares the engine gives, to a log."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matched:
    """The products which have a price in both periods; arrays of one length, in one order.

    `relatives` are p1 / p0 (no unit, above 0); `shares` the weights which the engine gives, summing to 1.
    """

    relatives: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Formula:
    """`log_change` is ln P: the log of the price change from the first to the second period."""

    name: str
    log_change: Callable[[Matched], float]
