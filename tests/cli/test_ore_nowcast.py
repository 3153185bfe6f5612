"""`ore nowcast`: the estimate is never called an announced price, and says what it rests on."""

import json
from pathlib import Path

import pytest

from desk_app.jobs.build_index import build_index
from desk_app.jobs.open_desk import open_desk
from tests.cli.runner import Run, runner
from tests.jobs.test_nowcast_price import PACK, trades
from tests.jobs.trade_files import take, write_trades

ON = ("ore", "nowcast", "--on", "2026-11-27")


@pytest.fixture
def run(desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "a.csv", trades()))
        build_index(desk)
    return runner(desk_data, capsys)


def test_the_proxy(run: Run) -> None:
    document = json.loads(run(*ON, "--json")[1])
    assert (document["target"], document["way"], document["announced"]) == ("2027Q1", "proxy", False)
    assert len(document["scored"]) >= 8
    lines = run(*ON, lang="en")[1].splitlines()
    assert lines[0].startswith("2027Q1: estimated ore price, not announced (proxy")
    assert any(line.startswith("2026Q1 ") for line in lines)
    assert "非公告价" in run(*ON)[1]


def test_the_own_formula(run: Run, tmp_path: Path) -> None:
    assert "ore nowcast --pack" in run(*ON, "--way", "pack")[2]
    file = tmp_path / "pack.toml"
    file.write_text(PACK, encoding="utf-8")
    code, out, _ = run(*ON, "--pack", str(file), "--as", "李敏", "--json")
    assert (code, json.loads(out)["way"]) == (0, "pack")
    assert run(*ON, "--way", "pack", "--json")[1] == out
