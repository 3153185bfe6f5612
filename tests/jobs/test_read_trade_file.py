"""A trade file read whole, or refused."""

from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.files.reader import Table
from desk_app.jobs import read_trade_file as room
from tests.files.workbooks import text_cells, write_workbook

HEAD = ("成交日期", "品名", "数量(吨)", "含税单价(元/吨)")
LINE = ("2026-01-09", "氧化镧", "1", "4500")


def test_rows_come_with_the_owners_line_numbers(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join(["成交明细", "", ",".join(HEAD), ",".join(LINE)]), encoding="utf-8")
    assert list(room.read_trade_file(file, None, None, None).rows()) == [(4, list(LINE))]


def test_another_sheet_with_trades_is_told_of_unless_one_was_named(tmp_path: Path) -> None:
    data = text_cells(HEAD, LINE)
    file = write_workbook(tmp_path / "two.xlsx", ("1月", data), ("2月", data))
    told = room.read_trade_file(file, None, None, None).problems
    assert [(problem.key, problem.facts["sheet"]) for problem in told] == [("sheet_not_read", "2月")]
    assert room.read_trade_file(file, "2月", None, None).problems == ()


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "trades.csv"
    file.write_text(",".join(HEAD), encoding="utf-8")

    def read(path: Path, score: object) -> list[Table]:
        path.write_text("more", encoding="utf-8")
        return [Table("", [list(HEAD)])]

    monkeypatch.setattr(room, "read_tables", read)
    with pytest.raises(Refused) as refused:
        room.read_trade_file(file, None, None, None)
    assert refused.value.problem.key == "file_changed_meanwhile"
