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
