"""`ore reprice`: per delivery, by quarter and in total."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk_app.i18n import LANGUAGES
from tests.cli.runner import Run, runner
from tests.jobs.sheets import delivery_file

SEVERAL = """交货日期,车号,湿重(吨),水分(%),REO(%)
2026-07-06,A2,60.000,8.50,51.25
2026-01-05,A1,33.15,9.1,50.8
"""


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    command = runner(desk_data, capsys)
    return lambda *arguments, lang="zh_CN": command("ore", *arguments, lang=lang)


@pytest.fixture
def deliveries(tmp_path: Path) -> str:
    return str(delivery_file(tmp_path))


def document(run: Run, *arguments: str) -> Any:
    code, out, err = run("reprice", *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_per_delivery_and_in_total(run: Run, deliveries: str) -> None:
    made = document(run, deliveries, "--old", "2025Q4", "--new", "2026Q1")
    assert made["deliveries"][0] == {
        "day": "2026-01-05",
        "ref": "蒙B12345",
        "quarter": "2026Q1",
        "wet_tonnes": "60",
        "moisture": "8.5",
        "reo": "51.25",
        "dry_tonnes": "54.9",
        "old_unit_price_ex_vat": "26860.125",
        "new_unit_price_ex_vat": "27504.85",
        "unit_change_ex_vat": "644.725",
        "net_change_ex_vat": "35395.40",
    }
    total = made["total"]
    assert total["deliveries"] == 2
    assert Decimal(total["net_ex_vat"]) == sum(Decimal(row["net_change_ex_vat"]) for row in made["deliveries"])
    assert Decimal(total["total_inc_vat"]) == Decimal(total["net_ex_vat"]) + Decimal(total["vat"])
    (quarter,) = made["quarters"]
    assert (quarter["old"]["period"], quarter["new"]["price"]) == ("2025Q4", "26834")
    back = document(run, deliveries, "--old", "2026Q1", "--new", "2025Q4")
    assert Decimal(back["total"]["total_inc_vat"]) == -Decimal(total["total_inc_vat"])


def test_several_quarters_from_what_was_known(run: Run, tmp_path: Path) -> None:
    path = str(delivery_file(tmp_path, SEVERAL))
    run("announce", "--quarter", "2026Q3", "--price", "38600", "--source", "更正公告")
    made = document(run, path, "--as-known-on", "2026-11-01")
    assert [(each["quarter"], each["net_ex_vat"]) for each in made["quarters"]] == [
        ("2026Q1", "0.00"), ("2026Q3", "1969.54"),
    ]  # fmt: skip
    assert [row["ref"] for row in made["deliveries"]] == ["A1", "A2"]
    assert (made["total"]["net_ex_vat"], made["total"]["vat"]) == ("1969.54", "256.04")
    assert made["quarters"][1]["new"]["added_at"] is not None
    assert "2026Q3 本台登记 38,600.00" in run("reprice", path, "--as-known-on", "2026-11-01")[2]
    assert run("reprice", path, "--old", "2025Q4", "--new", "2026Q1")[2].count("本台登记") == 0


def test_from_a_list_of_what_was_paid(run: Run, tmp_path: Path) -> None:
    path, paid = str(delivery_file(tmp_path, SEVERAL)), tmp_path / "paid.csv"
    head = "period,price_yuan_per_dry_tonne_ex_vat,reo_basis_percent,source"
    paid.write_text(f"{head}\n2026Q1,26205,50,x\n2026Q3,38565,50,x\n", encoding="utf-8")
    made = document(run, path, "--old-list", str(paid))
    assert [each["old"]["price"] for each in made["quarters"]] == ["26205", "38565"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_a_table(run: Run, deliveries: str, language: str) -> None:
    for old, new in (("2025Q4", "2026Q1"), ("2026Q1", "2025Q4"), ("2026Q1", "2026Q1")):
        out = run("reprice", deliveries, "--old", old, "--new", new, lang=language)[1]
        assert "人民币" in out
        assert "{" not in out
        assert "ore." not in out
    out, err = run("reprice", deliveries, "--old", "2026Q1", "--new", "2025Q4", lang="zh_CN")[1:]
    assert "-35,395.40" in out
    assert "应退：人民币" in out
    assert "有 2 笔交货日期不在 2025Q4 适用期间内" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--old", "2025Q4"),
        ("--new", "2025Q4"),
        ("--old", "2025Q4", "--new", "2026Q1", "--as-known-on", "2026-01-01"),
        ("--old-list", "a.csv", "--as-known-on", "2026-01-01"),
        ("--new", "2026Q1", "--as-known-on", "2026-01-01"),
    ],
)
def test_wrong_usage_exits_2(run: Run, deliveries: str, arguments: tuple[str, ...]) -> None:
    assert run("reprice", deliveries, *arguments)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--old", "2026Q2", "--new", "2026Q3"), "2026Q2 的公布价未知"),
        (("--old", "2026Q4", "--new", "2090Q1"), "2090Q1 尚无公告价。最近一期"),
        (("--as-known-on", "2025-12-31"), "“蒙B12345”（2026-01-05）：原价表中没有该日所属期间的公告价"),
        (("--as-known-on", "2099-12-31"), "2099-12-31 还没有到"),
        (("--old-list", "nowhere.csv"), "nowhere.csv"),
        (("--old", "2025Q4", "--new", "2026Q1", "--vat", "100"), "税率 100"),
    ],
)
def test_refused_in_one_line(run: Run, deliveries: str, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("reprice", deliveries, *arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert len(err.splitlines()) == 1
