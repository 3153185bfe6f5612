"""`board`, through the real entry: the figures, the file, one clear line where something is wrong."""

import csv
import io
import json
from pathlib import Path

import pytest

from desk_app.main import main
from tests.cli.runner import Run, runner
from tests.jobs.trade_files import Line, write_trades

TRADES: list[Line] = [
    ("2025-01-06", "氧化镨钕", "10", "400000"),
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-06", "氧化镨钕", "30", "606000"),
    ("2026-01-06", "氧化镧", "10", "4500"),
]


@pytest.fixture
def run(desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    run_command = runner(desk_data, capsys)
    assert run_command("import", str(write_trades(tmp_path / "a.csv", TRADES)))[0] == 0
    return run_command


def test_as_json(run: Run) -> None:
    document = json.loads(run("board", "--json")[1])
    assert (document["on"], document["tax"]) == ("2026-01-06", "excl")
    assert document["period"] == {"key": "2026", "from": "2026-01-01", "to": "2026-01-06"}
    row = next(row for row in document["rows"] if row["code"] == "prnd_oxide")
    assert (row["name"], row["unit"], row["last"]) == ("氧化镨钕", "yuan/t", "606000.00")
    assert (row["step_amount"], row["step_percent"]) == ("6000.00", "1.00")
    assert (row["chosen_average"], row["chosen_percent"]) == ("604500.00", "51.12")
    assert row["averages"]["chosen"] == {"value": "604500.00", "count": 2, "from": "2026-01-05", "to": "2026-01-06"}
    assert row["against"]["year_on_year"] == {"before": "400000.00", "day": "2025-01-06"}
    assert document["rows"][0]["code"] == "composite"
    assert row["state"] == "stale"
    assert row["expected"] == "2026-01-07"
    assert row["age_days"] > 300


def test_with_vat(run: Run) -> None:
    rows = json.loads(run("board", "--tax", "incl", "--json")[1])["rows"]
    row = next(row for row in rows if row["code"] == "prnd_oxide")
    assert (row["last"], row["tax"], row["step_percent"]) == ("684780.00", "incl", "1.00")
    assert rows[0]["tax"] == "excl", "points are made from prices without VAT"


def test_as_csv_says_whose_figures_these_are_beside_it(run: Run) -> None:
    _, out, err = run("board", "--format", "csv", "--period", "2025")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[-1]["chosen_average"] == "400000.00"
    assert {row["tax"] for row in rows} == {"excl"}
    assert "企业内部参考曲线" in err
    assert "不含税" in err


def test_on_a_terminal(run: Run) -> None:
    _, out, _ = run("board", lang="en")
    head, *lines = out.splitlines()
    assert head.split()[:3] == ["Series", "Code", "Unit"]
    assert any(line.startswith("PrNd oxide") and "606000.00" in line for line in lines)


def test_as_a_file(run: Run, tmp_path: Path) -> None:
    code, out, err = run("board", "--out", str(tmp_path / "行情.csv"), "--period", "2026-01-05..2026-01-05")
    text = (tmp_path / "行情.csv").read_text(encoding="utf-8-sig")
    assert code == 0
    assert not out
    assert "行情.csv" in err
    assert "2026-01-05..2026-01-05 均价 (元/吨 不含税)" in text
    assert "企业内部参考曲线" in text
    assert run("board", "--out", str(tmp_path / "行情.xlsx"))[0] == 0
    assert (tmp_path / "行情.xlsx").read_bytes().startswith(b"PK")


def test_what_is_wrong_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    for arguments, told in (
        (("--period", "2026-13"), "不是日期或期间"),
        (("--period", "2026..2025"), "早于前一天"),
        (("--out", str(tmp_path / "a.pdf")), "后缀"),
        (("--out", str(tmp_path)), "后缀"),
    ):
        code, out, err = run("board", *arguments)
        lines = [line for line in err.splitlines() if line.startswith("reo-desk")]
        assert (code, out, len(lines)) == (1, "", 1)
        assert told in lines[0]
    assert not list(tmp_path.glob("a.pdf"))


def test_an_empty_desk(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(desk_data / "other"), "--lang", "zh_CN", "board"]) == 0
    assert capsys.readouterr().out
    assert main(["--data", str(desk_data / "other"), "board", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == []
