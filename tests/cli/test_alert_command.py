"""`alert add|list|off|on|remove|log`, through the real entry."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import Run, runner
from tests.jobs.trade_files import Line, write_trades

TRADES: list[Line] = [("2026-01-05", "氧化镨钕", "10", "600000"), ("2026-01-06", "氧化镨钕", "10", "602000")]


@pytest.fixture
def run(desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    run_command = runner(desk_data, capsys)
    assert run_command("import", str(write_trades(tmp_path / "a.csv", TRADES)))[0] == 0
    return run_command


def test_set_listed_fired_removed(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("alert", "add", "氧化镨钕", "--above", "605,000", "--back", "500", "--note", "采购线")
    assert code == 0
    assert "提醒 1：氧化镨钕：到达或高于 605,000 元/吨 不含税，回撤 500 后可再触发" in out
    (listed,) = json.loads(run("alert", "list", "--json")[1])
    assert (listed["code"], listed["threshold"], listed["back"]) == ("prnd_oxide", "605000", "500")
    assert (listed["figure"], listed["beyond"], listed["state"]) == ("602000", False, "on")
    assert "企业内部参考曲线" in listed["label"]
    later: list[Line] = [("2026-01-07", "氧化镨钕", "10", "606000")]
    run("import", str(write_trades(tmp_path / "b.csv", later, 9)))
    assert run("index", "build")[0] == 0
    (fired,) = json.loads(run("alert", "log", "--json")[1])
    assert (fired["kind"], fired["period"], fired["value"], fired["side"]) == ("fired", "2026-01-07", "606000.00", 1)
    assert "605,000" in run("alert", "log")[1]
    assert json.loads(run("alert", "off", "1", "--json")[1]) == {"alert": 1, "state": "off"}
    assert "停用" in run("alert", "list")[1]
    assert run("alert", "on", "1")[0] == 0
    assert run("alert", "remove", "1")[0] == 0
    assert "还没有提醒" in run("alert", "list")[1]
    assert len(json.loads(run("alert", "log", "--json")[1])) == 1


def test_what_lies_beyond_already_is_said(run: Run) -> None:
    assert "past the threshold" in run("alert", "add", "prnd_oxide", "--above", "500000", lang="en")[1].splitlines()[-1]
    document = json.loads(run("alert", "add", "prnd_oxide", "--change", "2", "--over", "3", "--days", "--json")[1])
    assert (document["kind"], document["count"], document["over"], document["beyond"]) == ("change", 3, "days", False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("prnd_oxide",), "--above"),
        (("prnd_oxide", "--above", "5", "--below", "4"), "--above"),
        (("prnd_oxide", "--above", "0,5"), "0,5"),
        (("nothing", "--above", "5"), "nothing"),
        (("prnd_oxide", "--distance", "3", "--back", "3"), "3"),
        (("prnd_oxide", "--change", "3", "--over", "0"), "1000"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("alert", "add", *arguments)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert told in err
    assert run("alert", "list", "--json")[1].strip() == "[]"


def test_an_alert_that_is_none(run: Run) -> None:
    for command in ("remove", "off", "on"):
        code, _, err = run("alert", command, "7")
        assert code == 1
        assert "7" in err
    assert "还没有触发过" in run("alert", "log")[1]
