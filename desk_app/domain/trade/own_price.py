"""What the desk itself paid: day by day for each product, how far it moves from one day to the next, how widely the
trades of a day lie, and by how much one source is wont to differ from all others. Statistics, so floats.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from desk_app.domain.trade.guide import Guide
from desk_app.domain.trade.walk import Quote, misfit

_DAYS = 60
"""So many days nearest to the file's tell of a product."""

_NOISE, _LEAST_NOISE, _NOISE_LINES = 0.010, 0.004, 10
"""Log spread between the trades of a day: what is taken for granted, as strongly as so many trades would tell it."""

_DAY_NOISE = 0.003
"""However many trades a day has, its level is known no better."""

_SPREADS = tuple(0.002 * 1.3**step for step in range(12))
"""Log changes from one market day to the next that are thought of: 0.2 % to 3.6 %."""

_USUAL, _USUAL_WIDTH = 0.010, 0.6
"""The usual one, and how far (log) products lie around it."""

_SENDER, _SAME_SENDER, _SENDER_DAYS = 0.010, 0.003, 3
"""Log spread of a sender's lasting discount; what remains of it once it is known; after how many days it is half so."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One trade of the desk: `price` in yuan/t ex VAT; `own` when the source is the one whose file is looked at."""

    day: date
    price: float
    own: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """What a product cost lately: `quotes` in order of time, `spread` log change a market day, `noise` between the
    trades of a day; `source` desk or catalogue. Only minerals can be wet. With a `guide` quotes are measured from it.
    """

    product: str
    quotes: tuple[Quote, ...]
    spread: float
    noise: float
    source: str
    mineral: bool = False
    guide: Guide | None = None

    def log_of(self, price: float, day: date) -> float:
        """A price as quotes are measured; the guide must cover the day."""
        level = self.guide.level(day) if self.guide else 0.0
        if level is None:
            raise ValueError(f"{self.product} has no guide on {day}")
        return math.log(price) - level

    def beside(self, day: date) -> tuple[Quote, int]:
        """The nearest quote, the earlier of two, and how many calendar days lie between."""
        quote = min(self.quotes, key=lambda one: abs((one.day - day).days))
        return quote, abs((quote.day - day).days)


@dataclass(frozen=True, slots=True)
class Sender:
    """By how much (log) the source's prices are wont to differ from the references, and how uncertain that is."""

    offset: float = 0.0
    spread: float = _SENDER


def sender_of(history: Mapping[str, Sequence[Paid]]) -> Sender:
    """From the days on which both this source and others traded a product."""
    sides = {paid.own for paids in history.values() for paid in paids}
    if sides == {True}:
        return Sender(0.0, _SAME_SENDER)
    gaps = [gap for paids in history.values() for gap in _gaps(paids)]
    if not gaps:
        return Sender()
    known = len(gaps) / (len(gaps) + _SENDER_DAYS)
    return Sender(known * median(gaps), math.hypot(_SAME_SENDER, _SENDER * math.sqrt(1 - known)))


def _gaps(paids: Sequence[Paid]) -> Iterable[float]:
    for group in _by_day(paids).values():
        own, others = ([math.log(paid.price) for paid in group if paid.own is side] for side in (True, False))
        if own and others:
            yield median(own) - median(others)


def reference_of(
    product: str, paids: Sequence[Paid], middle: date, sender: Sender, *, mineral: bool = False
) -> Reference:
    """From the desk's trades of the days nearest to the file's middle one; at least one trade."""
    days = _by_day(paids)
    nearest = sorted(sorted(days, key=lambda day: abs((day - middle).days))[:_DAYS])
    logs = [(day, [_level(paid, sender) for paid in days[day]]) for day in nearest]
    noise = _noise([values for _, values in logs])
    quotes = tuple(quote_of(day, values, noise) for day, values in logs)
    return Reference(product, quotes, spread_of(quotes), noise, "desk", mineral)


def quote_of(day: date, logs: Sequence[float], noise: float) -> Quote:
    """A day's middle; a median of many is a little less sure than their mean."""
    worth = len(logs) if len(logs) < 3 else len(logs) / 1.5
    return Quote(day, median(logs), noise**2 / worth + _DAY_NOISE**2)


def _by_day(paids: Iterable[Paid]) -> Mapping[date, list[Paid]]:
    days: dict[date, list[Paid]] = defaultdict(list)
    for paid in paids:
        days[paid.day].append(paid)
    return days


def _level(paid: Paid, sender: Sender) -> float:
    """On the others' level."""
    return math.log(paid.price) - (sender.offset if paid.own else 0.0)


def _noise(groups: Sequence[Sequence[float]]) -> float:
    """Robust: the middle of the distances from the day's mean, drawn towards the usual."""
    off = [distance for values in groups if len(values) > 1 for distance in _distances(values)]
    seen = 1.4826 * median(off) if off else _NOISE
    weight = len(off) / (len(off) + _NOISE_LINES)
    return max(_LEAST_NOISE, math.sqrt(weight * seen**2 + (1 - weight) * _NOISE**2))


def _distances(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    widened = math.sqrt(len(values) / (len(values) - 1))
    return [widened * abs(value - mean) for value in values]


def spread_of(quotes: Sequence[Quote]) -> float:
    """Root of the mean square over all spreads that are thought of, each as likely as the quotes make it."""
    logs = _log_weights(quotes)
    weights = [math.exp(log - max(logs)) for log in logs]
    squares = sum(weight * spread**2 for weight, spread in zip(weights, _SPREADS, strict=True))
    return math.sqrt(squares / sum(weights))


def likelihood(quotes: Sequence[Quote]) -> float:
    """Log likelihood (but for a constant) that quotes, in order, walk, whatever their spread."""
    logs = _log_weights(quotes)
    return max(logs) + math.log(sum(math.exp(log - max(logs)) for log in logs))


def _log_weights(quotes: Sequence[Quote]) -> list[float]:
    usual = (0.5 * (math.log(spread / _USUAL) / _USUAL_WIDTH) ** 2 for spread in _SPREADS)
    return [-misfit(quotes, spread) - off for spread, off in zip(_SPREADS, usual, strict=True)]
