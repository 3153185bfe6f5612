"""One source of ticks on its way into the store: sieved as it comes, shown at once, kept a moment later.

How far the source was read is written with the ticks up to there, in one transaction. While the store is busy with a
long import, what came waits here; when too much waits, the source does.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.curve.merge import Place, Sieve, Sifted, Taken
from desk_app.domain.curve.tick import MS_A_DAY, Tick, read_line
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.stream_feed import Heard
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks as store
from desk_app.store.database import Connection, writing

_AT_ONCE = 2_000
_MOST_WAITING = 200_000
_KEEP_EVERY = 0.2
_AGAIN = 2.0
_DUE_EVERY = 1.0


def now_ms() -> int:
    """The desk's clock, for stamps alone: UTC milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Fresh:
    """Ticks that came in, in order."""

    source: str
    ticks: tuple[Taken, ...]


class TickKeeper:
    """All but `recent` and the plain values are for one thread, the pump's."""

    def __init__(self, desk: Desk, source: str, box: Mailbox[Heard], clock: Callable[[], int] = now_ms) -> None:
        self.source, self.box = source, box
        self.problem: Problem | None = None
        self.counts: dict[str, int] = {}
        self.waiting = 0
        self._desk, self._clock = desk, clock
        self._opened: Sieve | None = None
        self._lock = threading.Lock()
        self._pending = Sifted()
        self._place = Place()
        self._keep_at = self._due_at = 0.0

    def open(self) -> None:
        """Look up what the source left before."""
        connection = self._desk.database.conn
        store.be_brief(connection)
        self._opened = Sieve(store.kept(connection, self.source))
        self._place = self._opened.place
        self._count(connection)

    def turn(self) -> Fresh | None:
        """Take in what is in the box, and keep it when it is time; the ticks to be shown."""
        fresh: list[Taken] = []
        if len(self._pending.ticks) + len(self._pending.notes) < _MOST_WAITING:
            fresh += self._sift()
        now = time.monotonic()
        if self._is_behind() and now >= self._keep_at:
            self._keep_at = now + (_KEEP_EVERY if self._keep() else _AGAIN)
        if self.waiting and now >= self._due_at:
            self._due_at = now + _DUE_EVERY
            fresh += self._due()
        return Fresh(self.source, tuple(fresh)) if fresh else None

    @property
    def recent(self) -> list[Tick]:
        """Ticks that came in and are not kept yet."""
        with self._lock:
            return [taken.tick for taken in self._pending.ticks]

    def close(self) -> None:
        """Keep what is still to be kept, if that can be done now."""
        if self._opened is not None and self._is_behind():
            self._keep()

    # ---- inside
    @property
    def _sieve(self) -> Sieve:
        assert self._opened is not None  # noqa: S101 - opened before the first turn
        return self._opened

    def _count(self, connection: Connection) -> None:
        """What stands in the store of this source: problems by kind, and ticks whose time has not come."""
        self.counts = store.counts_of(connection, self.source)
        self.waiting = store.waiting(connection, self.source)

    def _sift(self) -> list[Taken]:
        heard = self.box.drain(_AT_ONCE)
        if not heard:
            return []
        found = self._sieve.sift((each.line for each in heard), self._clock())
        self._add(found)
        return found.ticks

    def _add(self, found: Sifted) -> None:
        with self._lock:
            self._pending.add(found)

    def _is_behind(self) -> bool:
        pending = self._pending
        return bool(pending.ticks or pending.series or pending.notes) or self._sieve.place != self._place

    def _keep(self) -> bool:
        pending, place = self._pending, self._sieve.place
        try:
            with writing(self._desk.database, self._desk.folder) as connection:
                store.add(connection, self.source, place, pending.ticks, pending.series, pending.notes, self._clock())
                counts, waiting = store.counts_of(connection, self.source), store.waiting(connection, self.source)
        except Refused as refused:
            self.problem = refused.problem
            return False
        self.problem, self.counts, self.waiting = None, counts, waiting
        self._place = place
        with self._lock:
            self._pending = Sifted()
        self._sieve.stored()
        return True

    def _due(self) -> list[Taken]:
        """Ticks of the future whose time has come: they are kept and shown now."""
        found = store.due(self._desk.database.conn, self.source, self._clock())
        lines = [(number, era, read_line(text, event)) for number, era, event, text in found]
        taken = [Taken(era, line, self._sieve.admit(line)) for _, era, line in lines if isinstance(line, Tick)]
        if not lines:
            return []
        try:
            with writing(self._desk.database, self._desk.folder) as connection:
                store.add(connection, self.source, self._place, taken, (), (), self._clock())
                store.mark_due(connection, (number for number, _, _ in lines))
                self._count(connection)
        except Refused as refused:
            self.problem = refused.problem
            return []
        return taken


def trim(desk: Desk, days: int) -> int:
    """Let go of ticks that come as they come and are older than so many days, 0: of none; how many."""
    if days <= 0:
        return 0
    before = now_ms() - days * MS_A_DAY
    with writing(desk.database, desk.folder) as connection:
        return store.trim(connection, before)
