"""Which price relatives of a period stand out, by the published rules (CPI Manual 2020, 5.113-5.135; Rais 2008; Hutton
2008). Each looks at raw relatives, as published: a fall to a twentieth lies nearer to 1 than a rise to twenty, and all
but `fixed` and `hidiroglou-berthelot`, which are symmetric, may miss it.

Cut-offs are 2.5 both ways; quantiles interpolate (type 7). A rule has the relatives of one period, all above 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_CUT = 2.5
_MAD_TO_SIGMA = 1.4826
_TAILS = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Rule:
    """`flags` tells of each relative whether it stands out."""

    name: str
    flags: Callable[[Floats], Flags]


def fixed(relatives: Floats) -> Flags:
    """Below 1/2.5 or above 2.5."""
    return _outside(relatives, 1 / _CUT, _CUT)


def quartile(relatives: Floats) -> Flags:
    """Farther from the median than 2.5 times the quartile of that side."""
    first, median, third = _quartiles(relatives)
    return _outside(relatives, median - _CUT * (median - first), median + _CUT * (third - median))


def fences(relatives: Floats) -> Flags:
    """Farther from the quartiles than 2.5 times their distance from each other."""
    first, _, third = _quartiles(relatives)
    return _outside(relatives, first - _CUT * (third - first), third + _CUT * (third - first))


def kimber(relatives: Floats) -> Flags:
    """Fences whose width is each side's own: Kimber (1990)."""
    first, median, third = _quartiles(relatives)
    return _outside(relatives, first - _CUT * (median - first), third + _CUT * (third - median))


def robust_z(relatives: Floats) -> Flags:
    """Farther from the median than 2.5 times 1.4826 of the median distance; where that is 0, whatever differs."""
    distance = np.abs(relatives - np.median(relatives))
    return np.asarray(distance > _CUT * _MAD_TO_SIGMA * np.median(distance))


def tukey(relatives: Floats) -> Flags:
    """Outside the 5 % tails, or farther from the mean of what is left, without the unchanged, than 2.5 times the mean
    distance of that side.
    """
    low, high = np.quantile(relatives, _TAILS)
    tail = _outside(relatives, float(low), float(high))
    core = relatives[(relatives != 1) & ~tail]
    if not core.size:
        return tail
    mean = float(core.mean())
    below, above = mean - float(core[core <= mean].mean()), float(core[core >= mean].mean()) - mean
    return _outside(relatives, mean - _CUT * below, mean + _CUT * above) | tail


def hb_transform(relatives: Floats) -> Floats:
    """Hidiroglou and Berthelot (1986): how far from the median, the same for a rise and the fall that undoes it."""
    ratio = relatives / np.median(relatives)
    return np.where(ratio < 1, 1 - 1 / ratio, ratio - 1)


def hidiroglou_berthelot(relatives: Floats) -> Flags:
    """The quartile rule on the transformed relatives."""
    return quartile(hb_transform(relatives))


def _outside(values: Floats, low: float, high: float) -> Flags:
    return np.asarray((values < low) | (values > high))


def _quartiles(values: Floats) -> tuple[float, float, float]:
    first, median, third = np.quantile(values, (0.25, 0.5, 0.75)).tolist()
    return first, median, third


RULES: tuple[Rule, ...] = (
    Rule("fixed", fixed),
    Rule("quartile", quartile),
    Rule("fences", fences),
    Rule("kimber", kimber),
    Rule("robust-z", robust_z),
    Rule("tukey", tukey),
    Rule("hidiroglou-berthelot", hidiroglou_berthelot),
)
