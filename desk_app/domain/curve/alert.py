"""Alerts (提醒): a rule over one series, and what its values set off. Pure: the same values always fire the same."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import numpy as np

from desk_app.domain.base.exact import published
from desk_app.domain.base.period import Every, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.board import average
from desk_app.domain.curve.curve import day_number, day_of
from desk_app.domain.curve.track import Origin, Track, taxed

_PLACES, _PERCENT_PLACES = 2, 4
"""What a value and a percentage are rounded to before they are held against a threshold."""
MOST = 1000
"""Values or days a change may reach back over."""


class Kind(StrEnum):
    """What is held against the threshold: the value, its change in percent, its distance in percent from the average
    of the quarter to date.
    """

    LEVEL = "level"
    CHANGE = "change"
    DISTANCE = "distance"


class Side(StrEnum):
    """Which way it has to be crossed. A change or a distance below is one of minus the threshold."""

    ABOVE = "above"
    BELOW = "below"
    EITHER = "either"


class Over(StrEnum):
    """Whether a change counts back values of the series, or days of the calendar."""

    VALUES = "values"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Rule:
    """`threshold` in the series' unit (a price on the basis `tax`) or in percent, reached or passed; `back`, in the
    same unit, is how far back from it the figure has to come before it can fire again.
    """

    code: str
    every: Every
    kind: Kind
    side: Side
    threshold: Decimal
    back: Decimal = Decimal(0)
    count: int = 1
    over: Over = Over.VALUES
    tax: Tax = Tax.EXCL

    @property
    def upper(self) -> Decimal | None:
        return None if self.side is Side.BELOW else self.threshold

    @property
    def lower(self) -> Decimal | None:
        if self.side is Side.ABOVE:
            return None
        return self.threshold if self.kind is Kind.LEVEL else -self.threshold


def checked(rule: Rule) -> Rule:
    """The rule; `Refused` where it could never fire, or never again."""
    if rule.threshold <= 0:
        raise refuse("alert_threshold", "threshold", text=str(rule.threshold))
    if not 0 <= rule.back < rule.threshold:
        raise refuse("alert_back", "back", text=str(rule.back), threshold=str(rule.threshold))
    if rule.kind is Kind.LEVEL and rule.side is Side.EITHER:
        raise refuse("alert_side", "side")
    if not 1 <= rule.count <= MOST:
        raise refuse("alert_count", "count", text=str(rule.count), most=str(MOST))
    return rule


@dataclass(frozen=True, slots=True)
class Position:
    """What a rule has seen last: the period and its value then, and on which side of its thresholds it stands: 1 above,
    −1 below, 0 neither (it can fire both ways).
    """

    period: str
    value: float
    side: int


@dataclass(frozen=True, slots=True)
class Fired:
    """A crossing: the period it happened in, the value and the figure that crossed, 1 upwards or −1 downwards."""

    period: str
    value: float
    measure: Decimal
    side: int


def step(rule: Rule, side: int, measure: Decimal | None) -> tuple[int, bool]:
    """The side after one figure, and whether the rule fires; without a figure nothing changes."""
    if measure is None:
        return side, False
    upper, lower = rule.upper, rule.lower
    now = 1 if upper is not None and measure >= upper else -1 if lower is not None and measure <= lower else 0
    if now:
        return now, now != side
    held_up = side == 1 and upper is not None and measure > upper - rule.back
    held_down = side == -1 and lower is not None and measure < lower + rule.back
    return (side if held_up or held_down else 0), False


def follow(rule: Rule, track: Track, seen: Position | None) -> tuple[Position, tuple[Fired, ...]]:
    """Go on from what was seen last through every value since; `track` has at least one.

    Seen for the first time, a series only takes its side: what stands beyond the threshold already is no crossing; and
    so it does where what was seen last has been taken back, which is a way of going back. The period seen last is
    looked at again if its value is another one by now; earlier ones are not.
    """
    track = taxed(track, rule.tax)
    newest = len(track.values) - 1
    if seen is None or track.periods[newest] < seen.period:
        side, _ = step(rule, seen.side if seen else 0, measure(rule, track, newest))
        return _position(track, newest, side), ()
    side, fired = seen.side, []
    for place in _since(track, seen):
        figure = measure(rule, track, place)
        side, fires = step(rule, side, figure)
        if fires and figure is not None:
            fired.append(Fired(track.periods[place], float(track.values[place]), figure, side))
    return _position(track, newest, side), tuple(fired)


def _position(track: Track, place: int, side: int) -> Position:
    return Position(track.periods[place], float(track.values[place]), side)


def _since(track: Track, seen: Position) -> Iterator[int]:
    after = bisect_right(track.periods, seen.period)
    again = after and track.periods[after - 1] == seen.period and float(track.values[after - 1]) != seen.value
    return iter(range(after - 1 if again else after, len(track.periods)))


def measure(rule: Rule, track: Track, place: int) -> Decimal | None:
    """The figure that is held against the threshold, rounded as it is shown; None where it has nothing to go by.

    It depends on nothing later than the value at `place`. `track` is on the rule's tax basis.
    """
    value = float(track.values[place])
    if rule.kind is Kind.LEVEL:
        theirs = track.origin in {Origin.OFFICIAL, Origin.LIVE}
        return Decimal(repr(value)) if theirs else published(value, _PLACES)
    before = _before(rule, track, place) if rule.kind is Kind.CHANGE else _quarter_average(track, place)
    return published(100 * (value / before - 1), _PERCENT_PLACES) + 0 if before else None


def _before(rule: Rule, track: Track, place: int) -> float | None:
    """The value a change is counted from."""
    if rule.over is Over.VALUES:
        at = place - rule.count
    else:
        day = _day(track, place) - timedelta(days=rule.count)
        at = int(np.searchsorted(track.days, day_number(day), side="right")) - 1
    return float(track.values[at]) if 0 <= at < place else None


def _quarter_average(track: Track, place: int) -> float | None:
    """Of the quarter to date, that value's own trades among it."""
    day = _day(track, place)
    found = average(track, period_of(day, Every.QUARTER).start, day)
    return found.value if found else None


def _day(track: Track, place: int) -> date:
    return day_of(float(track.days[place]))


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a value that had fired; None: it was taken back."""

    value: float | None


def revised(rule: Rule, track: Track | None, period: str, told: float | None) -> Revised | None:
    """What a value that fired is by now, if that is another figure in print than was told last (None: it was told to
    be taken back). The newest period still moves and is left alone. `track` None: the series has no value any more.
    """
    at = bisect_left(track.periods, period) if track else 0
    if track is None or track.periods[at : at + 1] != (period,):
        return None if told is None else Revised(None)
    now = float(taxed(track, rule.tax).values[at])
    if told is not None and (at == len(track.periods) - 1 or published(now, _PLACES) == published(told, _PLACES)):
        return None
    return Revised(now)
