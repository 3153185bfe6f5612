"""When a file counts as written: over any course of looks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk_app.feeds.settle import Stamp, Waiting, settle

NAMES = st.sampled_from(["a.csv", "b.xlsx", "丙.csv"])
STAMPS = st.builds(Stamp, st.integers(0, 2), st.integers(0, 2))
LOOK = st.tuples(st.floats(0, 5), st.dictionaries(NAMES, st.none() | STAMPS))
COURSE = st.lists(LOOK, max_size=25)
Look = tuple[float, dict[str, Stamp | None]]


def run(course: list[Look], quiet: float) -> list[tuple[dict[str, Waiting], list[str]]]:
    """What each look came to; nothing is taken out of those who wait."""
    waiting: dict[str, Waiting] = {}
    now, told = 0.0, []
    for pause, looked in course:
        now += pause
        waiting, settled = settle(waiting, looked, now, quiet)
        told.append((waiting, settled))
    return told


@given(COURSE, st.floats(0, 10))
def test_what_settles_was_the_same_for_so_long_at_every_look_at_it(course: list[Look], quiet: float) -> None:
    now = 0.0
    since: dict[str, tuple[Stamp | None, float]] = {}
    for (pause, looked), (_, settled) in zip(course, run(course, quiet), strict=True):
        now += pause
        ripe = []
        for name, stamp in looked.items():
            before = since.get(name)
            if before is None or before[0] != stamp:
                since[name] = (stamp, now)
            elif stamp is not None and stamp.size and now - before[1] >= quiet:
                ripe.append(name)
        assert sorted(settled) == sorted(ripe)


@given(COURSE, st.floats(0, 10))
def test_who_waits_is_who_was_last_seen(course: list[Look], quiet: float) -> None:
    last: dict[str, Stamp | None] = {}
    for (_, looked), (waiting, _) in zip(course, run(course, quiet), strict=True):
        last |= looked
        assert {name: held.stamp for name, held in waiting.items()} == {n: s for n, s in last.items() if s is not None}


@given(COURSE, st.floats(0, 10), st.integers(-(10**18), 10**18))
def test_the_clock_of_the_share_does_not_matter(course: list[Look], quiet: float, off: int) -> None:
    def moved(stamp: Stamp | None) -> Stamp | None:
        return None if stamp is None else replace(stamp, mtime_ns=stamp.mtime_ns + off)

    other = [(pause, {name: moved(stamp) for name, stamp in looked.items()}) for pause, looked in course]
    assert [settled for _, settled in run(other, quiet)] == [settled for _, settled in run(course, quiet)]


def test_it_takes_two_looks_and_the_time() -> None:
    stamp = Stamp(5, 1)
    waiting, settled = settle({}, {"a": stamp}, 100, 3)
    assert not settled
    waiting, settled = settle(waiting, {"a": stamp}, 102.9, 3)
    assert not settled
    assert settle(waiting, {"a": stamp}, 103, 3)[1] == ["a"]
    assert settle(waiting, {"a": Stamp(6, 1)}, 103, 3)[1] == []


def test_an_empty_file_waits_for_its_content() -> None:
    waiting, _ = settle({}, {"a": Stamp(0, 1)}, 0, 1)
    waiting, settled = settle(waiting, {"a": Stamp(0, 1)}, 1_000, 1)
    assert not settled
    assert "a" in waiting
