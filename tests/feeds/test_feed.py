"""The contract, over all feeds: start, stop, out of reach and back."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk_app.feeds.feed import Feed, Post, State
from desk_app.feeds.folder_feed import FolderFeed, Pace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.retry import Retry
from tests.feeds.looking import AT_ONCE, until

Make = Callable[[Path, Pace], Feed[Any]]
FEEDS: dict[str, Make] = {"folder": lambda folder, pace: FolderFeed(folder, dict, pace)}


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "feed"]


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    yield
    until(lambda: not threads())


@pytest.fixture(params=FEEDS)
def feed(request: pytest.FixtureRequest, tmp_path: Path) -> Feed[Any]:
    return FEEDS[request.param](tmp_path / "source", AT_ONCE)


def test_starting_and_stopping_twice_is_once(feed: Feed[Any]) -> None:
    box: Mailbox[Any] = Mailbox(10)
    feed.stop()
    assert feed.state is State.OFF
    feed.start(box)
    feed.start(box)
    assert len(threads()) == 1
    feed.stop()
    feed.stop()
    assert feed.state is State.OFF
    assert not threads()


def test_a_stopped_one_starts_again(feed: Feed[Any], tmp_path: Path) -> None:
    box: Mailbox[Any] = Mailbox(10)
    feed.start(box)
    feed.stop()
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.csv").write_text("a")
    feed.start(box)
    assert box.wait(30)
    feed.stop()
    assert feed.failure is None


@pytest.mark.parametrize("make", FEEDS.values(), ids=FEEDS)
@pytest.mark.parametrize("there", [True, False])
def test_stop_ends_a_long_wait(make: Make, there: bool, tmp_path: Path) -> None:
    if there:
        (tmp_path / "source").mkdir()
    feed = make(tmp_path / "source", Pace(interval=3_600, quiet=0, first_wait=3_600, longest_wait=3_600))
    feed.start(Mailbox(10))
    until(lambda: there or feed.state is State.UNREACHABLE)
    feed.stop(patience=30)
    assert not threads()


def test_out_of_reach_is_a_state_and_no_failure(feed: Feed[Any], tmp_path: Path) -> None:
    box: Mailbox[Any] = Mailbox(10)
    feed.start(box)
    for _ in range(3):
        until(lambda: feed.state is State.UNREACHABLE)
        (tmp_path / "source").mkdir()
        until(lambda: feed.state is State.WATCHING)
        (tmp_path / "source").rmdir()
    feed.stop()
    assert feed.failure is None


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
