"""`ore price` and `ore history`, as a terminal and a script see them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.ore_command import ore_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words, problem_text
from desk_app.jobs.load_price_list import load_price_list
from tests.shared import shared_path

LOT = ("--quarter", "2026Q1", "--reo", "51.25", "--moisture", "8.50", "--wet", "60.000")


def ore(*arguments: str, language: str = "zh_CN") -> Result:
    context = Context(Path("never-opened"), Words(language))
    return CliRunner().invoke(ore_command, list(arguments), obj=context, prog_name="reo-desk ore")


def document(*arguments: str) -> Any:
    result = ore(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str) -> Refused:
    error = ore(*arguments).exception
    assert isinstance(error, Refused)
    return error


def test_every_shared_case() -> None:
    for case in json.loads(shared_path("data/ore_cases.json").read_text(encoding="utf-8")):
        made = document("price", *case["args"])
        assert {name: made[name] for name in case["expect"]} == case["expect"], case["args"]


def test_the_whole_document() -> None:
    made = document("price", *LOT)
    assert made["capital"] == "人民币壹佰柒拾万陆仟叁佰壹拾捌元叁角玖分"
    assert made["basis"] == {
        "quarter": "2026Q1",
        "price": "26834",
        "basis": "50",
        "step": "536.68",
        "source": "中国基金报 2026-01-09；中国证券报 2026-01-09",
        "confidence": "sourced",
    }
    assert [step["key"] for step in made["steps"]][:4] == [
        "dry_tonnes", "each_point", "points_pro_rata", "unit_price",
    ]  # fmt: skip
    assert made["steps"][0] == {
        "key": "dry_tonnes",
        "text": "湿重 60 吨 × (100 − 水分 8.5) ÷ 100",
        "value": "54.9",
        "unit": "t",
    }


def test_a_typed_price_is_no_announced_one() -> None:
    made = document("price", "--price", "30000", "--basis", "51", *LOT[2:])
    assert made["basis"]["quarter"] is None
    assert made["basis"]["source"] is None
    assert made["net_ex_vat"] == "1655073.53"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_in_each_language(language: str) -> None:
    text = ore("price", *LOT, language=language).stdout
    for figure in ("26,834", "536.68", "27,504.85", "1,510,016.265", "1,510,016.27", "196,302.12", "1,706,318.39"):
        assert figure in text
    assert "{" not in text
    assert "ore." not in text
    assert "人民币壹佰柒拾万陆仟叁佰壹拾捌元叁角玖分" in text


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("--reo", "1e2"), "ore_number"),
        (("--reo", "51,5"), "ore_number"),
        (("--wet", "nan"), "ore_number"),
        (("--reo", "0"), "ore_reo_limits"),
        (("--moisture", "100"), "ore_moisture_limits"),
        (("--wet", "-1"), "ore_wet_limits"),
        (("--vat", "100"), "ore_vat_limits"),
        (("--unit-places", "-1"), "ore_unit_places_limits"),
        (("--quarter", "2026Q2"), "ore_quarter_gap"),
        (("--quarter", "2030Q2"), "ore_quarter_not_yet"),
        (("--quarter", "2019Q2"), "ore_quarter_unknown"),
        (("--quarter", "spring"), "ore_quarter_unknown"),
    ],
)
def test_refused_in_one_clear_line(change: tuple[str, str], key: str) -> None:
    problem = refused("price", *LOT, *change).problem
    assert problem.key == key
    for language in LANGUAGES:
        line = problem_text(Words(language), problem)
        assert line != f"problem.{key}"
        assert "\n" not in line
        assert "{" not in line


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        LOT[2:],
        ("--price", "26834", *LOT[2:]),
        ("--price", "26834", "--basis", "50", *LOT),
        (*LOT, "--grade-rule", "thirds"),
        (*LOT, "--unit-places", "two"),
        (*LOT, "--nonsense"),
    ],
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert ore("price", *arguments).exit_code == 2


def test_history_holds_the_shared_facts() -> None:
    with shared_path("data/ore_prices.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    rows = list(csv.DictReader(io.StringIO(ore("history", "--format", "csv").stdout)))
    known = {row["period"]: row for row in rows if row["price_yuan_per_dry_tonne_ex_vat"]}
    assert set(known) == {row["period"] for row in facts}
    for row in facts:
        same = {name: value for name, value in row.items() if name not in ("confidence", "source")}
        assert {name: known[row["period"]][name] for name in same} == same


def test_history_keeps_gaps() -> None:
    rows = document("history")
    assert rows == json.loads(ore("history", "--format", "json").stdout)
    gaps = [row for row in rows if row["price_yuan_per_dry_tonne_ex_vat"] is None]
    assert [row["period"] for row in gaps] == ["2023Q4", "2026Q2"]
    assert all(row["change_percent"] is None for row in gaps)
    after = next(row for row in rows if row["period"] == "2026Q3")
    assert (after["change_against"], after["change_across_gap"]) == ("2026Q1", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_history_as_a_table(language: str) -> None:
    text = ore("history", language=language).stdout
    assert len(text.splitlines()) == 1 + len(load_price_list().rows()) + 2
    assert "26,834.00" in text
    assert "+2.40" in text
    words = Words(language)
    assert text.count(words("ore.confidence.second-hand")) == 2
    assert text.count(words("ore.note.revised_proposal")) == text.count(words("ore.note.announced_by")) == 1
