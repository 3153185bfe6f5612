"""The live sources in the window: their ticks, their files, and how each of them is. No dialog, whatever happens."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.base.problem import Refused
from desk_app.jobs.progress import Progress
from desk_app.ui.arriving import take_ready
from desk_app.ui.background import Outcome
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.curve.tick import Tick
    from desk_app.feeds.folder_feed import Arrival
    from desk_app.jobs.follow_sources import SourcesFollower, SourceState
    from desk_app.jobs.follow_ticks import Fresh
    from desk_app.jobs.load_live import Loaded
    from desk_app.jobs.sort_arrivals import Ready

_BEAT = 33  # milliseconds between two looks for ticks: at most 30 a second
_STATES = 8  # beats between two looks at how the sources are
_PATIENCE = 0.05  # seconds: what hangs is left behind


class Live(QObject):
    """Owns the sources of the window. All signals come in the window's thread.

    `ticked` brings what goes at the end of curves: code to (days, values), arrays, at most 30 a second. `rewritten`
    brings the codes whose past has changed: late ticks, restated days. `state_changed` when a source is otherwise than
    before, or its counts are. `arrived` brings files to be imported.
    """

    ticked = Signal(object)
    rewritten = Signal(object)
    state_changed = Signal()
    arrived = Signal(list)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._follower: SourcesFollower | None = None
        self._run = self._beats = 0
        self._sorting = False
        self._since: dict[str, list[list[Tick]]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)
        self.states: tuple[SourceState, ...] = ()
        hub.opened.connect(self.begin)
        hub.files_settled.connect(self._settled)

    # ---- from outside
    def begin(self) -> None:
        """Follow the sources that are kept, in place of those followed before."""
        self._run += 1
        run, before, self._follower = self._run, self._follower, None
        self._timer.stop()
        self._hub.background.run(lambda _: _followed(self._hub, before), lambda outcome: self._made(run, outcome))

    def stop(self) -> None:
        """Follow no more; the program ends."""
        self._run += 1
        self._timer.stop()
        if self._follower is not None:
            self._follower.stop(_PATIENCE)
            self._follower = None

    def load(self, code: str, then: "Callable[[Curve], None]") -> None:
        """The curve of `~SOURCE/CODE`; what comes while it is read is in it, what comes afterwards is `ticked`."""
        follower, since = self._follower, list["Tick"]()
        self._since.setdefault(code, []).append(since)

        def ended() -> None:
            self._since[code] = [other for other in self._since[code] if other is not since]  # others may hold the same

        def loaded(found: "Loaded") -> None:
            from desk_app.jobs.load_live import extended

            missing = found.missing(since)
            then(found.curve if found.by_period else extended(found.curve, missing))
            if found.by_period and missing:
                self.rewritten.emit(frozenset([code]))

        self._hub.run(lambda _: _loaded(self._hub, follower, code), loaded, ended=ended)

    def replay(self, name: str, *, paused: bool | None = None, speed: float | None = None) -> None:
        """Hold a replay, let it go on, or set its speed."""
        feed = self._follower.replay(name) if self._follower else None
        if feed is not None:
            if paused is not None:
                feed.pause(paused)
            if speed is not None:
                feed.run_at(speed)
        self.state_changed.emit()

    def is_paused(self, name: str) -> bool:
        """Whether a replay stands still."""
        feed = self._follower.replay(name) if self._follower else None
        return feed is not None and feed.paused

    # ---- inside
    def _made(self, run: int, outcome: "Outcome[SourcesFollower | None]") -> None:
        if isinstance(outcome.error, Refused):
            self._hub.tell(self._hub.problem_line(outcome.error.problem), "warning")
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None and run == self._run:
            self._sorting = False
            self._follower = outcome.value
            self._follower.start()
            self._timer.start()
        self._look()

    def _beat(self) -> None:
        if (follower := self._follower) is None:
            return
        try:
            fresh, files = follower.take(), [] if self._sorting else follower.files()
        except Exception:
            self.stop()
            raise
        if fresh:
            self._tell(fresh)
        if files:
            self._sort(follower, files)
        self._beats += 1
        if self._beats % _STATES == 0:
            self._look()

    def _look(self) -> None:
        now = self._follower.states() if self._follower else ()
        if now != self.states:
            self.states = now
            self.state_changed.emit()

    def _tell(self, fresh: "Sequence[Fresh]") -> None:
        from desk_app.jobs.load_live import gathered

        found = gathered(fresh)
        for code, buffers in self._since.items():
            for buffer in buffers:
                buffer.extend(found.ticks.get(code, []))
        if found.ends:
            self.ticked.emit(found.ends)
        if found.rewritten:
            self.rewritten.emit(found.rewritten)

    def _sort(self, follower: "SourcesFollower", files: "list[Arrival]") -> None:
        self._sorting = True
        self._hub.background.run(
            lambda progress: _sorted(follower, files, progress), lambda outcome: self._take(follower, outcome)
        )

    def _take(self, follower: "SourcesFollower", outcome: "Outcome[Ready]") -> None:
        if follower is not self._follower:
            return  # others are followed by now, and bring them again
        self._sorting = False
        if outcome.error is not None:
            raise outcome.error
        if outcome.value is not None:
            take_ready(self._hub, outcome.value, "live.arrived", self.arrived.emit)

    def _settled(self, paths: Sequence[Path]) -> None:
        if (follower := self._follower) is not None and paths:
            self._hub.background.run(lambda _: follower.settled(paths), _check)


def _followed(hub: Hub, before: "SourcesFollower | None") -> "SourcesFollower | None":
    """None where no source is kept: then nothing of the network is loaded."""
    from desk_app.jobs.keep_sources import list_kept

    if before is not None:
        before.stop()
    if not (kept := list_kept(hub.folder)):
        return None
    from desk_app.jobs.follow_sources import SourcesFollower

    return SourcesFollower(hub.desk, kept)


def _sorted(follower: "SourcesFollower", files: "Sequence[Arrival]", progress: Progress) -> "Ready":
    return follower.sort(files, progress)


def _loaded(hub: Hub, follower: "SourcesFollower | None", code: str) -> "Loaded":
    from desk_app.jobs.load_live import load_with_tail

    return load_with_tail(hub.desk, code, follower.recent if follower else None)


def _check(outcome: Outcome[None]) -> None:
    if outcome.error is not None:
        raise outcome.error
