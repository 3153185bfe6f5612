"""Rounding is a contract term: named, visible, done once."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum


class Rounding(StrEnum):
    """How a tie goes: 四舍五入 (half up, money) or 四舍六入五成双 (half even, GB/T 8170)."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


_MODE = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}
WIDE = Context(prec=120)
"""Wide enough that sums and products of what a person types never round by themselves."""


def rounded(value: Decimal, places: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
    """`value` to `places` decimals, ties by `mode`."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=_MODE[mode], context=WIDE)
