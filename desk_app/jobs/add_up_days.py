"""Keep the product-day table up to date: all of it, or just the days whose trades have changed.

A changed day is screened again from there on, until what the screen carries from day to day is again what it was:
then every later row would come out as it stands.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from desk_app.domain.index.arrays import weekday_number
from desk_app.domain.index.fate import REJECTED_FROM, Fate
from desk_app.domain.index.lines import Lines, by_product, in_order
from desk_app.domain.index.methodology import Method
from desk_app.domain.index.product_days import ProductDays, Resume, ScreenedLines, product_days, screen_lines
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.validity import prepared, validity
from desk_app.domain.index.weighting import monday, weights_of
from desk_app.jobs.progress import Progress
from desk_app.store import product_days as store
from desk_app.store.database import Connection

Fates = Mapping[int, tuple[int, Fate, int]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the days are added up by. `today` is an ordinal: what is dated later does not count yet."""

    method: Method
    rules: Rules
    verdicts: Mapping[int, Fate]
    today: int


def add_up_all(connection: Connection, ground: Ground, progress: Progress) -> None:
    """Everything anew, inside the caller's transaction."""
    from desk_app.store.index_lines import read_lines

    store.clear_all(connection)
    lines = read_lines(connection, ground.rules.reference_purity)
    for place, part in enumerate(by_product(lines)):
        progress.step(place, len(lines.products), "index.build.adding_up")
        screened = _screened(part, ground)
        days = _summed(connection, screened, ground)
        store.replace_days(connection, lines.products[place], 1, date.max.toordinal(), days, screened)


def add_up_days(connection: Connection, dirty: Mapping[str, Sequence[str]], ground: Ground) -> None:
    """The days in `dirty`, by product, and whatever depends on them."""
    for product, days in dirty.items():
        _Again(connection, product, list(days), ground).run()


def _screened(lines: Lines, ground: Ground, resume: Resume | None = None) -> ScreenedLines:
    lines = prepared(lines, ground.rules)
    fates = validity(lines, ground.rules, ground.today)
    return screen_lines(lines, fates, ground.verdicts, ground.method.screen, resume)


def _summed(connection: Connection, screened: ScreenedLines, ground: Ground) -> ProductDays:
    parties = screened.lines.parties
    numbers = store.party_numbers(connection, parties)
    quiet = (at for at, name in enumerate(parties) if not name or name in ground.rules.house)
    weights = weights_of(screened.lines, screened.fates < REJECTED_FROM, ground.rules)
    return product_days(screened, numbers, frozenset(int(numbers[at]) for at in quiet), weights)


_FIRST_REACH = 6
"""Trading days beyond the changed ones that are looked at first."""


class _Again:
    """One product's dirty days, screened again from the first of them on."""

    def __init__(self, connection: Connection, product: str, dirty: list[str], ground: Ground) -> None:
        self._connection = connection
        self._product = product
        self._dirty = dirty
        self._ground = ground
        self._stored = store.days_of(connection, product)
        self._days = sorted({*self._stored, *dirty})
        self._first = self._place(dirty[0])
        self._by_week = ground.rules.party_cap > 0

    def _place(self, day: str) -> int:
        """Where to screen from: `day`, or the first of the days before it whose trades could not be screened yet."""
        place = bisect_left(self._days, day)
        while place and not self._stored[self._days[place - 1]].count:
            place -= 1
        return place

    def run(self) -> None:
        """Read more days until nothing carries over from the changed ones."""
        reach, after = _FIRST_REACH, bisect_right(self._days, self._dirty[-1])
        while not self._through(min(after + reach, len(self._days))):
            reach *= 4

    def _through(self, end: int) -> bool:
        from desk_app.store.index_lines import read_days

        start, held_from = self._context()
        end = self._week_end(end)
        days = self._days[start:end]
        lines = read_days(self._connection, self._product, days, self._ground.rules.reference_purity)
        fates = store.fates_of(self._connection, self._product, days[0], days[-1])
        screened = _screened(in_order(lines), self._ground, self._resume(held_from, fates) if self._first else None)
        changed = self._changed(screened, fates)
        if end < len(self._days) and not self._settled(screened, max(changed)):
            return False
        self._write(screened, self._with_weeks(changed, days), _ordinal(days[-1]))
        return True

    def _context(self) -> tuple[int, int]:
        """The first day to read, and the first that the first dirty day is held against (an ordinal)."""
        before = self._days[: self._first]
        known = [held.reference_from for held in (self._stored[day] for day in reversed(before)) if held.reference_from]
        first = _ordinal(self._days[self._first])
        held_from = _ordinal(known[0]) if known else first
        waiting_from = first - 7 * (self._ground.method.screen.release_days // 5 + 1)
        from_day = min(held_from, waiting_from)
        return bisect_left(self._days, store.iso(monday(from_day) if self._by_week else from_day)), held_from

    def _week_end(self, end: int) -> int:
        """Where the week ends of the last of the days before place `end`: a party's cap is of whole weeks."""
        if not self._by_week:
            return end
        return bisect_right(self._days, store.iso(monday(_ordinal(self._days[end - 1])) + 6))

    def _with_weeks(self, changed: set[int], days: Sequence[str]) -> set[int]:
        """The changed days and, where a party's cap depends on them, the others of their weeks."""
        if not self._by_week:
            return changed
        weeks = {monday(day) for day in changed}
        return changed | {day for day in map(_ordinal, days) if monday(day) in weeks}

    def _resume(self, held_from: int, fates: Fates) -> Resume:
        earlier = {trade: (fate, on) for trade, (_, fate, on) in fates.items()}
        return Resume(_ordinal(self._days[self._first]), held_from, earlier)

    def _changed(self, screened: ScreenedLines, before: Fates) -> set[int]:
        """Days (ordinals) which are dirty, or where something comes out otherwise than it is stored."""
        now = store.told_fates(screened)
        changed = {_ordinal(day) for day in self._dirty}
        for one, other in ((now, before), (before, now)):
            changed |= {told[0] for trade, told in one.items() if other.get(trade) != told}
        held = store.held_rows(screened)
        return changed | {_ordinal(day) for day, row in held.items() if self._stored.get(day) != row}

    def _settled(self, screened: ScreenedLines, last: int) -> bool:
        """Whether nothing of the last changed day is carried beyond the days that were read."""
        if not len(screened.held.day) or int(screened.held.reference_from[-1]) <= last:
            return False
        then, now = weekday_number(np.array([last, int(screened.held.day[-1])])).tolist()
        return bool(now - then >= self._ground.method.screen.release_days)

    def _write(self, screened: ScreenedLines, changed: set[int], last: int) -> None:
        days = _summed(self._connection, screened, self._ground)
        first = _ordinal(self._days[self._first])
        store.replace_days(self._connection, self._product, first, last, days, screened)
        for day in sorted(day for day in changed if day < first):
            store.update_day(self._connection, self._product, day, days, screened)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
