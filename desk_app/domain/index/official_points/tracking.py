"""How far one of our series runs from an official one (跟踪差异): both set to 100 in one common period.

Statistics are float. Neither series is altered: this is a comparison beside them.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk_app.domain.base.period import parse_period
from desk_app.domain.base.problem import refuse

_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Tracked:
    """One common period: both levels (base period 100), how far ours is above in percent, both changes since the
    common period before in percent, and ours minus theirs in percentage points (None in the first period).
    """

    period: str
    official: float
    ours: float
    gap: float
    official_change: float | None
    ours_change: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Of a figure over the common periods: mean, sample standard deviation (None under two), newest."""

    mean: float
    deviation: float | None
    last: float


@dataclass(frozen=True, slots=True)
class Tracking:
    """`gap` sums up the level gaps in percent, `difference` the change-on-change differences in percentage points.

    `official_base` and `ours_base` are the values, as they stand, that are 100 here.
    """

    base: str
    official_base: float
    ours_base: float
    periods: tuple[Tracked, ...]
    gap: Summary
    difference: Summary | None


def track(official: Mapping[str, float], ours: Mapping[str, float], base: str | None = None) -> Tracking:
    """Compare two series of one frequency, period key to positive value; `base` None: the first common period.

    Changes run from one common period to the next, over the same stretch on both sides. `Refused` where the series
    share no period, or not the one asked for.
    """
    common = sorted(official.keys() & ours.keys(), key=lambda key: parse_period(key).start)
    if not common:
        raise refuse("official_nothing_common", "period")
    if base is not None and base not in common:
        raise refuse("official_base_not_common", "period", period=base, first=common[0], last=common[-1])
    chosen = base or common[0]
    theirs = [_HUNDRED * (official[key] / official[chosen]) for key in common]
    own = [_HUNDRED * (ours[key] / ours[chosen]) for key in common]
    periods = tuple(_tracked(common, theirs, own))
    differences = [one.difference for one in periods if one.difference is not None]
    moved = _summed(differences) if differences else None
    gaps = _summed([one.gap for one in periods])
    return Tracking(chosen, official[chosen], ours[chosen], periods, gaps, moved)


def _tracked(keys: Sequence[str], theirs: Sequence[float], own: Sequence[float]) -> list[Tracked]:
    their_changes, own_changes = _changes(theirs), _changes(own)
    return [
        Tracked(key, official, ours, (ours / official - 1) * _HUNDRED, moved, own_moved, _minus(own_moved, moved))
        for key, official, ours, moved, own_moved in zip(keys, theirs, own, their_changes, own_changes, strict=True)
    ]


def _changes(levels: Sequence[float]) -> list[float | None]:
    return [None, *((now / was - 1) * _HUNDRED for was, now in pairwise(levels))]


def _minus(ours: float | None, theirs: float | None) -> float | None:
    return None if ours is None or theirs is None else ours - theirs


def _summed(figures: Sequence[float]) -> Summary:
    deviation = statistics.stdev(figures) if len(figures) > 1 else None
    return Summary(math.fsum(figures) / len(figures), deviation, figures[-1])
