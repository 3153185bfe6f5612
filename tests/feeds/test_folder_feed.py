"""A real folder, looked at by hand: which files are announced, when, and how often."""

import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk_app.feeds import folder_feed
from desk_app.feeds.feed import State
from desk_app.feeds.folder_feed import Pace
from desk_app.feeds.settle import Stamp
from tests.feeds.looking import AT_ONCE, Watched, until


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "share")


def stamp(path: Path) -> Stamp:
    return Stamp(path.stat().st_size, path.stat().st_mtime_ns)


def test_a_file_is_announced_once_when_it_has_settled(watched: Watched) -> None:
    watched.write("a.csv")
    assert watched.look() == []
    assert watched.look() == ["a.csv"]
    assert watched.look(3) == []


def test_what_lies_there_at_the_start_counts(watched: Watched) -> None:
    for name in ("a.csv", "成交 1月.xlsx", "no suffix"):
        watched.write(name)
    assert watched.look(2) == ["a.csv", "no suffix", "成交 1月.xlsx"]


def test_a_file_that_grows_waits(watched: Watched) -> None:
    for length in range(1, 6):
        watched.write("a.csv", "x" * length, at=1)
        assert watched.look() == []
    watched.write("a.csv", "x" * 5, at=2)
    assert watched.look() == []
    assert watched.look() == ["a.csv"]


def test_the_quiet_time_is_kept(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "share", pace=Pace(interval=1, quiet=3_600))
    watched.write("a.csv")
    assert watched.look(5) == []


def test_a_changed_file_is_announced_again_and_an_unchanged_one_is_not(watched: Watched) -> None:
    watched.write("a.csv", "one", at=1)
    assert watched.look(2) == ["a.csv"]
    watched.write("a.csv", "two", at=2)
    assert watched.look(2) == ["a.csv"]
    watched.write("a.csv", "two", at=2)
    assert watched.look(2) == []
    watched.write("a.csv", "and", at=1)  # back in time: another file
    assert watched.look(2) == ["a.csv"]


def test_a_file_replaced_by_rename_is_announced_under_its_name(watched: Watched) -> None:
    watched.write("a.csv", "old", at=1)
    assert watched.look(2) == ["a.csv"]
    watched.write("a.csv.tmp", "newer", at=5)
    assert watched.look(2) == []
    (watched.folder / "a.csv.tmp").replace(watched.folder / "a.csv")
    assert watched.look(2) == ["a.csv"]


def test_a_file_deleted_before_it_settled_is_no_matter(watched: Watched) -> None:
    path = watched.write("a.csv", at=1)
    assert watched.look() == []
    path.unlink()
    assert watched.look() == []
    watched.write("a.csv", at=1)
    assert watched.look() == []  # it starts anew
    assert watched.look() == ["a.csv"]


def test_passing_names_folders_and_their_content_are_left_alone(watched: Watched) -> None:
    for name in ("~$a.xlsx", ".~lock.a.xlsx#", "a.tmp", "b.part", "Thumbs.db", ".DS_Store"):
        watched.write(name)
    (watched.folder / "sub").mkdir()
    (watched.folder / "sub" / "inside.csv").write_text("a")
    assert watched.look(3) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_and_pipes_are_left_alone(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a")
    (watched.folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(watched.folder / "pipe.csv")
    assert watched.look(3) == []


def test_an_empty_file_waits_for_its_content(watched: Watched) -> None:
    watched.write("a.csv", "")
    assert watched.look(3) == []
    watched.write("a.csv", "now")
    assert watched.look(2) == ["a.csv"]


def test_what_is_known_from_before_is_not_announced(tmp_path: Path) -> None:
    first = Watched(tmp_path / "share")
    known, other = first.write("known.csv"), first.write("other.csv")
    again = Watched(tmp_path / "share", {"known.csv": stamp(known), "other.csv": Stamp(99, stamp(other).mtime_ns)})
    assert again.look(2) == ["other.csv"]


def test_a_locked_file_waits_until_it_can_be_opened(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where whoever writes may share the file with nobody."""
    locked = watched.write("locked.csv")
    watched.write("open.csv")
    opened = Path.open

    def refuses(path: Path, *arguments: Any, **named: Any) -> Any:
        if path == locked:
            raise PermissionError(errno.EACCES, "in use", str(path))
        return opened(path, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuses)
        assert watched.look(4) == ["open.csv"]
    assert watched.look() == ["locked.csv"]


def test_a_file_whose_stamp_cannot_be_had_does_not_stop_the_others(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        watched.write(name)
    lstat = os.lstat

    def fails(path: Path) -> os.stat_result:
        if path.name == "b.csv":
            raise OSError(errno.EIO, "bad sector", str(path))
        return lstat(path)

    monkeypatch.setattr("desk_app.feeds.folder_feed.os.lstat", fails)
    assert watched.look(6) == ["a.csv", "c.csv"]


def test_the_clock_of_the_share_may_be_anywhere(watched: Watched) -> None:
    watched.write("past.csv", at=1)
    watched.write("future.csv", at=4_000_000_000)
    assert watched.look(2) == ["future.csv", "past.csv"]


def test_a_folder_that_vanishes_and_returns(watched: Watched) -> None:
    watched.write("done.csv")
    assert watched.look(2) == ["done.csv"]
    watched.write("half.csv", "hal")
    assert watched.look() == []
    away = watched.folder.rename(watched.folder.with_name("away"))
    with pytest.raises(FileNotFoundError):
        watched.look()
    away.rename(watched.folder)
    assert watched.look() == []  # nobody saw what happened to it meanwhile
    assert watched.look() == ["half.csv"]


def test_a_share_that_comes_back_empty_first_does_not_bring_all_files_anew(watched: Watched) -> None:
    """A mount point without its mount is an empty folder."""
    watched.write("a.csv", at=1)
    assert watched.look(2) == ["a.csv"]
    away = watched.folder.rename(watched.folder.with_name("away"))
    watched.folder.mkdir()
    assert watched.look(2) == []
    shutil.rmtree(watched.folder)
    away.rename(watched.folder)
    assert watched.look(2) == []


def test_a_file_in_the_folders_place_is_out_of_reach(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "share")
    watched.folder.rmdir()
    watched.folder.write_text("a file")
    with pytest.raises(NotADirectoryError):
        watched.look()


def test_a_full_mailbox_loses_nothing(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "share", box=7)
    names = sorted(watched.write(f"{number:02}.csv").name for number in range(30))
    found: list[str] = []
    for _ in range(10):
        found += watched.look()
    assert sorted(found) == names
    assert watched.mailbox.lost == 0


def test_ten_thousand_files_are_asked_about_in_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(tmp_path / "share", box=20_000)
    names = {f"{number:05}.csv" for number in range(10_000)}
    for name in names:
        (watched.folder / name).write_bytes(b"a")
    asked: list[Path] = []
    lstat = os.lstat

    def noted(path: Path) -> os.stat_result:
        asked.append(path)
        return lstat(path)

    monkeypatch.setattr("desk_app.feeds.folder_feed.os.lstat", noted)
    found: list[str] = []
    for _ in range(40):
        asked.clear()
        found += watched.look()
        assert len(asked) <= 500
    assert len(found) == 10_000
    assert set(found) == names
    asked.clear()
    watched.write("late.csv")
    assert watched.look(2) == ["late.csv"]
    assert len(asked) == 2  # of those that are known nothing is asked any more


def test_a_slow_look_is_followed_by_a_long_rest(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 1.0, 4.0, 5.0, 5.0, 5.0))
    with monkeypatch.context() as patch:
        patch.setattr("desk_app.feeds.folder_feed.time.monotonic", lambda: next(clock))
        assert watched.feed.look(watched.post) == 40
        assert watched.feed.look(watched.post) == AT_ONCE.interval


def test_names_that_have_left_are_forgotten_when_they_are_too_many(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_feed, "_REMEMBERED", 3)
    for number in range(4):
        path = watched.write(f"{number}.csv", at=1)
        assert watched.look(2) == [path.name]
        path.unlink()
    watched.look()
    watched.write("0.csv", at=1)
    assert watched.look(2) == ["0.csv"]


def test_its_thread_does_the_same(watched: Watched) -> None:
    watched.write("a.csv")
    watched.feed.start(watched.mailbox)
    assert watched.mailbox.wait(30)
    watched.write("b.csv")
    until(lambda: watched.mailbox.room <= 98)
    watched.feed.stop()
    assert [arrival.path.name for arrival in watched.mailbox.drain()] == ["a.csv", "b.csv"]
    assert watched.feed.state is State.OFF
    assert watched.feed.failure is None


NAMES = st.sampled_from(["a.csv", "b.csv", "成交.xlsx"])


class AnyCourse(RuleBasedStateMachine):
    """Files are written, replaced, deleted and looked at in any order: each state of a file that is found at two
    looks one after the other is announced, once, and no other.
    """

    @initialize()
    def start(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.watched = Watched(self.place / "share")
        self.now = 0
        self.before: dict[str, Stamp] = {}
        self.announced: dict[str, Stamp] = {}

    @rule(name=NAMES, text=st.sampled_from(["a", "bb", "ccc"]), later=st.booleans())
    def write(self, name: str, text: str, later: bool) -> None:
        self.now += later
        self.watched.write(name, text, at=self.now)

    @rule(name=NAMES)
    def replace(self, name: str) -> None:
        self.now += 1
        self.watched.write("aside.tmp", "replaced", at=self.now).replace(self.watched.folder / name)

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.watched.folder / name).unlink(missing_ok=True)

    @rule()
    def look(self) -> None:
        found = self.watched.look()
        now = {path.name: stamp(path) for path in self.watched.folder.iterdir() if path.suffix != ".tmp"}
        due = [name for name, s in now.items() if self.before.get(name) == s and self.announced.get(name) != s]
        assert found == sorted(due)
        self.announced |= {name: now[name] for name in due}
        self.before = now

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.watched.mailbox.lost == 0

    def teardown(self) -> None:
        shutil.rmtree(self.place)


AnyCourse.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnyCourse = AnyCourse.TestCase
