"""`reo-desk feed add | list | follow | serve | publish`: one desk feeds another, through the real entry."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.jobs.keep_sources import find_kept
from desk_app.jobs.list_live import list_live
from desk_app.jobs.list_official import list_official
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.main import INTERRUPTED, main
from desk_app.paths import sources_file
from tests.feeds.web import serving
from tests.house.tree import ROOT
from tests.jobs.live_sources import ABOUT, tick, write_ticks
from tests.jobs.official_files import ABOUT as OFFICIAL
from tests.jobs.official_files import WEEKS, write_points
from tests.jobs.trade_files import take, write_trades

PATIENCE = 120.0
LINES = [(f"2026-01-{day:02d}", "氧化镨钕", "10", str(541_000 + day)) for day in range(5, 30)]


def run(*arguments: str) -> int:
    return main(["--lang", "en", "feed", *arguments])


@contextmanager
def desk_process(data: Path, *arguments: str, **environment: str) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", "desk_app", "--lang", "en", "--data", str(data), "feed", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    guard = threading.Timer(PATIENCE, process.kill)  # what waits for a line that never comes then sees the end
    guard.start()
    with process:
        try:
            yield process
        finally:
            guard.cancel()
            process.kill()


def line_with(process: "subprocess.Popen[str]", stream: str, *texts: str) -> str:
    """The line that holds the last of `texts` still awaited: they may come in any order."""
    wanted = set(texts)
    for line in getattr(process, stream):
        wanted = {text for text in wanted if text not in line}
        if not wanted:
            return str(line)
    raise AssertionError(f"{', '.join(wanted)} was never said")


def test_sources_are_kept_listed_and_removed(capsys: pytest.CaptureFixture[str], desk_data: Path) -> None:
    assert run("add", "甲", "https://127.0.0.1:1/", "--kind", "ticks") == 0
    assert run("add", "乙", "http://127.0.0.1:1", "--kind", "bulletins") == 0
    assert run("add", "丙", "missing.jsonl", "--kind", "replay", "--speed", "60") == 0
    capsys.readouterr()
    assert run("list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(each["kind"], each["source"], each["state"]) for each in found] == [
        ("ticks", "https://127.0.0.1:1/ticks", "unreachable"),
        ("bulletins", "http://127.0.0.1:1/index.json", "unreachable"),
        ("replay", "missing.jsonl", "unreachable"),
    ]
    assert run("list") == 0
    assert "can't be reached" in capsys.readouterr().out
    assert run("remove", "甲", "--forget") == 0
    assert run("remove", "甲") == 1
    assert run("problems", "甲") == 1
    assert run("problems", "乙") == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("../x", "http://127.0.0.1/", "--kind", "ticks"),
        ("con", "http://127.0.0.1/", "--kind", "ticks"),
        ("~a", "http://127.0.0.1/", "--kind", "ticks"),
        ("a", "ftp://127.0.0.1/", "--kind", "ticks"),
        ("a", "http:///x", "--kind", "ticks"),
        ("a", "http://h:99999/", "--kind", "ticks"),
        ("a", "http://me:secret@h/", "--kind", "ticks"),
        ("a", " ", "--kind", "replay"),
        ("a", "f", "--kind", "replay", "--speed", "2000"),
        ("a", "http://h/", "--kind", "ticks", "--ca", "missing.pem"),
        ("a", "http://h/", "--kind", "ticks", "--proxy", "socks5://h"),
        ("a", "http://h/", "--kind", "ticks", "--proxy", "http://me:secret@h"),
        ("taken", "http://h/", "--kind", "ticks"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str], desk_data: Path
) -> None:
    assert run("add", "Taken", "http://h/", "--kind", "ticks") == 0
    before = sources_file(desk_data).read_bytes()
    capsys.readouterr()
    assert run("add", *wrong) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "secret" not in err
    assert sources_file(desk_data).read_bytes() == before


def test_a_token_is_never_shown_and_only_this_user_can_read_it(
    capsys: pytest.CaptureFixture[str], desk_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("tell-nobody\n"))
    assert run("add", "甲", "http://127.0.0.1:1/", "--kind", "ticks", "--token") == 0
    assert run("list", "--json") == 0
    assert run("list") == 0
    assert "tell-nobody" not in "".join(capsys.readouterr())
    source = find_kept(desk_data, "甲")
    assert source.token == "tell-nobody"
    assert "tell-nobody" not in repr(source)
    if os.name == "posix":
        assert sources_file(desk_data).stat().st_mode & 0o077 == 0


def test_a_damaged_list_is_refused_and_left_as_it_is(capsys: pytest.CaptureFixture[str], desk_data: Path) -> None:
    desk_data.mkdir()
    sources_file(desk_data).write_text("{")
    assert run("add", "甲", "http://127.0.0.1:1/", "--kind", "ticks") == 1
    assert run("list") == 1
    assert sources_file(desk_data).read_text() == "{"
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C goes to the whole console there")
def test_ticks_are_a_document_a_line_until_ctrl_c(tmp_path: Path, desk_data: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    write_ticks(served, [tick(1), tick(2)], [ABOUT])
    with serving(served) as server:
        assert run("add", "甲", server.address, "--kind", "ticks") == 0
        with desk_process(desk_data, "follow", "甲", "--json") as process:
            assert process.stdout
            found = [json.loads(process.stdout.readline()) for _ in range(2)]
            assert [each["value"] for each in found] == ["1", "2"]
            assert (found[0]["source"], found[0]["at"]) == ("甲", "2023-11-15T06:13:20.010+08:00")
            write_ticks(served, [tick(3)])
            assert json.loads(process.stdout.readline())["value"] == "3"
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
            assert process.returncode == INTERRUPTED
            assert err.splitlines()[-1].startswith("Interrupted")
    with open_desk(desk_data) as desk:
        assert [str(info.value) for info in list_live(desk)] == ["3"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C goes to the whole console there")
def test_one_desk_feeds_another(tmp_path: Path) -> None:
    ours, theirs, folder = tmp_path / "ours", tmp_path / "theirs", tmp_path / "served"
    with open_desk(ours) as desk:
        take(desk, write_trades(tmp_path / "a.csv", LINES))
        take_official(desk, OfficialRequest(write_points(tmp_path / "points.csv", WEEKS), "X-1", OFFICIAL))
    begin = ("serve", str(folder), "--port", "0", "--own", "--owner", "某公司")
    with desk_process(ours, *begin, REO_DESK_FEED_TOKEN="between-us") as process:
        address = line_with(process, "stderr", "Serving").split("index.json")[0].rsplit(" ", 1)[1]
        assert "Only this machine" in line_with(process, "stderr", "machine")
        for folder_file in folder.iterdir():
            os.utime(folder_file, (1, 1))
        for name, kind in (("ticks", "ticks"), ("files", "bulletins")):
            added = subprocess.run(
                [sys.executable, "-m", "desk_app", "--data", str(theirs), "feed", "add", name, address, "--kind", kind,
                 "--token"], cwd=ROOT, input="between-us\n", encoding="utf-8", capture_output=True, check=True,
            )  # fmt: skip
            assert "between-us" not in added.stdout + added.stderr
        with desk_process(theirs, "follow", "--json") as follower:
            line_with(follower, "stdout", '"official": "X-1"', "541029")
            with open_desk(ours) as desk:
                take(desk, write_trades(tmp_path / "b.csv", [("2026-01-29", "氧化镨钕", "10", "551029")], first=90))
            assert main(["--data", str(ours), "index", "build"]) == 0
            line_with(follower, "stdout", "546029")  # the day's price anew, with the trade that came
            follower.send_signal(signal.SIGINT)
            follower.wait(30)
        process.send_signal(signal.SIGINT)
        process.wait(30)
    with open_desk(theirs) as desk:
        (official,) = list_official(desk)
        assert (official.series.code, official.series.owner, str(official.latest_value)) == (
            "X-1",
            "某发布机构",
            "101.5",
        )
        price = next(info for info in list_live(desk) if info.about.code == "prnd_oxide")
        about = price.about
        assert (about.owner, about.unit, about.tax, about.every) == ("某公司", "yuan/t", "excl", "day")
        assert about.label == "企业内部参考曲线(非稀交所官方指数)"
        assert str(price.value) == "546029"


def test_nothing_is_served_without_a_name_a_folder_or_an_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish", str(tmp_path / "served")) == 1
    assert run("serve", str(tmp_path / "missing")) == 1
    with serving(tmp_path) as server:
        assert run("serve", str(tmp_path), "--port", str(server.port)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_published_values_are_added_once_and_half_a_line_is_taken_off(tmp_path: Path, desk_data: Path) -> None:
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", LINES))
    folder = tmp_path / "served"
    assert run("publish", str(folder), "--owner", "某公司") == 0
    first = (folder / "ticks.jsonl").read_bytes()
    assert run("publish", str(folder)) == 0
    assert (folder / "ticks.jsonl").read_bytes() == first
    (folder / "ticks.jsonl").write_bytes(first + b'{"v": 1, "co')
    assert run("publish", str(folder)) == 0
    assert (folder / "ticks.jsonl").read_bytes() == first


def test_sample_data_is_not_served(tmp_path: Path, desk_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", LINES), sample=True)
    assert run("publish", str(tmp_path / "served"), "--owner", "某公司", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["series"], found["values"]) == (0, 0)
    assert found["left_out"] > 0
