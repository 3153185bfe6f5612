"""A recorded day over again, on a clock that the test moves."""

from decimal import Decimal

import pytest

from desk_app.domain.curve.tick import About, Tick
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.feed import Post
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.replay_feed import Recording, ReplayFeed
from desk_app.feeds.stream_feed import Heard

ABOUT = About("a", "甲", "某公司", "yuan/t", StatedTax.EXCL, "tick")
DAY = [Tick("a", 1_000_000 + n * 1000, Decimal(n), f"s-{n}") for n in range(100)]


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("desk_app.feeds.replay_feed.time.monotonic", made.monotonic)
    return made


class Watched:
    def __init__(self, speed: float, box: int = 1000) -> None:
        self.feed = ReplayFeed(lambda: Recording([ABOUT], DAY), speed)
        self.box: Mailbox[Heard] = Mailbox(box)
        self.post = Post(self.box)

    def look(self) -> list[int]:
        self.pause = self.feed.look(self.post)
        return [int(heard.line.value) for heard in self.box.drain() if isinstance(heard.line, Tick)]


@pytest.mark.parametrize("speed", [1, 10, 1000])
def test_each_comes_when_its_time_has_come(clock: Clock, speed: float) -> None:
    watched = Watched(speed)
    assert watched.look() == [0]
    clock.now += 9.5 / speed
    assert watched.look() == list(range(1, 10))
    assert watched.look() == []
    assert watched.pause <= max(0.5 / speed, 0.02) + 1e-9
    clock.now += 1000 / speed
    assert watched.look() == list(range(10, 100))
    assert watched.look() == []


def test_it_stands_still_while_paused_and_changes_its_speed(clock: Clock) -> None:
    watched = Watched(1)
    assert watched.look() == [0]
    watched.feed.pause()
    clock.now += 60
    assert watched.feed.paused
    assert watched.look() == []
    watched.feed.pause(paused=False)
    clock.now += 1
    assert watched.look() == [1]
    watched.feed.run_at(5)
    clock.now += 1
    assert watched.look() == [2, 3, 4, 5, 6]
    for given, held in ((0, 1), (1e9, 1000), (7, 7)):
        watched.feed.run_at(given)
        assert watched.feed.speed == held


def test_a_full_mailbox_loses_nothing(clock: Clock) -> None:
    watched = Watched(1000, box=7)
    clock.now += 1
    found = watched.look()
    clock.now += 10
    for _ in range(40):
        found += watched.look()
    assert found == list(range(100))
    assert watched.box.lost == 0


def test_ids_of_the_recording_are_not_said_again(clock: Clock) -> None:
    watched = Watched(1)
    watched.feed.look(watched.post)
    assert all(not heard.event for heard in watched.box.drain())
