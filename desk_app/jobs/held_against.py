"""What a trade was held against by the screen, as prices a person can read."""

import math
from dataclasses import dataclass

from desk_app.domain.index.methodology import METHOD
from desk_app.store.fates import FateRow


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Yuan per tonne without VAT: the median of so many trades, the least and the highest that would have counted."""

    trades: int
    low: float
    median: float
    high: float


def held_against(one: FateRow) -> HeldAgainst | None:
    """None where there was nothing to hold it against."""
    if not one.held or one.centre is None or one.spread is None:
        return None
    reach = METHOD.screen.cut * one.spread
    return HeldAgainst(one.held, math.exp(one.centre - reach), math.exp(one.centre), math.exp(one.centre + reach))
