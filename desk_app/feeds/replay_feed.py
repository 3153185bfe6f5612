"""A recorded day over again: each line when its time has come, at so many times the speed of the clock on the wall."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desk_app.domain.curve.tick import About, Tick
from desk_app.feeds.feed import Feed, Post
from desk_app.feeds.retry import Retry
from desk_app.feeds.stream_feed import Heard

SLOWEST, FASTEST = 1.0, 1000.0
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 60.0
_BEAT = 0.02
"""Seconds between two looks at the clock, while something is still to come."""

_LONGEST_PAUSE = 0.25
_ENDED = 3_600.0


@dataclass(frozen=True, slots=True)
class Recording:
    """The series, and their ticks by time."""

    series: Sequence[About]
    ticks: Sequence[Tick]


class ReplayFeed(Feed[Heard]):
    """`recall` reads the recording, in the feed's thread; `OSError` while it can't be read.

    Speed and pause may be set at any time, from the owner's thread. After the last tick it watches in silence; started
    again it begins anew.
    """

    def __init__(
        self,
        recall: Callable[[], Recording],
        speed: float,
        first_wait: float = _FIRST_WAIT,
        longest_wait: float = _LONGEST_WAIT,
    ) -> None:
        super().__init__(Retry(first_wait, longest_wait))
        self._recall = recall
        self._lock = threading.Lock()
        self._speed = _within(speed)
        self._paused = False
        self._of: Post[Heard] | None = None
        self._ticks: Sequence[Tick] = ()
        self._next = 0
        self._clock = self._then = 0.0

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def paused(self) -> bool:
        return self._paused

    def run_at(self, speed: float) -> None:
        """From now on so many times as fast as it was, from 1 to 1000."""
        with self._lock:
            self._pass()
            self._speed = _within(speed)

    def pause(self, paused: bool = True) -> None:
        """Stand still, or go on."""
        with self._lock:
            self._pass()
            self._paused = paused

    def look(self, post: Post[Heard]) -> float:
        if self._of is not post:
            self._begin(post)
        with self._lock:
            self._pass()
            now = self._clock
        ticks, first = self._ticks, self._next
        end = first
        room = post.room
        while end < len(ticks) and end - first < room and ticks[end].at <= now:
            end += 1
        if end > first:
            post.put([Heard(replace(tick, event=""), "") for tick in ticks[first:end]])
            self._next = end
        return self._pause_until_next()

    def _begin(self, post: Post[Heard]) -> None:
        recording = self._recall()
        self._of, self._ticks, self._next = post, recording.ticks, 0
        with self._lock:
            self._clock, self._then = float(recording.ticks[0].at) if recording.ticks else 0.0, time.monotonic()
        post.put([Heard(about) for about in recording.series])

    def _pass(self) -> None:
        """Move the recording's clock on by the time that went by."""
        now = time.monotonic()
        if not self._paused:
            self._clock += (now - self._then) * 1000 * self._speed
        self._then = now

    def _pause_until_next(self) -> float:
        if self._next >= len(self._ticks):
            return _ENDED
        if self._paused:
            return _LONGEST_PAUSE
        wait = (self._ticks[self._next].at - self._clock) / 1000 / self._speed
        return min(max(wait, _BEAT), _LONGEST_PAUSE)


def _within(speed: float) -> float:
    return min(max(speed, SLOWEST), FASTEST)
