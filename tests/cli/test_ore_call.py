"""`ore call`: a phrase, its price; a question that is left is one line and exit 1."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.ore_command import ore_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words, problem_text

CALL = "52.3 8.1 100 2026Q1"


def call(*arguments: str, language: str = "zh_CN") -> Result:
    context = Context(Path("never-opened"), Words(language))
    return CliRunner().invoke(ore_command, ["call", *arguments], obj=context, prog_name="reo-desk ore")


def document(*arguments: str) -> Any:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_whole_document() -> None:
    made = document(CALL)
    age, sentence = made["basis"].pop("age_days"), made.pop("aloud")
    assert age > 300
    assert "28,068.36" in sentence
    assert made == {
        "reading": {"reo": "52.3", "moisture": "8.1", "wet": "100", "tax": None},
        "dry_tonnes": "91.9",
        "unit_price_ex_vat": "28068.364",
        "dry_price_ex_vat": "28068.36",
        "dry_price_inc_vat": "31717.25",
        "wet_price_ex_vat": "25794.83",
        "wet_price_inc_vat": "29148.15",
        "net_ex_vat": "2579482.65",
        "vat": "335332.74",
        "total_inc_vat": "2914815.39",
        "basis": {
            "quarter": "2026Q1",
            "instead_of": None,
            "price": "26834",
            "basis": "50",
            "step": "536.68",
            "grade_rule": "pro-rata",
            "vat_percent": "13",
            "source": "中国基金报 2026-01-09；中国证券报 2026-01-09",
            "confidence": "sourced",
            "announced_on": "2026-01-09",
        },
        "notice": None,
    }


def test_words_apart_are_one_phrase() -> None:
    assert document("reo", "52.3", "水8.1", "百吨", "2026Q1") == document("REO 52.3 水8.1 百吨 2026Q1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_in_each_language(language: str) -> None:
    text = call(CALL, language=language).stdout
    for figure in ("28,068.36", "25,794.83", "91.900", "2,579,482.65", "335,332.74", "2,914,815.39", "536.68"):
        assert figure in text
    assert "{" not in text
    assert "call." not in text


@pytest.mark.parametrize(
    ("phrase", "key", "named"),
    [
        ("8.1 52.3 100", "call_open", ("1) REO 8.1 %", "2) REO 52.3 %")),
        ("52.3 8.1", "call_open", ("REO 52.3 %",)),
        ("52.3 8.1 100 2026Q2", "call_open", ("2026Q2", "2026Q1", "26,834")),
        ("52..3", "call_number", ("52..3",)),
        ("120 8.1 100", "ore_reo_limits", ("120",)),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_open_or_wrong_is_one_line(language: str, phrase: str, key: str, named: tuple[str, ...]) -> None:
    error = call(phrase, language=language).exception
    assert isinstance(error, Refused)
    assert error.problem.key == key
    line = problem_text(Words(language), error.problem)
    assert all(part in line for part in named)
    assert "\n" not in line
    assert "{" not in line


def test_wrong_usage_exits_2() -> None:
    assert call().exit_code == 2
