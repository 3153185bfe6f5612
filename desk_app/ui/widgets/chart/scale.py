"""From values to heights and back, and which values are named beside them."""

import math
from dataclasses import dataclass

from desk_app.domain.curve.curve import Floats

_ROOM = 0.07  # of the range, above and below
_LABEL = 46.0  # pixels a label has for itself, at least
_LEAST = 3.0  # labels
_NICE = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` are values, or their decimal logarithms where `log`; a height is counted from the top."""

    low: float
    high: float
    height: float
    log: bool = False

    def y(self, value: float) -> float:
        """The height of a value as it is drawn (a logarithm where `log`)."""
        return (self.high - value) * self.height / (self.high - self.low)

    def heights(self, values: Floats) -> Floats:
        """The same for many."""
        return (self.high - values) * (self.height / (self.high - self.low))

    def at(self, y: float) -> float:
        """The value at a height, as a person reads it."""
        drawn = self.high - y * (self.high - self.low) / self.height
        return 10.0**drawn if self.log else drawn

    def drawn(self, value: float) -> float:
        """A value as it is drawn; NaN where a logarithmic scale has no place for it."""
        if not self.log:
            return value
        return math.log10(value) if value > 0 else math.nan

    @property
    def places(self) -> int:
        """Decimals of a reading: as many as a pixel makes a difference in."""
        pixel = (self.at(0.0) - self.at(self.height)) / self.height
        return max(-math.floor(math.log10(max(pixel, 1e-9))), 0)

    @property
    def widest(self) -> int:
        """Decimals of a reading or of a tick, whichever has more."""
        return max(self.places, self.ticks()[1])

    def ticks(self) -> tuple[list[float], int]:
        """Round values between low and high, and how many decimals they need."""
        least, most = self.at(self.height), self.at(0.0)
        wanted = max(self.height / _LABEL, _LEAST)
        if self.log and most / least > 20.0:
            return _decades(least, most, wanted), max(-math.floor(math.log10(least)), 0)
        step = _step((most - least) / wanted)
        first, last = math.ceil(least / step), math.floor(most / step)
        return [at * step for at in range(first, last + 1)], max(-math.floor(math.log10(step) + 1e-9), 0)


def fitting(low: float, high: float, height: float, *, log: bool = False, grounded: bool = False) -> Scale:
    """The scale that shows all from `low` to `high`; `grounded`: it stands on zero, which bars do."""
    if grounded:
        low, high = min(low, 0.0), max(high, 0.0)
    if not high - low > abs(high) * 1e-12:
        spread = 0.02 if log else abs(high) * 0.02 or 1.0
        low, high = (low, low + spread) if grounded else (low - spread, high + spread)
    room = (high - low) * _ROOM
    return Scale(0.0 if grounded and low == 0.0 else low - room, high + room, max(height, 1.0), log)


def _step(least: float) -> float:
    """The smallest of 1, 2, 5 × 10^n that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * nice for nice in _NICE if power * nice >= least * (1 - 1e-9))


def _decades(least: float, most: float, wanted: float) -> list[float]:
    """1, 2, 5 or only 1 of every power of ten, as many as have room."""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    steps = (1.0, 2.0, 5.0) if 3 * (last - first) <= 1.5 * wanted else (1.0,)
    every = max(math.ceil((last - first) / wanted), 1)
    values = [nice * 10.0**power for power in range(first, last + 1, every) for nice in steps]
    return [value for value in values if least <= value <= most]
