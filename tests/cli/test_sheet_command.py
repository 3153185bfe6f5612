"""`sheet draft`, `sheet list` and `sheet pdf`, as a terminal and a script see them."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desk_app.cli.frame import Context
from desk_app.cli.sheet_command import sheet_command
from desk_app.domain.base.problem import Refused
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.announce_price import Announcing, announce_price
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from tests.jobs.sheets import delivery_file

DRAFT = ("draft", "price-adjustment", "--quarter", "2026Q1")


@pytest.fixture
def context(desk_data: Path) -> Iterator[Context]:
    made = Context(desk_data, Words("zh_CN"))
    yield made
    made.close()


def sheet(context: Context, *arguments: str) -> Result:
    return CliRunner().invoke(sheet_command, list(arguments), obj=context, prog_name="reo-desk sheet")


def test_from_draft_to_pdf(context: Context, tmp_path: Path) -> None:
    made = sheet(context, *DRAFT, "--deliveries", str(delivery_file(tmp_path)), "--seller", "甲公司", "--json")
    number = json.loads(made.stdout)["id"]
    (line,) = json.loads(sheet(context, "list", "--json").stdout)
    assert (line["id"], line["seller"], line["total"]) == (number, "甲公司", "61757.37")
    out = tmp_path / "sheet.pdf"
    written = json.loads(sheet(context, "pdf", str(number), str(out), "--json").stdout)
    assert written == {"id": number, "file": str(out), "pages": 2}
    assert out.read_bytes().startswith(b"%PDF")


def test_a_price_that_is_another_than_the_programs_is_told(context: Context) -> None:
    announce_price(context.desk, Announcing("2026Q3", Decimal(38600), source="公司公告"))
    for quarter in ("2026Q3", "2026Q4"):
        made = sheet(context, *DRAFT[:3], quarter, "--json")
        assert set(json.loads(made.stdout)) == {"id"}
        assert "注意：2026Q3 本台登记 38,600.00 元/干吨" in made.stderr
    assert sheet(context, *DRAFT).stderr == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_for_a_person(context: Context, tmp_path: Path, language: str) -> None:
    context.words.switch(language)
    assert "reo-desk sheet draft" in sheet(context, "list").stdout
    lines = [
        sheet(context, *DRAFT).stdout,
        sheet(context, "list").stdout,
        sheet(context, "pdf", "1", str(tmp_path / "x.pdf")).stdout,
    ]
    for line in lines:
        assert line.strip()
        assert "{" not in line
        assert "sheet." not in line.replace("FILE.pdf", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_of_an_import(context: Context, tmp_path: Path, language: str) -> None:
    context.words.switch(language)
    file = tmp_path / "成交.csv"
    file.write_text("成交日期,品名,数量(吨),含税单价(元/吨)\n2026-01-05,氧化镧,10,4500\n", encoding="utf-8")
    import_files(context.desk, [file], ImportOptions())
    assert sheet(context, "draft", "import-report", "--batch", "1").stdout.strip()
    assert json.loads(sheet(context, "draft", "import-report", "--batch", "1", "--json").stdout) == {"id": 1}
    listed = sheet(context, "list").stdout
    assert "成交.csv" in listed
    assert context.words("sheet.kind.import-report") in listed
    assert isinstance(sheet(context, "draft", "import-report", "--batch", "9").exception, Refused)


def test_terms_are_the_contracts(context: Context, tmp_path: Path) -> None:
    path = str(delivery_file(tmp_path))
    sheet(context, *DRAFT, "--deliveries", path, "--grade-rule", "whole-step")
    sheet(context, *DRAFT, "--deliveries", path)
    whole, pro_rata = (line["total"] for line in reversed(json.loads(sheet(context, "list", "--json").stdout)))
    assert whole != pro_rata


def test_refused(context: Context) -> None:
    assert isinstance(sheet(context, "draft", "price-adjustment", "--quarter", "2026Q2").exception, Refused)
    assert isinstance(sheet(context, "pdf", "9", "x.pdf").exception, Refused)


@pytest.mark.parametrize("arguments", [("draft", "price-adjustment"), ("draft", "nonsense"), ("pdf", "one", "x.pdf")])
def test_wrong_usage_exits_2(context: Context, arguments: tuple[str, ...]) -> None:
    assert sheet(context, *arguments).exit_code == 2
