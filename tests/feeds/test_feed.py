"""The contract, over all feeds: start, stop, out of reach and back."""

import os
import shutil
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.curve.tick import About, Tick, about_line, tick_line
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.failing import Reason
from desk_app.feeds.feed import Feed, Post, State
from desk_app.feeds.folder_feed import FolderFeed, Pace
from desk_app.feeds.http_feed import HttpFeed, WebPace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.replay_feed import Recording, ReplayFeed
from desk_app.feeds.retry import Retry
from desk_app.feeds.serve.server import LOOPBACK
from desk_app.feeds.stream_feed import StreamFeed, StreamPace
from desk_app.feeds.web import Door, Limits
from tests.feeds.looking import AT_ONCE, until
from tests.feeds.web import serving

ABOUT = About("a", "甲", "某公司", "yuan/t", StatedTax.EXCL, "tick")
LINES = f"{about_line(ABOUT)}\n{tick_line(Tick('a', 1_700_000_000_000, Decimal(1)))}\n"
SHORT = Limits(connect=5, silence=5)


class Place(ABC):
    """Where a feed looks: it can be there with something to be found, and not there."""

    goes_away = True
    """Whether a feed that found it sees that it has gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def feed(self, pace: Pace) -> Feed[Any]: ...

    def appear(self) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "a.csv").write_text("a")
        os.utime(self.folder / "a.csv", (1, 1))
        (self.folder / "ticks.jsonl").write_text(LINES, encoding="utf-8")

    def vanish(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class FolderPlace(Place):
    def feed(self, pace: Pace) -> Feed[Any]:
        return FolderFeed(self.folder, dict, pace)


class FilePlace(Place):
    goes_away = False

    def feed(self, pace: Pace) -> Feed[Any]:
        return ReplayFeed(self._read, 1000, pace.first_wait, pace.longest_wait)

    def _read(self) -> Recording:
        (self.folder / "ticks.jsonl").read_text()
        return Recording([ABOUT], [Tick("a", 1_700_000_000_000, Decimal(1))])


class WebPlace(Place):
    """A server that is up, or not."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with socket.create_server((LOOPBACK, 0)) as free:
            self.port = free.getsockname()[1]
        self.up = ExitStack()

    def url(self, path: str) -> Door:
        return Door(f"http://{LOOPBACK}:{self.port}/{path}")

    def appear(self) -> None:
        super().appear()
        self.up.enter_context(serving(self.folder, port=self.port))

    def vanish(self) -> None:
        self.up.close()


class BulletinPlace(WebPlace):
    def feed(self, pace: Pace) -> Feed[Any]:
        web = WebPace(pace.interval, pace.first_wait, pace.longest_wait)
        return HttpFeed(self.url("index.json"), self.folder.with_name("arrived"), web, SHORT)


class StreamPlace(WebPlace):
    def feed(self, pace: Pace) -> Feed[Any]:
        web = StreamPace(0.01, pace.first_wait, pace.longest_wait)
        return StreamFeed(self.url("ticks"), str, web, SHORT)


PLACES: dict[str, type[Place]] = {
    "folder": FolderPlace, "bulletins": BulletinPlace, "stream": StreamPlace, "replay": FilePlace,
}  # fmt: skip


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "feed"]


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    yield
    until(lambda: not threads())


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    made = PLACES[request.param](tmp_path / "source")
    yield made
    made.vanish()


def test_starting_and_stopping_twice_is_once(place: Place) -> None:
    feed, box = place.feed(AT_ONCE), Mailbox[Any](10)
    feed.stop()
    assert feed.state is State.OFF
    feed.start(box)
    feed.start(box)
    assert len(threads()) == 1
    feed.stop()
    feed.stop()
    assert feed.state is State.OFF
    assert not threads()


def test_a_stopped_one_starts_again(place: Place) -> None:
    feed, box = place.feed(AT_ONCE), Mailbox[Any](10)
    feed.start(box)
    feed.stop()
    assert not box.wait(0)
    place.appear()
    feed.start(box)
    assert box.wait(30)
    feed.stop()
    assert feed.failure is None


@pytest.mark.parametrize("there", [True, False])
def test_stop_ends_a_long_wait(place: Place, there: bool) -> None:
    if there:
        place.appear()
    feed = place.feed(Pace(interval=3_600, quiet=0, first_wait=3_600, longest_wait=3_600))
    box = Mailbox[Any](10)
    feed.start(box)
    until(lambda: there or feed.state is State.UNREACHABLE)
    feed.stop(patience=30)
    assert not threads()


def test_out_of_reach_is_a_state_with_its_reason_and_no_failure(place: Place) -> None:
    feed, box = place.feed(AT_ONCE), Mailbox[Any](1000)
    feed.start(box)
    for _ in range(3 if place.goes_away else 1):
        until(lambda: feed.state is State.UNREACHABLE)
        until(lambda: feed.trouble is not None)
        trouble = feed.trouble
        assert trouble is not None
        assert trouble.reason is Reason.UNREACHABLE
        assert trouble.since <= trouble.next_try
        place.appear()
        until(lambda: feed.state is State.WATCHING)
        until(lambda: feed.trouble is None)
        if place.goes_away:
            place.vanish()
    feed.stop()
    assert feed.failure is None


def test_it_is_said_since_when_it_is_out_of_reach(place: Place) -> None:
    feed = place.feed(AT_ONCE)
    feed.start(Mailbox(10))
    until(lambda: feed.trouble is not None)
    first = feed.trouble
    until(lambda: feed.trouble is not None and first is not None and feed.trouble.next_try > first.next_try)
    assert feed.trouble is not None
    assert first is not None
    assert feed.trouble.since == first.since
    feed.stop()
    assert feed.trouble is None


class Hanging(Feed[int]):
    """Hangs in its first look as a dead share would, and puts its item afterwards."""

    def __init__(self) -> None:
        super().__init__(Retry(1, 1))
        self.hangs, self.back = threading.Event(), threading.Event()
        self.put: list[bool] = []

    def look(self, post: Post[int]) -> float:
        self.hangs.set()
        assert self.back.wait(30)
        self.put.append(post.put([1]))
        return 0.01


def test_nothing_is_put_after_stop_even_by_a_thread_that_hung() -> None:
    feed, box = Hanging(), Mailbox[int](10)
    feed.start(box)
    assert feed.hangs.wait(30)
    feed.stop(patience=0.001)
    assert threads()
    feed.back.set()
    until(lambda: not threads())
    assert feed.put == [False]
    assert box.drain() == []


def test_a_new_thread_waits_for_one_that_hangs() -> None:
    feed, box = Hanging(), Mailbox[int](10)
    feed.start(box)
    assert feed.hangs.wait(30)
    feed.stop(patience=0.001)
    feed.start(box)
    assert len(threads()) == 2
    feed.back.set()
    assert box.wait(30)
    feed.stop()
    assert feed.put[0] is False
    assert feed.put[1] is True


class Wrong(Feed[int]):
    """Has a mistake in it."""

    def look(self, post: Post[int]) -> float:
        raise ValueError("wrong")


def test_a_mistake_is_kept_for_the_owner() -> None:
    feed = Wrong(Retry(1, 1))
    feed.start(Mailbox(1))
    until(lambda: feed.state is State.OFF)
    assert str(feed.failure) == "wrong"
    feed.stop()


class Refusing(Feed[int]):
    """Out of reach for so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__(Retry(0.001, 0.002))
        self.left = looks

    def look(self, post: Post[int]) -> float:
        self.left -= 1
        if self.left >= 0:
            raise TimeoutError
        post.put([self.left])
        return 3_600


def test_it_comes_back_after_a_hundred_failures() -> None:
    feed, box = Refusing(100), Mailbox[int](10)
    feed.start(box)
    assert box.wait(30)
    until(lambda: feed.state is State.WATCHING)
    feed.stop()
    assert box.drain() == [-1]
