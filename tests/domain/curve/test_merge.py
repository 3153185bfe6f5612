"""A sieve over what a source says: every tick once and in its place, whatever is repeated, broken or out of order."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.merge import TOLERANCE_MS, Kept, Place, Sieve, Sifted, merged
from desk_app.domain.curve.tick import About, Kind, Line, Spoiled, Tick, tick_line
from desk_app.domain.index.official_points.official import StatedTax

ABOUT = About("a", "甲", "某公司", "yuan/t", StatedTax.EXCL, "tick")
DAILY = replace(ABOUT, code="d", every="day")
NOW = 1_700_000_000_000


class Memory:
    """What a store would keep, and sieves over it."""

    def __init__(self) -> None:
        self.place = Place()
        self.ticks: list[tuple[int, Tick]] = []
        self.lines: dict[tuple[int, str], str] = {}
        self.aside: dict[tuple[int, str], str] = {}
        self.kinds: list[Kind] = []

    def sieve(self) -> Sieve:
        newest: dict[str, int] = {}
        for _, tick in self.ticks:
            newest[tick.code] = max(tick.at, newest.get(tick.code, tick.at))
        return Sieve(Kept(self.place, [ABOUT, DAILY], newest, self.said, self.same))

    def said(self, era: int, event: str) -> str | None:
        return self.lines.get((era, event)) or self.aside.get((era, event))

    def same(self, tick: Tick) -> bool:
        return any((t.code, t.at, t.value) == (tick.code, tick.at, tick.value) for _, t in self.ticks)

    def keep(self, sieve: Sieve, found: Sifted) -> None:
        self.ticks += [(each.era, each.tick) for each in found.ticks]
        self.lines |= {(each.era, each.tick.event): tick_line(each.tick) for each in found.ticks}
        self.aside |= {(note.era, note.event): note.text for note in found.notes if not note.taken}
        self.kinds += [note.kind for note in found.notes]
        self.place = sieve.place
        sieve.stored()

    def take(self, lines: Sequence[Line], now: int = NOW) -> Sifted:
        sieve = self.sieve()
        found = sieve.sift(lines, now)
        self.keep(sieve, found)
        return found


def tick(number: int, at: int | None = None, value: int | None = None, mark: str = "s-") -> Tick:
    where = NOW - 1_000_000 + number if at is None else at
    return Tick("a", where, Decimal(number if value is None else value), f"{mark}{number}")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.booleans())
def test_breaks_anywhere_lose_nothing_and_double_nothing(breaks: list[int], named: bool) -> None:
    """After each break the source goes on some lines before the last one that was heard, or the program with what was
    kept.
    """
    mark = "s-" if named else ""
    whole = [replace(tick(n, mark="s-"), event=f"s-{n}" if named else "") for n in range(1, 120)]
    memory, done = Memory(), 0
    for length in breaks:
        start = max(0, done - length % 7)
        memory.take(whole[start : start + length])
        done = max(done, start + length)
    memory.take(whole[max(0, done - 3) :])
    assert [t.value for _, t in memory.ticks] == [t.value for t in whole]
    assert set(memory.kinds) <= {Kind.REPEATED}
    assert memory.place.era == 0
    assert bool(mark) == (memory.place.event == "s-119")


def test_a_gap_is_told_and_what_comes_after_it_taken() -> None:
    memory = Memory()
    found = memory.take([tick(1), tick(2), tick(6)])
    assert [(note.kind, note.text) for note in found.notes] == [(Kind.GAP, "s-3 … s-5")]
    assert len(found.ticks) == 3


def test_a_count_that_begins_anew_is_told_and_known_values_do_not_come_twice() -> None:
    memory = Memory()
    memory.take([tick(n) for n in range(1, 6)])
    again = [replace(tick(n), event=f"t-{n}") for n in range(1, 8)]
    found = memory.take(again)
    assert [note.kind for note in found.notes] == [Kind.RESET, *[Kind.REPEATED] * 5]
    assert [int(each.tick.value) for each in found.ticks] == [6, 7]
    assert memory.place == Place("t-7", 1)


def test_the_same_ids_for_other_ticks_are_a_new_count() -> None:
    memory = Memory()
    memory.take([tick(n) for n in range(1, 4)])
    found = memory.take([tick(n, value=100 + n, at=NOW - 10 + n) for n in range(1, 4)])
    assert [note.kind for note in found.notes] == [Kind.RESET]
    assert [each.era for each in found.ticks] == [1, 1, 1]
    assert len(memory.ticks) == 6


def test_late_ones_come_in_and_are_told() -> None:
    memory = Memory()
    found = memory.take([tick(1), tick(2, at=NOW - 5_000_000), tick(3)])
    assert [(note.kind, note.taken) for note in found.notes] == [(Kind.LATE, True)]
    assert [each.last for each in found.ticks] == [True, False, True]


def test_a_restated_day_is_not_late() -> None:
    memory = Memory()
    days = [Tick("d", NOW - n * 86_400_000, Decimal(n), f"s-{9 - n}") for n in (3, 2, 1)]
    restated = replace(days[1], value=Decimal(20), event="s-9")
    found = memory.take([*days, restated])
    assert not found.notes
    assert [each.last for each in found.ticks] == [True, True, True, False]


def test_the_future_waits_and_comes_once() -> None:
    memory = Memory()
    early = tick(2, at=NOW + TOLERANCE_MS + 1)
    found = memory.take([tick(1), early, tick(3)])
    assert [(note.kind, note.at) for note in found.notes] == [(Kind.FUTURE, early.at)]
    assert [int(each.tick.value) for each in found.ticks] == [1, 3]
    again = memory.take([early])
    assert [note.kind for note in again.notes] == [Kind.REPEATED]
    within = memory.take([tick(4, at=NOW + TOLERANCE_MS)])
    assert len(within.ticks) == 1


def test_a_clock_that_jumps_back_holds_and_loses_nothing() -> None:
    memory = Memory()
    lines = [tick(n, at=NOW + n) for n in range(1, 5)]
    assert len(memory.take(lines[:2], NOW).ticks) == 2
    assert [note.kind for note in memory.take(lines[2:], NOW - 86_400_000).notes] == [Kind.FUTURE] * 2


def test_series_of_another_footing_and_ticks_of_none_are_kept_aside() -> None:
    memory = Memory()
    other = replace(ABOUT, unit="points")
    found = memory.take([other, replace(ABOUT, name="乙"), Tick("x", NOW, Decimal(1), "s-1"), tick(2)])
    assert [note.kind for note in found.notes] == [Kind.CHANGED, Kind.UNNAMED]
    assert [about.name for about in found.series] == ["乙"]
    assert len(found.ticks) == 1
    barred = memory.take([other, tick(3), ABOUT, tick(4)])
    assert [note.kind for note in barred.notes] == [Kind.CHANGED, Kind.CHANGED]
    assert [int(each.tick.value) for each in barred.ticks] == [4]


@pytest.mark.parametrize("kind", [Kind.MALFORMED, Kind.OVERSIZED])
def test_spoiled_lines_are_told_once_and_do_not_stop_the_count(kind: Kind) -> None:
    memory = Memory()
    spoiled = Spoiled(kind, "{", "json", "s-2")
    found = memory.take([tick(1), spoiled, tick(3)])
    assert [note.kind for note in found.notes] == [kind]
    assert memory.place.event == "s-3"
    assert [note.kind for note in memory.take([spoiled, tick(3), tick(4)]).notes] == [Kind.REPEATED, Kind.REPEATED]
    assert len(memory.ticks) == 3


def test_two_alike_in_one_moment_are_two_where_their_ids_say_so() -> None:
    found = Memory().take([tick(1, at=NOW, value=5), tick(2, at=NOW, value=5)])
    assert len(found.ticks) == 2


@given(st.integers(0, 30), st.integers(0, 30))
def test_history_and_what_came_since_have_no_seam(kept: int, overlap: int) -> None:
    ticks = [tick(n) for n in range(40)]
    history, live = ticks[:kept], ticks[max(0, kept - overlap) :]
    assert merged(history, live) == ticks
    assert merged(ticks, []) == ticks
