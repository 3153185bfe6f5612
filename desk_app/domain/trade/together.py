"""The shifts of several products at once: what they share (market, sender) and how likely a common cause is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_MARKET, _GUIDED = 0.5, 0.1
"""The part of a market's daily variance that all products have in common; and where an index was taken out of it."""

_JUMP_A_DAY, _JUMP_SHARED, _JUMP_OWN = 0.001, 0.12, 0.10
"""How often a market jumps on a day, and how far (log): all products together, and each by itself."""

_SELDOM, _LEAST_SELDOM = 0.04, 0.0005
"""The share of clean files in which a slip may be seen: on the very day of the desk's own trades, and ever."""

_FORGETS, _GUIDED_FORGETS = 0.3, 0.1
"""How fast the former goes, a market day, because of jumps and of all else that is not known of a market left alone;
and beside an index.
"""

Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class Centre:
    """A product's shift (log) with its own variance, the market's, and over how many market days that arose.

    `guided`: what the market did is taken out by an index.
    """

    shift: float
    own: float
    drift: float
    days: float
    guided: bool = False

    @property
    def common(self) -> float:
        """Standard deviation of what it shares with other products."""
        return math.sqrt(self.drift * (_GUIDED if self.guided else _MARKET))


def fit(centres: Sequence[Centre], shift: float, shared: float, *, jumped: bool = False) -> float:
    """Log density (but for a constant) of the centres around a shift; `shared` is the log spread all have in common."""
    return _density(_lower(_covariance(centres, shared, jumped=jumped)), [one.shift - shift for one in centres])


def fit_unslipped(centres: Sequence[Centre], shared: float) -> float:
    """The market as it was wont to move, or jumped, the likelier the longer the desk has not traded."""
    jump = _jump(centres)
    calm = math.log1p(-jump) + fit(centres, 0.0, shared)
    jumped = math.log(jump) + fit(centres, 0.0, shared, jumped=True)
    high = max(calm, jumped)
    return high + math.log(math.exp(calm - high) + math.exp(jumped - high))


def shared_shift(centres: Sequence[Centre], shared: float) -> tuple[float, list[float]]:
    """The one shift nearest to all centres, and the weight of each in it."""
    lower = _lower(_covariance(centres, shared))
    pulls = _solved(lower, [1.0] * len(centres))
    weights = [pull / sum(pulls) for pull in pulls]
    return sum(weight * one.shift for weight, one in zip(weights, centres, strict=True)), weights


def is_seldom(centres: Sequence[Centre], shared: float) -> bool:
    """Whether the market as it was wont to move, and the sender, would hardly ever bring the shared shift so far.

    What is allowed to them is the less, the longer the desk has not traded.
    """
    shift, weights = shared_shift(centres, shared)
    variance = _spanned(_covariance(centres, shared), weights)
    guided = sum(one.guided for one in centres) / len(centres)
    forgets = guided * _GUIDED_FORGETS + (1 - guided) * _FORGETS
    allowed = max(_LEAST_SELDOM, _SELDOM * math.exp(-forgets * median(one.days for one in centres)))
    return math.erfc(abs(shift) / math.sqrt(2 * variance)) <= allowed


def _jump(centres: Sequence[Centre]) -> float:
    days = median(one.days for one in centres)
    return -math.expm1(max(days, 1.0) * math.log1p(-_JUMP_A_DAY))


def _spanned(covariance: Matrix, weights: Sequence[float]) -> float:
    return sum(
        a * b * value
        for a, line in zip(weights, covariance, strict=True)
        for b, value in zip(weights, line, strict=True)
    )


def _covariance(centres: Sequence[Centre], shared: float, *, jumped: bool = False) -> Matrix:
    jump = _JUMP_SHARED if jumped else 0.0
    jumps = [0.0 if one.guided else jump for one in centres]
    alone = _JUMP_OWN**2 if jumped else 0.0
    found = [
        [shared**2 + first * second + one.common * two.common for two, second in zip(centres, jumps, strict=True)]
        for one, first in zip(centres, jumps, strict=True)
    ]
    for at, one in enumerate(centres):
        found[at][at] = shared**2 + jumps[at] ** 2 + one.drift + one.own + alone
    return found


def _lower(matrix: Matrix) -> Matrix:
    """The lower triangle whose square it is (Cholesky)."""
    lower: Matrix = []
    for at, line in enumerate(matrix):
        own: list[float] = []
        for column in range(at):
            inner = sum(a * b for a, b in zip(own, lower[column], strict=False))
            own.append((line[column] - inner) / lower[column][column])
        own.append(math.sqrt(line[at] - sum(value * value for value in own)))
        lower.append(own)
    return lower


def _forward(lower: Matrix, values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for line, value in zip(lower, values, strict=True):
        found.append((value - sum(a * b for a, b in zip(line, found, strict=False))) / line[-1])
    return found


def _solved(lower: Matrix, values: Sequence[float]) -> list[float]:
    """The matrix's inverse times the values."""
    half = _forward(lower, values)
    size = len(half)
    found = [0.0] * size
    for at in reversed(range(size)):
        inner = sum(lower[below][at] * found[below] for below in range(at + 1, size))
        found[at] = (half[at] - inner) / lower[at][at]
    return found


def _density(lower: Matrix, off: Sequence[float]) -> float:
    square = sum(value**2 for value in _forward(lower, off))
    return -0.5 * square - sum(math.log(line[-1]) for line in lower)
