"""`ore lots`: a file of lots as a terminal and a script see it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.ore_command import ore_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words

HEAD = "交货日期,车号/批号,湿重(吨),水分(%),REO(%),已付(元 含税)"
LINES = (
    "2026-01-05,蒙B1,60.000,8.50,51.25,1500000",
    "2026-02-01,蒙B2,100,8.1,52.3,",
    "2026-07-05,蒙B4,50,0.08,50,",
    "合计,,211,,,",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "批次.csv"
    path.write_text("\n".join([HEAD, *LINES]), encoding="utf-8")
    return path


def lots(*arguments: object, language: str = "zh_CN") -> Result:
    context = Context(Path("never-opened"), Words(language))
    return CliRunner().invoke(ore_command, ["lots", *map(str, arguments)], obj=context, prog_name="reo-desk ore")


def document(*arguments: object) -> Any:
    result = lots(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_whole_document(file: Path) -> None:
    made = document(file)
    assert (made["lines"], made["priced"], len(made["held"])) == (3, 2, 1)
    assert made["held"][0]["row"] == 4
    assert made["held"][0]["key"] == "lot_fraction"
    assert made["totals_lines"] == [{"row": 5, "stated_wet": "211", "agrees": False}]
    assert made["lots"][0] == {
        "row": 2,
        "day": "2026-01-05",
        "ref": "蒙B1",
        "wet": "60",
        "moisture": "8.5",
        "reo": "51.25",
        "dry_tonnes": "54.9",
        "quarter": "2026Q1",
        "price": "26834",
        "basis": "50",
        "unit_price_ex_vat": "27504.85",
        "net_ex_vat": "1510016.27",
        "vat": "196302.12",
        "total_inc_vat": "1706318.39",
        "paid": "1500000.00",
        "balance": "206318.39",
    }
    totals = made["totals"]
    assert (totals["net_ex_vat"], totals["vat"], totals["total_inc_vat"]) == ("4089498.92", "531634.86", "4621133.78")
    assert (totals["dry_tonnes"], totals["average_moisture"], totals["balance"]) == ("146.8", "8.25", "206318.39")
    assert totals["average_reo"] == "51.9073228883"


def test_one_quarter_terms_and_a_typed_price(file: Path) -> None:
    assert document(file, "--quarter", "2025Q4")["lots"][0]["net_ex_vat"] == "1474620.86"
    assert document(file, "--price", "26834", "--basis", "50")["lots"][0]["quarter"] is None
    whole = document(file, "--grade-rule", "whole-step", "--vat", "9")["lots"][1]
    assert (whole["net_ex_vat"], whole["vat"]) == ("2564686.38", "230821.77")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_in_each_language(file: Path, language: str) -> None:
    text = lots(file, language=language).stdout
    for figure in ("1,510,016.27", "4,621,133.78", "206,318.39", "211"):
        assert figure in text
    assert "{" not in text
    assert "ore." not in text


def test_long_tables_are_cut_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    lines = [f"2026-01-05,B{at},60,8,50," for at in range(50)] + ["2026-01-05,C,x,8,50,"] * 50
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    text = lots(path).stdout
    assert "另有 10 批未列出" in text
    assert "另有 10 行挂起未列出" in text


def test_written_out(file: Path, tmp_path: Path) -> None:
    for name in ("out.xlsx", "out.csv"):
        assert lots(file, "--out", tmp_path / name).exit_code == 0
        assert document(tmp_path / name, "--paid-tax", "incl")["totals"]["net_ex_vat"] == "4089498.92"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        (("--quarter", "2026Q2"), "ore_quarter_gap"),
        (("--provisional", "2030Q1"), "ore_quarter_unknown"),
        (("--paid-tax", "excl"), "lots_paid_tax"),
        (("--sheet", "none"), "sheet_not_found"),
        (("--vat", "100"), "ore_vat_limits"),
        (("--out", "out.pdf"), "lots_ending"),
    ],
)
def test_refused_in_one_clear_line(file: Path, more: tuple[str, ...], key: str) -> None:
    error = lots(file, *more).exception
    assert isinstance(error, Refused)
    assert error.problem.key == key


def test_a_file_that_is_not_there_and_wrong_usage(file: Path) -> None:
    error = lots("none.csv").exception
    assert isinstance(error, Refused)
    assert lots().exit_code == 2
    assert lots(file, "--price", "26834").exit_code == 2
    assert lots(file, "--quarter", "2026Q1", "--price", "1", "--basis", "50").exit_code == 2
