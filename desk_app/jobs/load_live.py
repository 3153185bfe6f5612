"""A live series as a curve: what the store has of it, and what came since, without a seam."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from desk_app.domain.base.period import CHINA, Every, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import Curve, Floats, day_number, day_of
from desk_app.domain.curve.merge import merged
from desk_app.domain.curve.tick import AS_IT_COMES, About, Tick, chart_code, moment, place_of, source_and_code
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.domain.index.status import Status
from desk_app.jobs.follow_ticks import Fresh
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks as store


def load_live(
    desk: Desk, code: str, since: Sequence[Tick] = (), described: Sequence[About] = (), start: int | None = None
) -> Curve:
    """The curve of `~SOURCE/CODE`, oldest first, from `start` (UTC milliseconds) on where that is given.

    `since` are ticks of the source that may not be kept yet, `described` series that are not in the store.
    """
    about, ticks = _found(desk, code, since, described, start)
    return live_curve(code, about, ticks)


def _found(
    desk: Desk, code: str, since: Sequence[Tick], described: Sequence[About], start: int | None
) -> tuple[About, list[Tick]]:
    try:
        source, own = source_and_code(code)
    except ValueError:
        raise refuse("live_unknown", "series", code=code) from None
    connection = desk.database.conn
    series = (*described, *store.series_of(connection, source))
    about = next((each for each in series if each.code == own), None)
    if about is None:
        raise refuse("live_unknown", "series", code=code)
    history = store.ticks_of(connection, source, own, start)
    return about, merged(history, [tick for tick in since if tick.code == own])


Recent = Callable[[str], tuple[tuple[About, ...], list[Tick]]]
"""By source: series and ticks that are not in the store, or not yet."""

_TAIL = 20_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A curve with what is on its way into the store; its last ticks, to know again what came meanwhile; and whether
    it has a value a period, so that a tick may stand in the place of another.
    """

    curve: Curve
    tail: frozenset[Tick]
    by_period: bool

    def missing(self, ticks: Iterable[Tick]) -> list[Tick]:
        """Those of these that are not in it."""
        return [tick for tick in ticks if tick not in self.tail]


def load_with_tail(desk: Desk, code: str, recent: Recent | None) -> Loaded:
    """The curve of `~SOURCE/CODE` as of now."""
    source = source_and_code(code)[0]
    described, since = recent(source) if recent else ((), [])
    about, ticks = _found(desk, code, since, described, None)
    return Loaded(live_curve(code, about, ticks), frozenset(ticks[-_TAIL:]), about.every != AS_IT_COMES)


def extended(curve: Curve, ticks: Sequence[Tick]) -> Curve:
    """A curve of ticks as they come, with those that came after it."""
    last = curve.days[-1] if len(curve.days) else -np.inf
    later = [tick for tick in ticks if place_of(tick.at) >= last]
    if not later:
        return curve
    more = live_curve(curve.code, About(curve.code, "", "", curve.unit, StatedTax.UNSTATED, AS_IT_COMES), later)
    return replace(
        curve,
        days=np.concatenate([curve.days, more.days]),
        ends=np.concatenate([curve.ends, more.ends]),
        values=np.concatenate([curve.values, more.values]),
        statuses=curve.statuses + more.statuses,
        trades=np.concatenate([curve.trades, more.trades]),
        tonnes=np.concatenate([curve.tonnes, more.tonnes]),
        periods=curve.periods + more.periods,
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """Ticks by the codes of charts: all of them; what goes at the ends of curves, as days and values; and the codes
    whose past has changed.
    """

    ticks: dict[str, list[Tick]]
    ends: dict[str, tuple[Floats, Floats]]
    rewritten: frozenset[str]


def gathered(fresh: Iterable[Fresh]) -> Gathered:
    """What came in, by curve."""
    ticks: dict[str, list[Tick]] = {}
    last: dict[str, list[Tick]] = {}
    rewritten = set()
    for each in fresh:
        for taken in each.ticks:
            code = chart_code(each.source, taken.tick.code)
            ticks.setdefault(code, []).append(taken.tick)
            if taken.last:
                last.setdefault(code, []).append(taken.tick)
            else:
                rewritten.add(code)
    ends = {code: _ends(of) for code, of in last.items() if code not in rewritten}
    return Gathered(ticks, ends, frozenset(rewritten))


def _ends(ticks: Sequence[Tick]) -> tuple[Floats, Floats]:
    days = np.array([place_of(tick.at) for tick in ticks], np.float64)
    return days, np.array([float(tick.value) for tick in ticks], np.float64)


def live_curve(code: str, about: About, ticks: Sequence[Tick]) -> Curve:
    """Ticks by time as a curve. One that comes as it comes lies at its moment; a value of a day, week or month lies at
    that period, the last word on it.
    """
    if about.every == AS_IT_COMES:
        days = np.array([place_of(tick.at) for tick in ticks], np.float64)
        ends, periods = days, tuple(_time(tick) for tick in ticks)
        every = Every.DAY
    else:
        every = Every(about.every)
        last_word = {period_of(day_of(place_of(tick.at)), every): tick for tick in ticks}
        spans, ticks = sorted(last_word), [last_word[span] for span in sorted(last_word)]
        days = np.array([day_number(span.start) for span in spans], np.float64)
        ends = np.array([day_number(span.end) for span in spans], np.float64)
        periods = tuple(span.key for span in spans)
    count = len(ticks)
    values = np.array([float(tick.value) for tick in ticks], np.float64)
    nothing = np.zeros(count, np.int64), np.full(count, np.nan)
    return Curve(code, every, about.unit, days, ends, values, (Status.OK.value,) * count, *nothing, periods)


def _time(tick: Tick) -> str:
    return moment(tick.at).astimezone(CHINA).isoformat(" ", "milliseconds")[:23]
