"""A folder followed on a real desk: what is ready, what is in already, what is offered after a restart."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Problem, Refused
from desk_app.feeds.feed import State
from desk_app.jobs.follow_folder import FolderFollower, is_reachable
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.progress import Cancelled
from desk_app.jobs.sort_arrivals import Ready, stands
from desk_app.jobs.undo_import import undo_import
from tests.feeds.looking import AT_ONCE
from tests.jobs.trade_files import take, write_trades

LINE = ("2026-01-08", "氧化镨钕", "10", "541000")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.jobs.follow_folder.PACE", AT_ONCE)


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def found(desk: Desk, share: Path, count: int, source: str | None = None, settle: bool = False) -> Ready:
    """What a follower says of the first `count` files that it finds."""
    follower = FolderFollower(desk, share, source)
    follower.start()
    ready = Ready()
    try:
        while len(ready.paths) + ready.known < count:
            more = follower.sort(follower.take(wait=30))
            ready = Ready(ready.paths + more.paths, ready.known + more.known)
    finally:
        follower.stop()
    if settle:
        follower.settled(ready.paths)
    return ready


def test_a_file_whose_bytes_are_in_is_counted_and_passed_over(desk: Desk, share: Path, tmp_path: Path) -> None:
    take(desk, write_trades(tmp_path / "dropped.csv", [LINE]))
    write_trades(share / "the same.csv", [LINE])
    new = write_trades(share / "new.csv", [LINE], first=2)
    assert found(desk, share, 2) == Ready((new,), 1)


def test_bytes_of_an_undone_import_are_new(desk: Desk, share: Path) -> None:
    path = write_trades(share / "a.csv", [LINE])
    result = take(desk, path)
    assert result.batch
    undo_import(desk, result.batch)
    assert found(desk, share, 1) == Ready((path,), 0)


def test_the_source_matters_where_one_is_named(desk: Desk, share: Path) -> None:
    path = write_trades(share / "a.csv", [LINE])
    import_files(desk, [path], ImportOptions(source="甲"))
    assert found(desk, share, 1, "乙") == Ready((path,), 0)
    assert found(desk, share, 1, "甲") == Ready((), 1)


def test_what_was_settled_is_not_offered_after_a_restart_and_the_rest_is(desk: Desk, share: Path) -> None:
    left = share / "not a table.csv"
    left.write_bytes(b"\x89PNG")
    assert found(desk, share, 1).paths == (left,)
    assert found(desk, share, 1, settle=True).paths == (left,)
    new = write_trades(share / "new.csv", [LINE])
    assert found(desk, share, 1) == Ready((new,), 0)
    os.utime(left, (1, 1))
    assert set(found(desk, share, 2).paths) == {left, new}


def test_a_known_file_is_read_once_only(desk: Desk, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(desk, write_trades(share / "a.csv", [LINE]))
    assert found(desk, share, 1).known == 1
    read: list[Path] = []

    def noted(path: Path, between: object) -> str:
        read.append(path)
        return ""

    monkeypatch.setattr("desk_app.jobs.sort_arrivals.file_hash", noted)
    new = write_trades(share / "new.csv", [LINE], first=2)
    assert found(desk, share, 1).paths == (new,)
    assert read == [new]


def test_a_file_that_is_gone_by_then_is_no_matter(desk: Desk, share: Path) -> None:
    path = write_trades(share / "a.csv", [LINE])
    follower = FolderFollower(desk, share)
    follower.start()
    arrivals = follower.take(wait=30)
    follower.stop()
    path.unlink()
    assert arrivals
    assert follower.sort(arrivals) == Ready()


def test_reading_can_be_cancelled(desk: Desk, share: Path) -> None:
    write_trades(share / "a.csv", [LINE])

    class Stops:
        def step(self, done: int, total: int, key: str) -> None:
            raise Cancelled

    follower = FolderFollower(desk, share)
    follower.start()
    arrivals = follower.take(wait=30)
    follower.stop()
    with pytest.raises(Cancelled):
        follower.sort(arrivals, Stops())


def test_others_files_are_no_matter(desk: Desk, share: Path) -> None:
    FolderFollower(desk, share).settled([share / "dropped.csv"])
    assert not (desk.folder / "seen-files.jsonl").exists()


def test_a_folder_that_is_not_there_is_waited_for(desk: Desk, tmp_path: Path) -> None:
    follower = FolderFollower(desk, tmp_path / "later")
    assert follower.state is State.OFF
    follower.start()
    assert not is_reachable(tmp_path / "later")
    (tmp_path / "later").mkdir()
    write_trades(tmp_path / "later" / "a.csv", [LINE])
    assert is_reachable(tmp_path / "later")
    assert [each.path.name for each in follower.take(wait=30)] == ["a.csv"]
    follower.stop()


def test_a_file_and_the_data_folder_are_refused(desk: Desk, tmp_path: Path) -> None:
    file = write_trades(tmp_path / "a.csv", [LINE])
    for place, key in ((file, "watched_not_folder"), (desk.folder, "watched_data_folder")):
        with pytest.raises(Refused) as refused:
            FolderFollower(desk, place)
        assert refused.value.problem.key == key


def test_a_mistake_in_the_thread_is_raised_in_the_owners(desk: Desk, share: Path) -> None:
    follower = FolderFollower(desk, share)
    follower._feed.failure = ValueError("wrong")
    with pytest.raises(ValueError, match="wrong"):
        follower.take()


@pytest.mark.parametrize(("key", "final"), [("file_not_a_table", True), ("file_unreadable", False), ("", True)])
def test_what_stands(key: str, final: bool) -> None:
    assert stands(ImportResult("a.csv", refused=Problem(key) if key else None)) is final
