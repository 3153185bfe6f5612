"""A price that walks from market day to market day and is seen with noise: how well days fit, how far two sets differ.

The recursions are the Kalman filter's for a random walk whose start is unknown.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_STRAY = 9.0
"""A day that is off by more than three sigmas is a jump, and tells no more of the daily change than this."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A day's level (log yuan/t ex VAT) with its own variance."""

    day: date
    log: float
    variance: float


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much later prices lie off earlier ones (log), with its variance; `drift` is the market's part of it."""

    log: float
    variance: float
    drift: float


def market_days(day: date) -> int:
    """A clock that stands still at weekends, when no market moves."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday, 4)


def misfit(quotes: Sequence[Quote], spread: float) -> float:
    """Minus the log likelihood (but for a constant) that quotes, in order, walk with this spread a day."""
    steps = _steps([(quote, 0.0) for quote in quotes], spread)
    return sum(0.5 * (math.log(variance) + min(_STRAY, off**2 / variance)) for off, _, variance in steps)


def shift_between(known: Sequence[Quote], others: Sequence[Quote], spread: float) -> Shift:
    """Of `others` from `known`, days in any order; each day counts by what it can tell (generalised least squares)."""
    marked = [*((quote, 0.0) for quote in known), *((quote, 1.0) for quote in others)]
    marked.sort(key=lambda one: (one[0].day, one[1]))
    log, variance = _least_squares(marked, spread)
    return Shift(log, variance, max(0.0, variance - _least_squares(marked, 0.0)[1]))


def _least_squares(marked: Sequence[tuple[Quote, float]], spread: float) -> tuple[float, float]:
    weight = pull = 0.0
    for off, mark, variance in _steps(marked, spread):
        weight += mark**2 / variance
        pull += mark * off / variance
    return pull / weight, 1 / weight


def _steps(marked: Sequence[tuple[Quote, float]], spread: float) -> Iterator[tuple[float, float, float]]:
    """For each day but the first: how far its level and its mark are off what came before, and that one's variance."""
    if not marked:
        return
    first, mark = marked[0]
    level, share, variance, clock = first.log, mark, first.variance, market_days(first.day)
    for quote, mark in marked[1:]:
        now = market_days(quote.day)
        variance += spread**2 * (now - clock)
        whole = variance + quote.variance
        off, apart = quote.log - level, mark - share
        yield off, apart, whole
        gain = variance / whole
        level, share, variance, clock = level + gain * off, share + gain * apart, variance * (1 - gain), now
