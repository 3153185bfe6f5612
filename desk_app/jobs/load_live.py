"""A live series as a curve: what the store has of it, and what came since, without a seam."""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.base.period import CHINA, Every, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import Curve, day_number, day_of
from desk_app.domain.curve.merge import merged
from desk_app.domain.curve.tick import AS_IT_COMES, About, Tick, moment, place_of, source_and_code
from desk_app.domain.index.status import Status
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks as store


def load_live(
    desk: Desk, code: str, since: Sequence[Tick] = (), described: Sequence[About] = (), start: int | None = None
) -> Curve:
    """The curve of `~SOURCE/CODE`, oldest first, from `start` (UTC milliseconds) on where that is given.

    `since` are ticks of the source that may not be kept yet, `described` series that are not in the store.
    """
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
    return live_curve(code, about, merged(history, [tick for tick in since if tick.code == own]))


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
