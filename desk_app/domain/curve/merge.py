"""What comes in from a source, put in order: repeats, gaps, ticks that are late or from the future; and history with
what came since, without a seam.

An id that ends in digits ("k3f9-17", "17") counts: its source gives each line the next number. Others are only names.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desk_app.domain.base.exact import exact_text
from desk_app.domain.curve.tick import AS_IT_COMES, FIXED, About, Kind, Line, Spoiled, Tick, about_line, tick_line

TOLERANCE_MS = 60_000
"""So far ahead of the desk's clock a tick may be: two clocks that nobody sets differ by as much."""

_COUNTED = re.compile(r"(.*?)(\d{1,18})\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a source was read. `event` is the last id heard; `era` how often the source began to count anew."""

    event: str = ""
    era: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be told, and kept aside. `taken`: the tick came in all the same, in its place."""

    kind: Kind
    text: str
    event: str = ""
    code: str = ""
    at: int | None = None
    taken: bool = False
    era: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A tick that comes in. `last`: nothing of its series is later, so a chart may set it at the end."""

    era: int
    tick: Tick
    last: bool


@dataclass(slots=True)
class Sifted:
    """What came of some lines: ticks in the order they came, series that are new or differ in words, what is told."""

    ticks: list[Taken] = field(default_factory=list)
    series: list[About] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, other: "Sifted") -> None:
        """These too."""
        self.ticks += other.ticks
        self.series += other.series
        self.notes += other.notes


@dataclass(frozen=True, slots=True)
class Kept:
    """What a source left before: `said` gives the line that is kept under an era and id, `same` whether a series has
    this value at this moment.
    """

    place: Place
    series: Sequence[About]
    newest: Mapping[str, int]
    said: Callable[[int, str], str | None]
    same: Callable[[Tick], bool]


def named(tick: Tick) -> Tick:
    """A tick without an id gets one of what it says: said twice it is one."""
    return tick if tick.event else replace(tick, event=f"{tick.code}@{tick.at}={exact_text(tick.value)};")


class Sieve:
    """One source. What was let through and is not `stored` yet counts as kept.

    Ticks of a series that is described on another footing than before are kept aside until it is described as it was.
    """

    def __init__(self, kept: Kept) -> None:
        self.place = kept.place
        self.series = {about.code: about for about in kept.series}
        self._kept = kept
        self._newest = dict(kept.newest)
        self._barred: set[str] = set()
        self._said: dict[tuple[int, str], str] = {}
        self._same: set[tuple[str, int, object]] = set()

    def sift(self, lines: Iterable[Line], now: int) -> Sifted:
        """Sort what came in, at `now` (UTC milliseconds by the desk's clock)."""
        found = Sifted()
        for line in lines:
            if isinstance(line, About):
                self._describe(line, found)
            elif isinstance(line, Spoiled):
                self._spoiled(line, found)
            else:
                self._take(line, now, found)
        return found

    def admit(self, tick: Tick) -> bool:
        """Note a tick that comes in; whether nothing of its series is later (nor, by periods, at the same moment)."""
        newest, about = self._newest.get(tick.code), self.series.get(tick.code)
        self._newest[tick.code] = tick.at if newest is None else max(tick.at, newest)
        by_period = about is not None and about.every != AS_IT_COMES
        return newest is None or (tick.at > newest if by_period else tick.at >= newest)

    def stored(self) -> None:
        """All that was let through is kept by now."""
        self._said.clear()
        self._same.clear()

    # ---- one line
    def _describe(self, about: About, found: Sifted) -> None:
        before = self.series.get(about.code)
        if before is not None and any(getattr(before, name) != getattr(about, name) for name in FIXED):
            found.notes.append(Note(Kind.CHANGED, about_line(about), code=about.code))
            self._barred.add(about.code)
            return
        self._barred.discard(about.code)
        if before != about:
            self.series[about.code] = about
            found.series.append(about)

    def _spoiled(self, line: Spoiled, found: Sifted) -> None:
        repeated = self._is_repeat(line.event, line.text, found)
        kind = Kind.REPEATED if repeated else line.kind
        self._tell(Note(kind, line.text, line.event, era=self.place.era), found)

    def _take(self, tick: Tick, now: int, found: Sifted) -> None:
        text = tick_line(tick)
        repeated = self._is_repeat(tick.event, text, found)
        tick, era = named(tick), self.place.era
        note = Note(Kind.REPEATED, text, tick.event, tick.code, tick.at, era=era)
        about = self.series.get(tick.code)
        if repeated or self._is_kept(tick):
            found.notes.append(note)
        elif about is None or tick.code in self._barred:
            self._tell(replace(note, kind=Kind.UNNAMED if about is None else Kind.CHANGED), found)
        elif tick.at > now + TOLERANCE_MS:
            self._tell(replace(note, kind=Kind.FUTURE), found)
        else:
            last = self.admit(tick)
            if not last and about.every == AS_IT_COMES:
                found.notes.append(replace(note, kind=Kind.LATE, taken=True))
            found.ticks.append(Taken(era, tick, last))
            self._said[era, tick.event] = text
            self._same.add((tick.code, tick.at, tick.value))

    def _tell(self, note: Note, found: Sifted) -> None:
        found.notes.append(note)
        self._said[note.era, note.event] = note.text

    # ---- repeats
    def _is_kept(self, tick: Tick) -> bool:
        """Where counting doesn't tell: a source that gives names or nothing, or counts anew what it has said before."""
        era, counted = self.place.era, _counted(tick.event)
        if not counted and self._before(era, tick.event) is not None:
            return True
        if (era == 0 and counted) or tick.at > self._newest.get(tick.code, -1):
            return False
        return (tick.code, tick.at, tick.value) in self._same or self._kept.same(tick)

    def _is_repeat(self, event: str, text: str, found: Sifted) -> bool:
        """Note how far the source is; whether the same line came under this id before."""
        if not event:
            return False
        last, now = _counted(self.place.event), _counted(event)
        if last and now and last[0] == now[0] and now[1] <= last[1]:
            before = self._before(self.place.era, event)
            if before == text:
                return True
            self._reset(event, found)
        elif last and now and last[0] != now[0]:
            self._reset(event, found)
        else:
            if last and now and now[1] > last[1] + 1:
                missing = f"{last[0]}{last[1] + 1} … {now[0]}{now[1] - 1}"
                found.notes.append(Note(Kind.GAP, missing, event, era=self.place.era))
            self.place = replace(self.place, event=event)
        return False

    def _reset(self, event: str, found: Sifted) -> None:
        found.notes.append(Note(Kind.RESET, f"{self.place.event} → {event}", event, era=self.place.era))
        self.place = Place(event, self.place.era + 1)

    def _before(self, era: int, event: str) -> str | None:
        return self._said.get((era, event)) or self._kept.said(era, event)


def _counted(event: str) -> tuple[str, int] | None:
    match = _COUNTED.match(event)
    return (match[1], int(match[2])) if match else None


def merged(history: Sequence[Tick], live: Sequence[Tick]) -> list[Tick]:
    """History and what came since, by time; one that is in both stands once, equal moments in the order they came."""
    there = {(tick.event, tick.at, tick.value) for tick in history}
    fresh = [tick for tick in live if (tick.event, tick.at, tick.value) not in there]
    return sorted([*history, *fresh], key=lambda tick: tick.at) if fresh else list(history)
