"""Follow the live sources: files they bring, ticks they say, and how each of them is."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.curve.tick import About, Tick
from desk_app.feeds.failing import Trouble
from desk_app.feeds.feed import PATIENCE, Feed, State
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.http_feed import HttpFeed, WebPace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.pump import Pump
from desk_app.feeds.replay_feed import ReplayFeed
from desk_app.feeds.settle import Stamp
from desk_app.feeds.stream_feed import Heard, StreamFeed, StreamPace
from desk_app.feeds.web import Door, Limits
from desk_app.jobs.follow_ticks import Fresh, TickKeeper, trim
from desk_app.jobs.keep_sources import Source, SourceKind
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.replay_day import Replayed, recording_of
from desk_app.jobs.sort_arrivals import Arrivals, Ready
from desk_app.paths import arrived_folder
from desk_app.settings import Settings
from desk_app.store import ticks as store

_BOX = 5_000
_UNSEEN = 20_000
"""So many ticks wait for whoever shows them; when more would, the sources wait."""

_FILES = 200
_IDLE = 0.5


@dataclass(frozen=True, slots=True)
class Paces:
    """How often the sources are asked, and how long anything is waited for."""

    web: WebPace = field(default_factory=WebPace)
    stream: StreamPace = field(default_factory=StreamPace)
    limits: Limits = field(default_factory=Limits)


PACES = Paces()


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is. `counts`: "ticks" and problems by kind, of all time; `waiting`: ticks of the future.

    `problem` is why what came can't be kept right now.
    """

    source: Source
    state: State
    trouble: Trouble | None
    counts: dict[str, int]
    waiting: int
    problem: Problem | None


class SourcesFollower:
    """All sources of a desk, from `start` to `stop`, from one thread. Ticks are shown as they come, then kept."""

    def __init__(self, desk: Desk, sources: Sequence[Source], paces: Paces | None = None) -> None:
        self._desk, self._paces = desk, paces or PACES
        self._pump = Pump(self._turn, self._end)
        self._arrivals = Arrivals(desk)
        self._seen: dict[Path, Stamp] | None = None
        self._files: Mailbox[Arrival] = Mailbox(_BOX)
        self._lock = threading.Lock()
        self._fresh: list[Fresh] = []
        self._opened = False
        self.sources = tuple(sources)
        self._keepers: dict[str, TickKeeper] = {}
        self._replayed: dict[str, Replayed] = {}
        self._feeds: dict[str, tuple[Feed[Arrival] | Feed[Heard], Mailbox[Arrival] | Mailbox[Heard]]] = {}
        for source in self.sources:
            self._add(source)

    # ---- from outside
    def start(self) -> None:
        """Begin to follow."""
        for feed, box in self._feeds.values():
            feed.start(box)  # type: ignore[arg-type]  # each with a box of its own kind
        self._pump.start()

    def stop(self, patience: float = PATIENCE) -> None:
        """Stop; what is in a box, or not kept, is asked for again by the next."""
        for feed, _ in self._feeds.values():
            feed.stop(patience)
        self._pump.stop()

    def take(self) -> list[Fresh]:
        """Ticks that came in since; quick."""
        self._check()
        with self._lock:
            found, self._fresh = self._fresh, []
        return found

    def files(self) -> list[Arrival]:
        """Files that lie complete in the data folder now, those dealt with before too; quick."""
        self._check()
        return self._files.drain(_FILES)

    def sort(self, arrivals: Sequence[Arrival], progress: Progress = SILENT) -> Ready:
        """What is to become of them; reads them all, so behind a window."""
        if self._seen is None:
            self._seen = self._arrivals.seen.below(arrived_folder(self._desk.folder, ""))
        seen = self._seen
        return self._arrivals.sort([each for each in arrivals if seen.get(each.path) != each.stamp], progress)

    def settled(self, paths: Sequence[Path]) -> None:
        """These were imported, taken, refused or left."""
        self._arrivals.settled(paths)

    def wait(self, seconds: float) -> None:
        """Until something may have come, at most so long."""
        if not self._fresh:
            self._files.wait(seconds)

    def states(self) -> tuple[SourceState, ...]:
        """How each source is."""
        return tuple(map(self._state, self.sources))

    def replay(self, name: str) -> ReplayFeed | None:
        """The replay of this name, to be paused and sped up."""
        feed = self._feeds[name][0] if name in self._feeds else None
        return feed if isinstance(feed, ReplayFeed) else None

    def recent(self, source: str) -> tuple[tuple[About, ...], list[Tick]]:
        """What is not in the store: a replay's series and ticks, and a stream's of the last moment; any thread."""
        if source in self._replayed:
            return self._replayed[source].so_far()
        return (), self._keepers[source].recent if source in self._keepers else []

    # ---- inside
    def _add(self, source: Source) -> None:
        door = Door(source.address, Path(source.ca) if source.ca else None, source.proxy, source.token)
        if source.kind is SourceKind.BULLETINS:
            folder = arrived_folder(self._desk.folder, source.name)
            self._feeds[source.name] = HttpFeed(door, folder, self._paces.web, self._paces.limits), self._files
            return
        box: Mailbox[Heard] = Mailbox(_BOX, self._pump.bell)
        if source.kind is SourceKind.TICKS:
            keeper = TickKeeper(self._desk, source.name, box)
            self._keepers[source.name] = keeper
            feed = StreamFeed(door, lambda: _last(self._desk, source.name), self._paces.stream, self._paces.limits)
            self._feeds[source.name] = feed, box
        else:
            self._replayed[source.name] = Replayed(source.name, box)
            self._feeds[source.name] = ReplayFeed(lambda: recording_of(self._desk, source.address), source.speed), box

    def _turn(self) -> float:
        if not self._opened:
            for keeper in self._keepers.values():
                keeper.open()
            self._trim()
            self._opened = True
        with self._lock:
            unseen = sum(len(fresh.ticks) for fresh in self._fresh)
        if unseen < _UNSEEN:
            turning: list[TickKeeper | Replayed] = [*self._keepers.values(), *self._replayed.values()]
            found = [fresh for each in turning if (fresh := each.turn()) is not None]
            with self._lock:
                self._fresh += found
        return _IDLE

    def _end(self) -> None:
        for keeper in self._keepers.values():
            keeper.close()

    def _trim(self) -> None:
        try:
            trim(self._desk, int(Settings(self._desk.folder)["ticks_kept_days"]))
        except Refused:
            return  # at the next start

    def _state(self, source: Source) -> SourceState:
        feed, keeper = self._feeds[source.name][0], self._keepers.get(source.name)
        counts, waiting, problem = ({}, 0, None) if keeper is None else (keeper.counts, keeper.waiting, keeper.problem)
        return SourceState(source, feed.state, feed.trouble, counts, waiting, problem)

    def _check(self) -> None:
        """A mistake of ours in another thread is raised in the owner's."""
        for failure in (self._pump.failure, *(feed.failure for feed, _ in self._feeds.values())):
            if failure is not None:
                raise failure


def _last(desk: Desk, source: str) -> str:
    return store.place_of(desk.database.conn, source).event
