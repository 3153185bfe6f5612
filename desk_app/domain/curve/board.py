"""The price board (行情表): one row a series, every figure by one stated definition.

All are of the board's day: the newest day on which any own series has a value. A change is the newest value against
the value that stood at the end of the week, month, quarter or year before the board's day; where a series has had no
value since, it has no such change. Year on year is against the same day a year before the newest value's own day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import numpy as np

from desk_app.domain.base.period import Every, Period, period_of
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.curve import day_number, day_of
from desk_app.domain.curve.range import months_before
from desk_app.domain.curve.stretch import clipped, year_before
from desk_app.domain.curve.track import Floats, Ints, Origin, Track, taxed

SPARK = 60
"""How many of the newest values the small curve of a row has."""
REACH = timedelta(days=31)
"""How much older than the same day a year before the value compared with may be, and how much later than a stretch the
values in it may begin for its average to be compared with."""


class Span(StrEnum):
    """What a change is counted from."""

    STEP = "step"
    """The value before the newest one (涨跌)."""
    WEEK = "week"
    """The last value at or before the end (Sunday) of the week before the board's day (周涨跌)."""
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    """The same for the month, quarter and year before (月, 季, 年初至今)."""
    YEAR_ON_YEAR = "year_on_year"
    """The last value at or before the same day a year before the newest one, at most 31 days older (同比)."""


_PERIODS = {Span.WEEK: Every.WEEK, Span.MONTH: Every.MONTH, Span.QUARTER: Every.QUARTER}


@dataclass(frozen=True, slots=True)
class Move:
    """A change: `amount` in the series' unit and `percent` of the value compared with, which is `before`, of `day`."""

    amount: float
    percent: float
    before: float
    day: date


@dataclass(frozen=True, slots=True)
class Average:
    """Of a price Σ amounts ÷ Σ tonnes over all trades of a stretch, `count` of them; of an index the mean of its
    values, `count` of them. `first` and `last` are the days of the first and the last.
    """

    value: float
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, eq=False)
class BoardRow:
    """One series; `moves` lacks what it has no value to compare with. `quarter` is the average of the quarter to date,
    `quarter_before` that of the whole quarter before; `chosen` the average of the stretch asked for, up to the board's
    day, `chosen_before` that of the same days a year before (as the association's yearly table has it).

    What is compared with has to be whole: it is missing where the series began more than 31 days after the stretch.
    """

    track: Track
    moves: Mapping[Span, Move]
    quarter: Average | None
    quarter_before: Average | None
    chosen: Average | None
    chosen_before: Average | None

    @property
    def last(self) -> float:
        return float(self.track.values[-1])

    @property
    def spark(self) -> Floats:
        """The newest values, at most `SPARK`."""
        return self.track.values[-SPARK:]

    @property
    def chosen_percent(self) -> float | None:
        """The average of the stretch against that of the same days a year before, in percent."""
        return _percent(self.chosen, self.chosen_before)

    @property
    def quarter_percent(self) -> float | None:
        """The average of the quarter to date against that of the quarter before, in percent."""
        return _percent(self.quarter, self.quarter_before)


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """`on` is the board's day, `stretch` what the chosen averages are over, `tax` the basis of the prices."""

    on: date
    stretch: Period
    tax: Tax
    rows: tuple[BoardRow, ...]


def board_day(tracks: Sequence[Track], today: date) -> date:
    """The newest day of an own series that has come, else of any; `today` where there is none."""
    own = [track.last_day for track in tracks if track.origin is not Origin.OFFICIAL]
    any_of = [min(track.last_day, today) for track in tracks]
    return max([day for day in own if day <= today] or any_of, default=today)


def board_of(tracks: Sequence[Track], on: date, stretch: Period, tax: Tax) -> Board:
    """The board of these series, each with at least one value, in their order."""
    part = clipped(stretch, on)
    return Board(on, part, tax, tuple(_row(taxed(track, tax), on, part) for track in tracks))


def _row(track: Track, on: date, stretch: Period) -> BoardRow:
    quarter, before = period_of(on, Every.QUARTER), year_before(stretch)
    found = ((span, move(track, span, on)) for span in Span)
    earlier = period_of(quarter.start - timedelta(days=1), Every.QUARTER)
    return BoardRow(
        track,
        {span: one for span, one in found if one is not None},
        average(track, quarter.start, on),
        _whole(track, earlier),
        average(track, stretch.start, stretch.end),
        _whole(track, before) if before else None,
    )


def _whole(track: Track, stretch: Period) -> Average | None:
    """The average of a stretch that can be compared with."""
    found = average(track, stretch.start, stretch.end)
    return found if found and found.first - stretch.start <= REACH else None


@lru_cache(maxsize=1 << 10)
def _day_before(span: Span, on: date) -> date:
    """The last day before the week, month, quarter or year of a day."""
    start = date(on.year, 1, 1) if span is Span.YEAR else period_of(on, _PERIODS[span]).start
    return start - timedelta(days=1)


def move(track: Track, span: Span, on: date) -> Move | None:
    """One change of a series on the board's day `on`; None where there is nothing to compare with."""
    newest = len(track.days) - 1
    if span is Span.STEP:
        return _move(track, newest - 1, newest)
    if span is Span.YEAR_ON_YEAR:
        wanted = months_before(track.last_day, 12)
        place = _place(track, wanted)
        near = place >= 0 and day_of(float(track.days[place])) >= wanted - REACH
        return _move(track, place, newest) if near else None
    return _move(track, _place(track, _day_before(span, on)), newest)


def _place(track: Track, day: date) -> int:
    """The place of the last value at or before a day; −1 where there is none."""
    return int(np.searchsorted(track.days, day_number(day), side="right")) - 1


def _move(track: Track, place: int, newest: int) -> Move | None:
    if not 0 <= place < newest:
        return None
    before, last = float(track.values[place]), float(track.values[newest])
    return Move(last - before, 100 * (last / before - 1), before, day_of(float(track.days[place]))) if before else None


def average(track: Track, first: date, last: date) -> Average | None:
    """The average over whole days, both included; None where there is neither a trade nor a value."""
    if track.origin is Origin.PRICE:
        part = track.sums.between(first, last)
        mass, count = float(track.sums.mass[part].sum()), int(track.sums.trades[part].sum())
        return _average(float(track.sums.value[part].sum()) / mass, count, track.sums.days[part]) if mass > 0 else None
    start, end = np.searchsorted(track.days, [day_number(first), day_number(last) + 1]).tolist()
    part = slice(start, end)
    return _average(float(track.values[part].mean()), end - start, track.days[part]) if end > start else None


def _average(value: float, count: int, days: Ints) -> Average:
    return Average(value, count, day_of(float(days[0])), day_of(float(days[-1])))


def _percent(now: Average | None, before: Average | None) -> float | None:
    return 100 * (now.value / before.value - 1) if now and before and before.value else None
