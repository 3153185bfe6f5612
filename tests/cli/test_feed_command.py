"""`reo-desk feed`: a stream of results until Ctrl+C, through the real entry."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from desk_app.feeds.folder_feed import Arrival
from desk_app.jobs.follow_folder import FolderFollower
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.open_desk import open_desk
from desk_app.main import INTERRUPTED, main
from desk_app.settings import Settings
from tests.feeds.looking import AT_ONCE
from tests.house.tree import ROOT
from tests.jobs.trade_files import write_trades

LINE = ("2026-01-08", "氧化镨钕", "10", "541000")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def interrupt_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """Press Ctrl+C once so many files have been told about; files settle at once."""
    said: list[str] = []
    module = import_module("desk_app.cli.feed_follow")
    say, take = module.say, FolderFollower.take

    def hear(text: str) -> None:
        say(text)
        said.append(text)

    def take_or_stop(follower: FolderFollower, wait: float = 0) -> list[Arrival]:
        if len(said) >= files:
            raise KeyboardInterrupt
        return take(follower, wait)

    monkeypatch.setattr(module, "say", hear)
    monkeypatch.setattr(FolderFollower, "take", take_or_stop)
    monkeypatch.setattr("desk_app.jobs.follow_folder.PACE", AT_ONCE)


def run(*arguments: str) -> int:
    return main(["--lang", "en", "feed", *arguments])


def test_each_file_is_a_document_a_line(
    share: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_trades(share / "a.csv", [LINE])
    (share / "b.csv").write_bytes(b"\x89PNG not a table")
    interrupt_after(monkeypatch, 2)
    assert run("follow", str(share), "--json") == INTERRUPTED
    out, err = capsys.readouterr()
    documents = [json.loads(line) for line in out.splitlines()]
    assert [(d["file"], d.get("new"), d.get("refused", {}).get("field")) for d in documents] == [
        ("a.csv", 1, None),
        ("b.csv", None, "file"),
    ]
    assert "Interrupted" in err


def test_a_line_a_file_and_nothing_twice(
    share: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_trades(share / "a.csv", [LINE])
    with monkeypatch.context() as patch:
        interrupt_after(patch, 1)
        assert run("follow", str(share)) == INTERRUPTED
    (share / "copy of a.csv").write_bytes((share / "a.csv").read_bytes())
    write_trades(share / "z.csv", [LINE], first=2)
    capsys.readouterr()
    interrupt_after(monkeypatch, 1)
    assert run("follow", str(share)) == INTERRUPTED
    out, err = capsys.readouterr()
    assert out.splitlines() == ["z.csv: 1 rows = 1 new + 0 same + 0 changed + 0 held"]
    assert "in already: 1" in err


def test_options_reach_the_import(
    share: Path, desk_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (share / "a.csv").write_text("成交日期,品名,数量(吨),单价\n2026-01-08,氧化镨钕,10,61\n", encoding="utf-8")
    interrupt_after(monkeypatch, 1)
    assert run("follow", str(share), "--source", "甲", "--unit", "wan/t", "--tax", "incl") == INTERRUPTED
    assert "1 new" in capsys.readouterr().out
    with open_desk(desk_data) as desk:
        assert [(batch.source, batch.new) for batch in list_batches(desk)] == [("甲", 1)]


def test_without_a_folder_it_is_the_windows(
    share: Path, desk_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("follow") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    Settings(desk_data).set("watched", str(share))
    write_trades(share / "a.csv", [LINE])
    interrupt_after(monkeypatch, 1)
    assert run("follow") == INTERRUPTED


def test_a_file_is_refused_in_one_line(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("follow", str(write_trades(share / "a.csv", [LINE]))) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_list_says_what_is_watched(share: Path, desk_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert "No folder" in capsys.readouterr().out
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    Settings(desk_data).set("watched", str(share))
    for state in ("reachable", "unreachable"):
        assert run("list", "--json") == 0
        assert json.loads(capsys.readouterr().out) == [{"kind": "folder", "source": str(share), "state": state}]
        assert run("list") == 0
        assert str(share) in capsys.readouterr().out
        if state == "reachable":
            share.rmdir()


@pytest.fixture
def follower(share: Path, desk_data: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "desk_app", "--lang", "en", "feed", "follow", str(share), "--json"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "REO_DESK_DATA": str(desk_data)}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    with process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C goes to the whole console there")
def test_a_real_one_hears_ctrl_c(follower: "subprocess.Popen[str]", share: Path, desk_data: Path) -> None:
    write_trades(share / "a.csv.part", [LINE]).replace(share / "a.csv")
    assert follower.stdout
    assert json.loads(follower.stdout.readline())["new"] == 1
    follower.send_signal(signal.SIGINT)
    _, err = follower.communicate(timeout=30)
    assert follower.returncode == INTERRUPTED
    assert err.splitlines()[-1].startswith("Interrupted")
    with open_desk(desk_data) as desk:
        assert len(list_batches(desk)) == 1
