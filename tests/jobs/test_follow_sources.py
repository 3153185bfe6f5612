"""Ticks from a real server into the store: nothing lost or doubled by breaks, crashes and restarts; and files."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.tick import Tick, about_line, chart_code, tick_line
from desk_app.feeds.feed import State
from desk_app.jobs import follow_ticks
from desk_app.jobs.follow_ticks import TickKeeper, trim
from desk_app.jobs.keep_sources import Source, SourceKind
from desk_app.jobs.list_live import counts, forget_ticks, list_live, problems
from desk_app.jobs.load_live import load_live
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.sort_arrivals import Ready, take_points
from desk_app.store.database import writing
from tests.feeds.looking import until
from tests.feeds.web import at_random, cutting, saying, serving, stream
from tests.jobs.live_sources import ABOUT, START, Following, stream_source, tick, write_ticks
from tests.jobs.official_files import ABOUT as OFFICIAL

CODE = chart_code("甲", "prnd")


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


@pytest.fixture
def served(tmp_path: Path) -> Path:
    (tmp_path / "served").mkdir()
    return tmp_path / "served"


def kept(desk: Desk) -> list[int]:
    return [int(value) for value in load_live(desk, CODE).values]


def test_a_hundred_breaks_and_restarts_lose_and_double_nothing(desk_data: Path, served: Path) -> None:
    """The program stops, or forgets what it had not kept, again and again while the connection is cut at random."""
    write_ticks(served, map(tick, range(1_500)), [ABOUT])
    with serving(served) as server, cutting(server.port, at_random(5, 100, 5_000)) as between:
        source, before = stream_source(between.port), 0
        for stop_at in (1, 150, 400, 401, 900, 1_500):
            with open_desk(desk_data) as desk:
                following = Following(desk, source)
                until(partial(following.has, stop_at - before))
                following.follower.stop()
                before = len(kept(desk))
        assert between.connections > 50
    with open_desk(desk_data) as desk:
        assert kept(desk) == list(range(1_500))
        assert counts(desk, "甲")["ticks"] == 1_500


def test_what_was_shown_but_not_kept_at_a_crash_comes_again(
    desk_data: Path, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ticks(served, map(tick, range(100)), [ABOUT])
    with serving(served) as server:
        source = stream_source(server.port)
        with monkeypatch.context() as patch, open_desk(desk_data) as desk:
            patch.setattr(TickKeeper, "_keep", lambda _: False)
            following = Following(desk, source)
            until(lambda: len(following.take()) == 100)
            following.follower.stop()
        with open_desk(desk_data) as desk:
            following = Following(desk, source)
            until(lambda: len(following.take()) == 100)
            following.follower.stop()
            assert kept(desk) == list(range(100))


def test_a_store_that_is_busy_delays_what_is_kept_and_not_what_is_shown(
    desk: Desk, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_ticks, "_AGAIN", 0.01)
    write_ticks(served, map(tick, range(50)), [ABOUT])
    with serving(served) as server:
        with writing(desk.database, desk.folder):
            following = Following(desk, stream_source(server.port))
            until(lambda: len(following.take()) == 50)
            until(lambda: following.follower.states()[0].problem is not None)
            assert [int(each.value) for each in following.follower.recent("甲")[1]] == list(range(50))
        until(lambda: following.counts().get("ticks") == 50)
        assert following.follower.states()[0].problem is None
        following.follower.stop()
    assert kept(desk) == list(range(50))


def test_history_and_what_is_on_its_way_have_no_seam(desk: Desk, served: Path) -> None:
    write_ticks(served, map(tick, range(50)), [ABOUT])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("ticks") == 50)
        following.follower.stop()
    since = [replace(tick(n), event=f"x-{n}") for n in range(50, 60)]
    curve = load_live(desk, CODE, since)
    assert [int(value) for value in curve.values] == list(range(60))
    assert (np.diff(curve.days) > 0).all()
    assert curve.periods[0] == "2023-11-15 06:13:20.000"  # China's time
    assert (curve.unit, curve.code) == ("yuan/t", CODE)


def test_everything_that_is_wrong_is_counted_and_kept_aside_by_kind(desk: Desk) -> None:
    far = tick_line(Tick("prnd", int(time.time() * 1000) + 3_600_000, Decimal(9)))
    bad = [
        f"id: 1\ndata: {about_line(ABOUT)}\n\n",
        f"id: 2\ndata: {tick_line(tick(2))}\n\n",
        "id: 3\ndata: nonsense\n\n",
        f"id: 4\ndata: {'x' * 10_000}\n\n",
        f"id: 5\ndata: {tick_line(tick(5, 'other'))}\n\n",
        f"id: 6\ndata: {far}\n\n",
        f"id: 7\ndata: {tick_line(tick(1))}\n\n",
        f"id: 7\ndata: {tick_line(tick(1))}\n\n",
        f"id: 9\ndata: {tick_line(tick(9))}\n\n",
        f"id: 2\ndata: {tick_line(tick(2))}\n\n",
        f"id: 3\ndata: {tick_line(tick(11))}\n\n",
    ]  # fmt: skip
    with saying(stream("".join(bad)), stream(": \n\n")) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("reset", 0) == 1)
        following.follower.stop()
    found = counts(desk, "甲")
    wanted = {"malformed": 1, "oversized": 1, "unnamed": 1, "future": 1, "late": 1, "gap": 1, "reset": 1}
    assert {name: found[name] for name in wanted} == wanted
    assert found["repeated"] == 2
    assert kept(desk) == [1, 2, 9, 11]
    told = problems(desk, "甲")
    assert {each.kind for each in told} >= set(wanted)
    assert all(len(each.text) <= 500 for each in told)
    assert next(each for each in told if each.kind == "malformed").text == "nonsense"


def test_a_tick_of_the_future_comes_in_when_its_time_comes_whatever_the_clock_does(
    desk: Desk, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_ticks, "_DUE_EVERY", 0.01)
    clock = [START + 25]
    monkeypatch.setattr(TickKeeper.__init__, "__defaults__", (lambda: clock[0],))
    minute = 60_000
    write_ticks(served, [tick(0), replace(tick(1), at=START + 2 * minute), replace(tick(2), at=START + 30)], [ABOUT])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("future") == 1)
        assert following.take() == [0, 2]
        assert following.follower.states()[0].waiting == 1
        clock[0] -= 365 * 86_400_000  # the clock jumps back a year, and then where it should be
        following.follower.stop()
        again = Following(desk, stream_source(server.port))
        assert again.take() == []
        clock[0] = START + 3 * minute
        until(lambda: again.take() == [1])
        until(lambda: again.follower.states()[0].waiting == 0)
        again.follower.stop()
    assert kept(desk) == [0, 2, 1]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone can't be changed here")
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"])
def test_the_desks_zone_and_its_summer_time_change_nothing(
    zone: str, desk: Desk, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the hour that Berlin's clocks show twice."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    night = 1_698_537_600_000  # 2023-10-29T00:00Z
    ticks = [Tick("prnd", night + n * 600_000, Decimal(n)) for n in range(18)]
    write_ticks(served, ticks, [ABOUT])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: len(following.take()) == 18)
        following.follower.stop()
    curve = load_live(desk, CODE)
    assert np.allclose(np.diff(curve.days), 600 / 86_400)
    assert curve.periods[0] == "2023-10-29 08:00:00.000"
    monkeypatch.undo()
    time.tzset()


def test_a_daily_value_is_restated_and_lies_on_its_day(desk: Desk, served: Path) -> None:
    daily = replace(ABOUT, every="day")
    days = [Tick("prnd", START - START % 86_400_000 - 8 * 3_600_000 + n * 86_400_000, Decimal(n)) for n in range(3)]
    write_ticks(served, [*days, replace(days[1], value=Decimal(70))], [daily])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("ticks") == 4)
        following.follower.stop()
    curve = load_live(desk, CODE)
    assert list(curve.values) == [0, 70, 2]
    assert curve.periods == ("2023-11-14", "2023-11-15", "2023-11-16")
    assert "late" not in counts(desk, "甲")


def test_series_are_listed_with_their_newest_value_and_forgotten_when_told(desk: Desk, served: Path) -> None:
    write_ticks(served, [tick(1), tick(2)], [ABOUT])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("ticks") == 2)
        following.follower.stop()
    (info,) = list_live(desk)
    assert (info.code, info.value, info.previous, info.about) == (CODE, Decimal(2), Decimal(1), ABOUT)
    forget_ticks(desk, "甲")
    assert list_live(desk) == ()
    with pytest.raises(Refused):
        load_live(desk, CODE)


def test_old_ticks_are_let_go_of_and_not_asked_for_again(desk: Desk, served: Path) -> None:
    now = int(time.time() * 1000)
    fresh = [replace(tick(n), at=now - 1_000 + n) for n in range(3)]
    write_ticks(served, [tick(10), tick(11), *fresh], [ABOUT])
    with serving(served) as server:
        first = Following(desk, stream_source(server.port))
        until(lambda: first.counts().get("ticks") == 5)
        first.follower.stop()
        assert trim(desk, 0) == 0
        assert trim(desk, 30) == 2
        again = Following(desk, stream_source(server.port))
        write_ticks(served, [replace(tick(7), at=now)])
        until(lambda: again.take() == [7])
        again.follower.stop()
    assert kept(desk) == [0, 1, 2, 7]


def test_a_replay_is_shown_and_not_kept(desk: Desk, served: Path) -> None:
    path = write_ticks(served, map(tick, range(20)), [ABOUT])
    source = Source("重放", SourceKind.REPLAY, str(path), speed=1000)
    following = Following(desk, source)
    until(lambda: following.take() == list(range(20)))
    series, ticks = following.follower.recent("重放")
    assert len(load_live(desk, chart_code("重放", "prnd"), ticks, series).values) == 20
    replay = following.follower.replay("重放")
    assert replay is not None
    assert replay.speed == 1000
    following.follower.stop()
    assert list_live(desk) == ()


def test_a_recorded_day_of_the_store_is_replayed(desk: Desk, served: Path) -> None:
    write_ticks(served, map(tick, range(20)), [ABOUT])
    with serving(served) as server:
        following = Following(desk, stream_source(server.port))
        until(lambda: following.counts().get("ticks") == 20)
        following.follower.stop()
    again = Following(desk, Source("again", SourceKind.REPLAY, "甲@2023-11-15", speed=1000))
    until(lambda: again.take() == list(range(20)))
    again.follower.stop()
    for nothing in ("甲@2023-11-99", str(served / "missing.jsonl")):
        missing = Following(desk, Source("none", SourceKind.REPLAY, nothing))
        until(partial(missing.is_, State.UNREACHABLE))
        missing.follower.stop()


POINTS = {
    "kind": "reo-desk official points",
    "version": 1,
    "series": {"code": "REPE-W", **OFFICIAL},
    "points": [
        {"period": "2026-01-09", "value": "100.00"},
        {"period": "2026-01-16", "value": "103.20", "published_on": "2026-01-17"},
    ],
}


def test_bulletins_bring_trade_files_and_official_points(desk: Desk, served: Path) -> None:
    (served / "trades.csv").write_text("成交日期,品名\n", encoding="utf-8")
    (served / "points.json").write_text(json.dumps(POINTS, ensure_ascii=False), encoding="utf-8")
    for file in served.iterdir():
        os.utime(file, (1, 1))
    with serving(served) as server:
        source = Source("乙", SourceKind.BULLETINS, server.address + "index.json")
        following = Following(desk, source)
        until(lambda: len(following.arrived()) == 2)
        ready = following.follower.sort(following.files)
        assert [path.name for path in ready.paths] == ["trades.csv"]
        assert [path.name for path in ready.points] == ["points.json"]
        (taken,) = take_points(desk, ready.points)
        assert taken.taken is not None
        assert (taken.taken.new, taken.taken.series.code, taken.taken.problems) == (2, "REPE-W", ())
        following.follower.settled([*ready.paths, *ready.points])
        following.follower.stop()
        again = Following(desk, source)
        until(lambda: len(again.arrived()) == 2)
        assert again.follower.sort(again.files) == Ready()
        again.follower.stop()
