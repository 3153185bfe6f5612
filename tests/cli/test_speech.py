"""Wrong usage and refusals: one line, in the user's language, with the right exit code."""

import re
from pathlib import Path

import pytest

from desk_app.i18n import LANGUAGES
from desk_app.main import main

PRICE = ["ore", "price", "--reo", "50", "--moisture", "8", "--wet", "1"]
WRONG = (
    ["ore", "nothing"],
    ["sheet", "draft", "nothing"],
    ["ore", "history", "--format", "xml"],
    [*PRICE, "--quarter", "2026Q1", "--unit-places", "1.5"],
    [*PRICE, "--quarter", "2026Q1", "--grade-rule", "any"],
    ["sheet", "pdf", "one", "x.pdf"],
    ["ore", "price", "--reo"],
)


@pytest.mark.parametrize("arguments", WRONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_usage_is_one_line_in_one_language(
    desk_data: Path, capsys: pytest.CaptureFixture[str], language: str, arguments: list[str]
) -> None:
    assert main(["--data", str(desk_data), "--lang", language, *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    if language == "zh_CN":
        assert not re.search(r"\b(is|of|not|valid|such|requires)\b", line)


@pytest.mark.parametrize("group", [["ore"], ["sheet"], ["sheet", "draft"]])
def test_a_group_alone_shows_its_help_and_nothing_else(
    desk_data: Path, capsys: pytest.CaptureFixture[str], group: list[str]
) -> None:
    assert main(["--data", str(desk_data), "--lang", "en", *group]) == 2
    assert capsys.readouterr().err.startswith(f"Usage: reo-desk {' '.join(group)} ")


@pytest.mark.parametrize("quarter", ["2026Q1\n", "a\r\nb", ""])
def test_a_refusal_is_one_line_whatever_is_quoted(
    desk_data: Path, capsys: pytest.CaptureFixture[str], quarter: str
) -> None:
    assert main(["--data", str(desk_data), *PRICE, "--quarter", quarter]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
