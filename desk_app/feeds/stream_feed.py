"""A stream of ticks over HTTP(S): server-sent events, gone on with after every break from the last id that was put.

An event says a line (`domain/curve/tick.py`); its id is the source's. A source that is silent for longer than it says
nothing at all (it sends comments meanwhile) has stalled. Lines and events are bounded: what is too long is cut, and so
arrives as oversized; a source that never ends a line is garbage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import httpx
from httpx_sse import EventSource, SSEError

from desk_app.domain.curve.tick import Line, read_line
from desk_app.feeds.bounded_text import BoundedText
from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.feed import Feed, Post
from desk_app.feeds.retry import Retry
from desk_app.feeds.web import Door, Limits, asking, check_status

_ID = 200
_WAIT = 0.02
_RETRY_MOST = 60.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One event: what its line says, and its id, empty where the source gives none."""

    line: Line
    event: str = ""


@dataclass(frozen=True, slots=True)
class StreamPace:
    """The pause after an end that was no failure, and the first and longest wait for a source out of reach; seconds."""

    pause: float = 1.0
    first_wait: float = 2.0
    longest_wait: float = 120.0


class StreamFeed(Feed[Heard]):
    """`recall` is called once, in the feed's thread: the id up to which everything is kept; empty: from the start."""

    def __init__(self, door: Door, recall: Callable[[], str], pace: StreamPace, limits: Limits) -> None:
        super().__init__(Retry(pace.first_wait, pace.longest_wait))
        self._door = door
        self._recall: Callable[[], str] | None = recall
        self._pace, self._limits = pace, limits
        self._last = ""

    def look(self, post: Post[Heard]) -> float:
        """Until the connection breaks. One that brought something goes on soon, one that brought nothing has failed."""
        if self._recall is not None:
            self._last, self._recall = self._recall(), None
        before, pause = self._last, self._pace.pause
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if self._last:
            headers["Last-Event-ID"] = self._last.encode().decode("latin-1")
        try:
            with self._door.client(self._limits) as client, asking(client, self._door.address, post, headers) as answer:
                check_status(answer, httpx.codes.OK)
                post.reached()
                pause = self._read(post, answer)
        except Failing as failing:
            if failing.reason is not Reason.CLOSED or self._last == before:
                raise
        else:
            if self._last == before and not post.stopped.is_set():
                raise Failing(Reason.CLOSED)
        return pause

    def _read(self, post: Post[Heard], answer: httpx.Response) -> float:
        pause, last = self._pace.pause, ""
        try:
            for event in EventSource(cast(httpx.Response, BoundedText(answer))).iter_sse():
                if event.retry is not None:
                    pause = min(event.retry / 1000, _RETRY_MOST)
                own = event.id if event.id != last else ""  # one without an id is said to have the one before's
                last = event.id
                if event.data and not self._put(post, _heard(event.data, own)):
                    break
        except SSEError as error:
            raise Failing(Reason.GARBAGE, answer.headers.get("content-type", "")[:100]) from error
        return pause

    def _put(self, post: Post[Heard], heard: Heard) -> bool:
        """Put it when there is room; the source waits meanwhile. False once the feed was stopped."""
        while not post.room:
            if post.stopped.wait(_WAIT):
                return False
        if not post.put([heard]):
            return False
        self._retry.reset()
        self._last = heard.event or self._last
        return True


def _heard(data: str, event: str) -> Heard:
    named = event if event.isprintable() and len(event) <= _ID else ""
    return Heard(read_line(data, named), named)
