"""A stream of ticks over real sockets: cut a hundred times nothing is lost, doubled or out of order; nothing that it
says can fill the memory or stop the feed.
"""

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.curve.tick import LONGEST, About, Kind, Spoiled, Tick, about_line, tick_line
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.feed import Post, State
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.serve.server import LOOPBACK
from desk_app.feeds.stream_feed import Heard, StreamFeed, StreamPace
from desk_app.feeds.web import Door, Limits
from tests.feeds.looking import until
from tests.feeds.web import answer, at_random, cutting, saying, serving, stream

PACE = StreamPace(pause=0.001, first_wait=0.001, longest_wait=0.01)
ABOUT = About("a", "甲", "某公司", "yuan/t", StatedTax.EXCL, "tick")
START = 1_700_000_000_000


def lines(count: int, first: int = 0) -> str:
    return "".join(f"{tick_line(Tick('a', START + n * 7, Decimal(n)))}\n" for n in range(first, first + count))


def feed_of(address: str, last: str = "", silence: float = 5) -> StreamFeed:
    return StreamFeed(Door(address), lambda: last, PACE, Limits(connect=5, silence=silence))


def heard_from(text: str, *, box: int = 1000) -> tuple[list[Heard], bytes]:
    """What a feed hears of a stream that says this once and hangs up; and what it asks next."""
    mailbox = Mailbox[Heard](box)
    with saying(stream(text), answer(b"", "404 Gone")) as server:
        feed, post = feed_of(server.url("ticks")), Post(mailbox)
        try:
            feed.look(post)
        except Failing as failing:
            assert failing.reason is Reason.CLOSED
        with pytest.raises(Failing):
            feed.look(post)
        return mailbox.drain(), server.asked[-1]


def ticks_of(heard: list[Heard]) -> list[int]:
    return [int(each.line.value) for each in heard if isinstance(each.line, Tick)]


def test_a_hundred_cuts_at_random_places_lose_and_double_nothing(tmp_path: Path) -> None:
    count, cuts = 3_000, 100
    (tmp_path / "ticks.jsonl").write_text(f"{about_line(ABOUT)}\n{lines(count)}", encoding="utf-8")
    box = Mailbox[Heard](50)  # small: the source has to wait again and again
    with serving(tmp_path) as server, cutting(server.port, at_random(7, cuts, 6_000)) as between:
        feed = feed_of(f"http://{LOOPBACK}:{between.port}/ticks")
        feed.start(box)
        found: list[Heard] = []
        while len(ticks_of(found)) < count or between.connections <= cuts:
            assert box.wait(30)
            found += box.drain()
            if len(ticks_of(found)) >= count and between.connections <= cuts:
                with (tmp_path / "ticks.jsonl").open("a", encoding="utf-8") as file:
                    file.write(lines(200, count))
                count += 200
        feed.stop()
    assert ticks_of(found) == list(range(count))
    assert between.connections > cuts
    assert box.lost == 0
    assert feed.failure is None
    events = [each.event for each in found if isinstance(each.line, Tick)]
    assert [int(event.rpartition("-")[2]) for event in events] == list(range(2, count + 2))


def test_what_is_written_arrives_while_it_is_open(tmp_path: Path) -> None:
    file = tmp_path / "ticks.jsonl"
    file.write_text(f"{about_line(ABOUT)}\n{lines(3)}", encoding="utf-8")
    box = Mailbox[Heard](100)
    with serving(tmp_path) as server:
        feed = feed_of(server.address + "ticks")
        feed.start(box)
        found: list[Heard] = []
        for number in range(3, 9):
            while len(ticks_of(found)) < number:
                assert box.wait(30)
                found += box.drain()
            assert feed.state is State.WATCHING
            with file.open("a", encoding="utf-8") as opened:
                opened.write(lines(1, number))
        feed.stop()
    assert isinstance(found[0].line, About)


def test_it_goes_on_after_what_was_kept_before() -> None:
    with saying(stream("id: s-8\ndata: {}\n\n")) as server:
        feed_of(server.url("ticks"), last="s-7").look(Post(Mailbox(10)))
        assert b"last-event-id: s-7" in server.asked[0].lower()


def test_ids_are_noted_of_what_was_put_and_events_without_one_have_none() -> None:
    text = "data: 1\n\nid: s-1\ndata: 2\n\ndata: 3\n\nid: s-2\ndata: 4\n\nid: s-3\ndata: half"
    heard, asked = heard_from(text)
    assert [each.event for each in heard] == ["", "s-1", "", "s-2"]
    assert b"last-event-id: s-2" in asked.lower()


def test_a_mark_of_order_line_ends_comments_and_many_data_lines() -> None:
    whole = tick_line(Tick("a", START, Decimal(5)))
    cut = whole.index(",") + 1
    text = f"\ufeff: hello\r\n\r\nid: 1\r\ndata: {whole[:cut]}\r\ndata: {whole[cut:]}\r\n\r\n: bye\r\n\r\n"
    heard, _ = heard_from(text)
    assert ticks_of(heard) == [5]


@pytest.mark.parametrize(
    "text",
    [
        "id: 1\ndata: " + "x" * 1_000_000 + "\n\n",
        "id: 1\n" + f"data: {'y' * 900}\n" * 2_000 + "\n",
        "data: " + "z" * (LONGEST + 500) + "\nid: 1\n\n",
        "".join(f"data: {'y' * 900}\n" for _ in range(2_000)) + "id: 1\n\n",
    ],
)
def test_what_is_too_long_is_cut_told_and_passed_over(text: str) -> None:
    good = f"id: 2\ndata: {tick_line(Tick('a', START, Decimal(5)))}\n\n"
    heard, _ = heard_from(text + good)
    spoiled = heard[0].line
    assert isinstance(spoiled, Spoiled)
    assert (spoiled.kind, spoiled.event, len(spoiled.text) < LONGEST) == (Kind.OVERSIZED, "1", True)
    assert ticks_of(heard) == [5]


def test_a_line_without_end_is_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.feeds.bounded_text._ENDLESS", 100_000)
    with saying(stream("data: " + "x" * 1_000_000)) as server, pytest.raises(Failing) as failing:
        feed_of(server.url("ticks")).look(Post(Mailbox(10)))
    assert failing.value.reason is Reason.GARBAGE


def test_bytes_that_are_no_text_are_told() -> None:
    heard, _ = heard_from('id: 1\ndata: {"v": 1, "code": "\udcff\udcfe"}\n\nid: \udcff2\ndata: {}\n\n')
    assert [isinstance(each.line, Spoiled) for each in heard] == [True, True]
    assert [each.event for each in heard] == ["1", ""]
    for each in heard:
        assert isinstance(each.line, Spoiled)
        each.line.text.encode()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(b"<html>"), Reason.GARBAGE),
        (answer(b"", "404 Not Found"), Reason.NOT_FOUND),
        (answer(b"", "403 Forbidden"), Reason.DENIED),
        (answer(b"", "503 Busy"), Reason.SERVER),
        (answer(b"", "302 Found", Location="http://example.invalid/"), Reason.REDIRECT),
        (b"\x00\x01\x02garbage\r\n\r\n", Reason.GARBAGE),
        (b"", Reason.CLOSED),
        (stream(""), Reason.CLOSED),
        (stream(": nothing but signs of life\n\n"), Reason.CLOSED),
    ],
)
def test_each_failure_has_its_reason(said: bytes, reason: Reason) -> None:
    with saying(said) as server, pytest.raises(Failing) as failing:
        feed_of(server.url("ticks")).look(Post(Mailbox(10)))
    assert failing.value.reason is reason


def test_a_server_that_stalls_is_given_up_and_tried_again() -> None:
    box = Mailbox[Heard](10)
    with saying(stream("id: 1\ndata: {}\n\n"), holds=True) as server:
        feed = feed_of(server.url("ticks"), silence=0.1)
        feed.start(box)
        until(lambda: len(server.asked) > 2)
        until(lambda: feed.trouble is not None and feed.trouble.reason is Reason.STALLED)
        feed.stop()


def test_signs_of_life_keep_it_open(tmp_path: Path) -> None:
    with serving(tmp_path) as server, cutting(server.port, lambda: None) as between:
        feed = feed_of(f"http://{LOOPBACK}:{between.port}/ticks", silence=1)
        feed.start(Mailbox(10))
        until(lambda: between.pieces > 8)  # at five a second it has been open for longer than it may be silent
        assert (feed.state, between.connections) == (State.WATCHING, 1)
        feed.stop()


def test_stop_hangs_up_at_once() -> None:
    with saying(stream(": hello\n\n"), holds=True) as server:
        feed = feed_of(server.url("ticks"), silence=3_600)
        feed.start(Mailbox(10))
        until(lambda: bool(server.asked))
        feed.stop(patience=30)
        assert not [thread for thread in threading.enumerate() if thread.name == "feed"]


def test_stop_is_heard_while_the_mailbox_is_full(tmp_path: Path) -> None:
    (tmp_path / "ticks.jsonl").write_text(f"{about_line(ABOUT)}\n{lines(100)}", encoding="utf-8")
    box = Mailbox[Heard](5)
    with serving(tmp_path) as server:
        feed = feed_of(server.address + "ticks")
        feed.start(box)
        until(lambda: box.room == 0)
        feed.stop(patience=30)
    assert len(box.drain()) == 5
    assert box.lost == 0
