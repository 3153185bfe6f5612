"""`ore assay`: the verdict and its money, as a terminal and a script see them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.ore_command import ore_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words, problem_text

APART = ("--seller", "52.3", "--buyer", "51.8", "--limit", "0.3")
LOT = ("--quarter", "2026Q1", "--moisture", "8.1", "--wet", "100")


def assay(*arguments: str, language: str = "zh_CN") -> Result:
    context = Context(Path("never-opened"), Words(language))
    return CliRunner().invoke(ore_command, ["assay", *arguments], obj=context, prog_name="reo-desk ore")


def document(*arguments: str) -> Any:
    result = assay(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_unresolved_with_what_is_at_stake() -> None:
    made = document(*APART, *LOT)
    assert (made["verdict"], made["value"], made["apart"], made["umpire_paid_by"]) == ("unresolved", None, "0.5", None)
    nets = {each["key"]: each["net_ex_vat"] for each in made["outcomes"]}
    assert nets == {"seller": "2579482.65", "buyer": "2554822.21", "mean": "2567152.43"}
    assert made["worth_of_a_tenth_ex_vat"]["reo"] == "4932.09"
    assert made["prospect"]["assumed"] is True
    assert made["prospect"]["seller"]["break_even_fee"] == "0.00"


def test_settled_by_the_umpire() -> None:
    made = document(*APART, *LOT, "--umpire", "52.0", "--places", "1")
    assert (made["verdict"], made["value"], made["umpire_paid_by"]) == ("umpired", "51.9", "seller")
    assert made["prospect"] is None
    values = {each["key"]: each["value"] for each in made["outcomes"]}
    assert values["mean"] == "52.1"
    assert (values["umpire_nearer-mean"], values["umpire_middle"]) == ("51.9", "52.0")
    final = document(*APART, *LOT, "--umpire", "52.0", "--umpire-rule", "final")
    assert final["value"] == "52"


def test_a_tie_under_both_roundings() -> None:
    near = ("--seller", "52.3", "--buyer", "52.2", "--limit", "0.3", "--places", "1")
    assert document(*near)["value"] == "52.3"
    assert document(*near, "--rounding", "half-even")["value"] == "52.2"


def test_the_verdict_alone_needs_no_lot() -> None:
    made = document("--seller", "52.3", "--buyer", "52.1", "--limit", "0.3", "--rule", "split", "--seller-share", "60")
    assert (made["verdict"], made["value"], made["outcomes"]) == ("agreed", "52.22", [])


def test_the_users_belief_and_a_fee() -> None:
    made = document(
        *APART, *LOT, "--chance", "52.3=70", "--chance", "51.8=30", "--umpire-rule", "final", "--fee", "5000"
    )  # fmt: skip
    seller = made["prospect"]["seller"]
    assert made["prospect"]["assumed"] is False
    assert seller == {
        "gain_ex_vat": "4932.09",
        "pays_percent": "30",
        "gain_after_fee": "3432.09",
        "break_even_fee": "16440.29",
        "no_fee_too_high": False,
    }
    sure = document(*APART, *LOT, "--chance", "52.3=100")["prospect"]["seller"]
    assert (sure["break_even_fee"], sure["no_fee_too_high"]) == (None, True)


def test_moisture_and_a_party_that_sent_nothing() -> None:
    lot = ("--price", "26834", "--basis", "50", "--reo", "52.3", "--wet", "100")
    made = document("--element", "moisture", "--buyer", "8.1", "--limit", "0.3", "--other-rules", *lot)
    assert (made["verdict"], made["how"], made["value"]) == ("agreed", "only_buyer", "8.1")
    assert made["outcomes"][0]["net_ex_vat"] == "2579482.65"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "more",
    [(), ("--umpire", "52"), ("--fee", "2000"), ("--chance", "52.3=100"), ("--limit", "1"), ("--umpire", "52.05")],
)
def test_a_table_in_each_language(language: str, more: tuple[str, ...]) -> None:
    text = assay(*APART, *LOT, *more, language=language).stdout
    assert "2,579,482.65" in text
    assert "{" not in text
    assert "ore." not in text


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("--limit", "0.3"), "assay_none"),
        (("--seller", "52,3", "--limit", "0.3"), "ore_number"),
        (("--seller", "52.3", "--buyer", "52", "--limit", "wide"), "ore_number"),
        (("--seller", "520", "--buyer", "52", "--limit", "0.3"), "assay_reo_limits"),
        (("--seller", "52.3", "--umpire", "52", "--limit", "0.3"), "assay_umpire_alone"),
        ((*APART, *LOT, "--chance", "52"), "assay_chance_unreadable"),
        ((*APART, *LOT, "--chance", "52=40"), "assay_chances_total"),
        ((*APART, *LOT, "--fee", "-1"), "assay_fee_limits"),
        ((*APART, "--quarter", "2026Q2", *LOT[2:]), "ore_quarter_gap"),
        ((*APART, *LOT, "--places", "9"), "assay_places_limits"),
    ],
)
def test_refused_in_one_clear_line(arguments: tuple[str, ...], key: str) -> None:
    error = assay(*arguments).exception
    assert isinstance(error, Refused)
    assert error.problem.key == key
    for language in LANGUAGES:
        line = problem_text(Words(language), error.problem)
        assert line != f"problem.{key}"
        assert "{" not in line
        assert "@" not in line


@pytest.mark.parametrize(
    "arguments",
    [
        APART[:4],
        (*APART, "--wet", "100"),
        (*APART, *LOT[2:]),
        (*APART, *LOT, "--reo", "52"),
        (*APART, "--rule", "dice"),
    ],
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert assay(*arguments).exit_code == 2
