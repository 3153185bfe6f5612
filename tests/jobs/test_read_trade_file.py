"""A trade file read whole, or refused."""

from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.read_trade_file import read_trade_file
from tests.files.workbooks import text_cells, write_workbook

HEAD = ("成交日期", "品名", "数量(吨)", "含税单价(元/吨)")
LINE = ("2026-01-09", "氧化镧", "1", "4500")


def test_rows_come_with_the_owners_line_numbers(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join(["成交明细", "", ",".join(HEAD), ",".join(LINE)]), encoding="utf-8")
    (block,) = read_trade_file(file, ImportOptions()).blocks()
    assert (block.first, list(block.rows)) == (4, [list(LINE)])


def test_another_sheet_with_trades_is_told_of_unless_one_was_named(tmp_path: Path) -> None:
    data = text_cells(HEAD, LINE)
    file = write_workbook(tmp_path / "two.xlsx", ("1月", data), ("2月", data))
    told = read_trade_file(file, ImportOptions()).problems
    assert [(problem.key, problem.facts["sheet"]) for problem in told] == [("sheet_not_read", "2月")]
    assert read_trade_file(file, ImportOptions(sheet="2月")).problems == ()


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join([",".join(HEAD), ",".join(LINE)]), encoding="utf-8")
    read = read_trade_file(file, ImportOptions())
    file.write_text("\n".join([",".join(HEAD), ",".join(LINE), "more"]), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        list(read.blocks())
    assert refused.value.problem.key == "file_changed_meanwhile"


def test_a_typed_text_stands_in_place_of_the_files(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join([",".join(HEAD), ",".join(LINE), "2026-01-10"]), encoding="utf-8")
    blocks = read_trade_file(file, ImportOptions(fixes={(2, 3): "4600", (3, 2): "2"})).blocks()
    assert [row for block in blocks for row in block.rows] == [[*LINE[:3], "4600"], ["2026-01-10", "", "2"]]


def read_days(tmp_path: Path, *days: str, told: str | None = None) -> str | None:
    lines = [",".join((day, *LINE[1:])) for day in days]
    file = tmp_path / "trades.csv"
    file.write_text("\n".join([",".join(HEAD), *lines]), encoding="utf-8")
    return read_trade_file(file, ImportOptions(day_form=told)).mapping.day_form


def test_the_whole_column_says_how_days_are_written(tmp_path: Path) -> None:
    assert read_days(tmp_path, *["9/1/2026"] * 150, "13/1/2026") == "dmy"
    assert read_days(tmp_path, "2026-01-09", "2026-01-13") is None
    assert read_days(tmp_path, "13/1/2026", "1/13/2026") is None  # every line is held, none is guessed


def test_two_forms_are_asked_about_and_the_answer_is_taken(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_days(tmp_path, "9/1/2026")
    assert (refused.value.problem.key, refused.value.problem.field) == ("date_form_open", "trade_date")
    assert read_days(tmp_path, "9/1/2026", told="mdy") == "mdy"
    with pytest.raises(Refused) as refused:
        read_days(tmp_path, "13/1/2026", told="mdy")
    assert refused.value.problem.key == "date_form_not_as_told"
