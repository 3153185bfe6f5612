"""`ore delivery`, `ore exposure`, `ore roll`."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import Run, runner

LOTS = "发货日期,车号,湿重(吨),水分%,REO%\n2026-01-10,蒙A1,100,8.1,52.3\n2026-02-11,蒙A2,60,8.5,51.25\n"


@pytest.fixture
def run(desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    file = tmp_path / "lots.csv"
    file.write_text(LOTS, encoding="utf-8")
    run_command = runner(desk_data, capsys)
    code, out, _ = run_command("ore", "delivery", "add", str(file), "--paid", "2025Q4", "--as", "李敏", "--json")
    assert (code, json.loads(out)) == (0, {"booked": 2})
    return run_command


def test_from_booking_to_sheet(run: Run) -> None:
    (stake,) = json.loads(run("ore", "exposure", "--json")[1])
    assert (stake["paid"], stake["period"], stake["deliveries"]) == ("2025Q4", "2026Q1", 2)
    assert stake["true_up_ex_vat"] == "95859.53"  # 60,464.13, and the researched lot's 35,395.40
    assert "true-up, both without VAT" in run("ore", "exposure", lang="en")[1]
    (rolled,) = json.loads(run("ore", "roll", "2026Q1", "--as", "李敏", "--json")[1])
    assert rolled["sheet"] == json.loads(run("sheet", "list", "--json")[1])[0]["id"]
    assert json.loads(run("ore", "roll", "2026Q1", "--as", "李敏", "--json")[1]) == []
    assert f"brought to 2026Q1, sheet {rolled['sheet']}" in run("ore", "delivery", "list", lang="en")[1]
    assert json.loads(run("ore", "exposure", "--json")[1]) == []


def test_withdrawn(run: Run) -> None:
    first = json.loads(run("ore", "delivery", "list", "--json")[1])[0]
    code, _, told = run("ore", "delivery", "withdraw", str(first["id"]), "--as", "李敏")
    assert (code, told.count("\n")) == (1, 1)
    assert run("ore", "delivery", "withdraw", str(first["id"]), "--as", "李敏", "--why", "重复")[0] == 0
    assert len(json.loads(run("ore", "delivery", "list", "--json")[1])) == 1


def test_one_clear_line(run: Run) -> None:
    code, out, told = run("ore", "roll", "2031Q1", "--as", "李敏")
    assert (code, out, told.count("\n")) == (1, "", 1)
