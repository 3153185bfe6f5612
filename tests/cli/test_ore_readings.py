"""`ore readings` and `ore what-if`, as a terminal and a script see them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.ore_command import ore_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words, problem_text

LOT = ("--quarter", "2026Q1", "--reo", "52.3", "--moisture", "8.1", "--wet", "100")


def ore(*arguments: str, language: str = "zh_CN") -> Result:
    context = Context(Path("never-opened"), Words(language))
    return CliRunner().invoke(ore_command, list(arguments), obj=context, prog_name="reo-desk ore")


def document(*arguments: str) -> Any:
    result = ore(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_money_between_the_readings() -> None:
    made = document("readings", *LOT)
    found = {(each["key"], each["choice"]): each for each in made["readings"]}
    assert made["basis"]["quarter"] == "2026Q1"
    assert made["readings"][0] == {
        "key": "contract",
        "choice": None,
        "contract": True,
        "text": "按比例计（不足 1 % 按比例）；按干量计价；单价不取整；四舍五入；税额按取整后的金额计",
        "dry_tonnes": "91.9",
        "unit_price_ex_vat": "28068.364",
        "net_ex_vat": "2579482.65",
        "vat": "335332.74",
        "total_inc_vat": "2914815.39",
        "difference": {
            "dry_tonnes": "0", "unit_price_ex_vat": "0", "net_ex_vat": "0.00", "vat": "0.00", "total_inc_vat": "0.00",
        },
        "problem": None,
    }  # fmt: skip
    assert found["grade_rule", "whole-step"]["difference"]["unit_price_ex_vat"] == "-161.004"
    assert found["grade_rule", "whole-step"]["difference"]["net_ex_vat"] == "-14796.27"
    assert found["unit_places", "2"]["difference"]["net_ex_vat"] == "-0.37"
    assert found["vat", "exact"]["total_inc_vat"] == "2914815.40"
    assert found["moisture", "forgotten"]["difference"]["net_ex_vat"] == "227353.75"


def test_a_contract_of_whole_points_is_its_own_measure() -> None:
    made = document("readings", *LOT, "--grade-rule", "whole-step", "--unit-places", "2")
    own, *others = made["readings"]
    assert own["net_ex_vat"] == "2564686.38"
    assert "保留 2 位小数" in own["text"]
    pro_rata = next(each for each in others if each["choice"] == "pro-rata")
    assert pro_rata["difference"]["net_ex_vat"] == "14795.90"


def test_a_reading_without_a_price_says_why() -> None:
    made = document("readings", "--price", "26834", "--basis", "50", "--reo", "0.4", "--moisture", "0", "--wet", "1")
    lost = next(each for each in made["readings"] if each["choice"] == "nearest-step")
    assert lost["net_ex_vat"] is None
    assert lost["difference"] is None
    assert "0.4" in lost["problem"]
    text = ore("readings", "--price", "26834", "--basis", "50", "--reo", "0.4", "--moisture", "0", "--wet", "1").stdout
    assert "无法计价" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_as_a_table(language: str) -> None:
    text = ore("readings", *LOT, language=language).stdout
    for figure in ("-14,796.27", "-0.37", "2,914,815.40", "+227,353.75", "27,518.0039215686…"):
        assert figure in text
    assert "ore.readings" not in text
    assert "{" not in text
    assert "+0.00" not in text


def test_what_a_tenth_is_worth() -> None:
    made = document("what-if", *LOT)
    assert made["figures"]["total_inc_vat"] == "2914815.39"
    assert made["worth"][0] == {"field": "reo", "by": "0.1", "net_ex_vat": "4932.09", "total_inc_vat": "5573.26"}
    assert made["worth"][2]["net_ex_vat"] == "-2806.84"
    assert made["reverse"] == made["beside"] == []


def test_the_table_and_the_curve() -> None:
    made = document("what-if", *LOT, "--reo-step", "0.1", "--moisture-step", "0.2")
    own = made["table"][2][2]
    assert (own["reo"], own["moisture"], own["total_inc_vat"]) == ("52.3", "8.1", "2914815.39")
    assert made["table"][2][3]["reo"] == "52.4"
    assert made["table"][1][2]["moisture"] == "7.9"
    assert {"reo": "52.3", "unit_price_ex_vat": "28068.364"} in made["curve"]


def test_a_wanted_price_and_a_wanted_total() -> None:
    grade, wet, moisture = document("what-if", *LOT, "--target-price", "28000", "--target-total", "3000000")["reverse"]
    assert grade["exact"].startswith("52.17261682")
    del grade["exact"]
    assert grade == {
        "field": "reo", "wanted": "28000", "lowest": "52.2", "highest": "52.2", "gives": "28014.696",
        "over": "14.696", "met": False,
    }  # fmt: skip
    assert (wet["lowest"], moisture["lowest"]) == ("102.922", "5.4")


def test_if_the_assay_comes_out_at_52() -> None:
    made = {each["key"]: each for each in document("what-if", *LOT, "--other-reo", "52.0")["beside"]}
    assert made["unit_price"] == {
        "key": "unit_price", "unit": "yuan/t", "one": "28068.364", "other": "27907.36", "difference": "-161.004",
    }  # fmt: skip
    assert made["wet"]["difference"] == "0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_as_a_text(language: str) -> None:
    asked = (*LOT, "--target-price", "28000", "--target-total", "3000000", "--other-wet", "50")
    text = ore("what-if", *asked, language=language).stdout
    for figure in ("+4,932.09", "-2,806.84", "●2,914,815.39", "28,014.696", "2,999,986.30", "52.2 %", "-1,457,407.69"):
        assert figure in text
    assert "ore.what_if" not in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("--target-price", "28000", "--grade-rule", "whole-step"), "ore_target_between"),
        (("--target-price", "60000"), "ore_target_above"),
        (("--target-price", "1"), "ore_target_below"),
        (("--target-price", "-1"), "ore_target_limits"),
        (("--target-price", "28,000"), "ore_number"),
        (("--target-price", "28000.5", "--unit-places", "0"), "ore_target_places"),
        (("--target-total", "0.001"), "ore_target_too_fine"),
        (("--target-total", "9000000"), "ore_target_above"),
        (("--reo-step", "0"), "ore_table_step"),
        (("--moisture-step", "x"), "ore_number"),
        (("--other-moisture", "100"), "ore_moisture_limits"),
        (("--other-reo", ""), "ore_number"),
        (("--reo", "0"), "ore_reo_limits"),
    ],
)
def test_refused_in_one_clear_line(arguments: tuple[str, ...], key: str) -> None:
    result = ore("what-if", *LOT, *arguments)
    assert isinstance(result.exception, Refused)
    assert not result.stdout
    assert result.exception.problem.key == key
    for language in LANGUAGES:
        line = problem_text(Words(language), result.exception.problem)
        assert line != f"problem.{key}"
        assert "\n" not in line
        assert "{" not in line
        assert "@" not in line


@pytest.mark.parametrize("command", ["readings", "what-if"])
@pytest.mark.parametrize("arguments", [(), LOT[2:], (*LOT, "--price", "1", "--basis", "50"), (*LOT, "--nonsense")])
def test_wrong_usage_exits_2(command: str, arguments: tuple[str, ...]) -> None:
    assert ore(command, *arguments).exit_code == 2
