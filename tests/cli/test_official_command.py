"""`index official take|undo|list|show|track`, through the real entry."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main
from tests.jobs.official_files import WEEKS, write_points
from tests.jobs.trade_files import write_trades

Run = Callable[..., tuple[int, str, str]]
STATED = (
    "--code", "X", "--name", "某指数", "--owner", "某发布机构", "--base", "2010年=100", "--every", "week",
    "--tax", "unstated",
)  # fmt: skip


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, "index", "official", *arguments])
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def taken(run: Run, tmp_path: Path) -> Run:
    assert run("take", str(write_points(tmp_path / "a.csv", WEEKS)), *STATED)[0] == 0
    return run


def test_take_says_what_became_of_each_line(run: Run, tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.csv", [*WEEKS, ("2026-01-30", "x")])
    code, out, _ = run("take", str(path), *STATED, "--json")
    document = json.loads(out)
    (problem,) = document.pop("problems")
    assert code == 0
    assert document == {
        "file": "a.csv", "take": 1, "code": "X", "rows": 4, "new": 3, "same": 0, "changed": 0, "refused": 1,
        "restated": [],
    }  # fmt: skip
    assert (problem["row"], problem["field"], problem["level"]) == (5, "value", "error")
    assert "不是数值" in problem["text"]


def test_the_same_again_says_so(taken: Run, tmp_path: Path) -> None:
    code, out, _ = taken("take", str(tmp_path / "a.csv"), "--code", "X")
    assert code == 0
    assert "没有新的点位" in out


def test_a_restated_figure_shows_what_stood_before(taken: Run, tmp_path: Path) -> None:
    out = taken("take", str(write_points(tmp_path / "b.csv", [("2026-01-16", "104")])), "--code", "X", lang="en")[1]
    assert "was 103.20, now 104" in out
    document = json.loads(taken("show", "X", "--json")[1])
    assert (document["owner"], document["base"], document["tax"]) == ("某发布机构", "2010年=100", "unstated")
    point = document["points"][1]
    assert (point["period"], point["value"], point["version"]) == ("2026-W03", "104", 2)
    assert [earlier["value"] for earlier in point["earlier"]] == ["103.20"]


def test_show_gives_figures_as_published(taken: Run) -> None:
    code, out, err = taken("show", "X")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["period"], row["value"]) for row in rows] == [
        ("2026-W02", "100.00"), ("2026-W03", "103.20"), ("2026-W04", "101.5"),
    ]  # fmt: skip
    assert "某发布机构" in err
    assert "未注明" in err


def test_list_names_owner_base_and_takes(taken: Run) -> None:
    (document,) = json.loads(taken("list", "--json")[1])
    assert (document["code"], document["every"], document["points"]) == ("X", "week", 3)
    assert (document["latest_period"], document["latest_value"]) == ("2026-W04", "101.5")
    assert document["takes"][0]["file"] == "a.csv"
    assert "某发布机构" in taken("list", lang="en")[1]


def test_undo(taken: Run) -> None:
    assert json.loads(taken("undo", "1", "--json")[1]) == {"take": 1, "code": "X"}
    code, out, err = taken("undo", "1")
    assert (code, out) == (1, "")
    assert "已经撤销" in err
    assert "还没有官方点位" in taken("list")[1]


def test_track(taken: Run, desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trades = [("2026-01-05", "氧化镨钕", "1", "610000"), ("2026-01-14", "氧化镨钕", "2", "671000")]
    main(["--data", str(desk_data), "import", str(write_trades(tmp_path / "t.csv", trades))])
    capsys.readouterr()
    code, out, err = taken("track", "X", "composite", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["base"], document["points"]) == ("2026-W02", 2)
    assert document["periods"][0]["gap"] == "0.0000"
    assert document["difference"] == {"mean": "6.8000", "deviation": None, "last": "6.8000"}
    assert "非稀交所官方指数" in err
    assert "6.8000" in taken("track", "X", "composite", "--base", "2026-W03")[1]
    code, out, err = taken("track", "X", "composite", "--base", "2026-W04")
    assert (code, out) == (1, "")
    assert "2026-W04" in err


def test_refusals_are_one_line(run: Run, tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.csv", WEEKS)
    code, out, err = run("take", str(path), "--code", "X")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "名称" in err
    assert run("take", str(write_points(tmp_path / "b.csv", [("?", "1")])), *STATED)[0] == 1
    assert run("show", "X")[0] == 1
    assert run("take", str(path), "--every", "quarter")[0] == 2
