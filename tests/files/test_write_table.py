"""A table that leaves the desk comes back as it went: figures as numbers, texts as texts."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desk_app.files.write_table import Table, write_csv, write_workbook

ABOUT = ("企业内部参考曲线(非稀交所官方指数)", "=1+1")
TABLE = Table(
    ABOUT,
    ("期间", "首期 = 100 (点)", "笔数"),
    [("2026-W01", Decimal("100.50"), 12), ("2026-W02", None, 0), ("@sum", Decimal("-3.25"), 1)],
    (0, 2, 0),
)


def test_csv_says_whose_it_is_then_headings_then_rows(tmp_path: Path) -> None:
    file = tmp_path / "指数.csv"
    write_csv(TABLE, file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[:3] == [[ABOUT[0]], [ABOUT[1]], list(TABLE.headings)]
    assert rows[3:] == [["2026-W01", "100.5", "12"], ["2026-W02", "", "0"], ["@sum", "-3.25", "1"]]


def test_a_workbook_has_numbers_where_there_are_figures_and_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "指数.xlsx"
    write_workbook(TABLE, file)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[:2]] == list(ABOUT)
    assert rows[2] == list(TABLE.headings)
    assert rows[3:] == [["2026-W01", 100.5, 12.0], ["2026-W02", "", 0.0], ["@sum", -3.25, 1.0]]


@pytest.mark.parametrize("write", [write_csv, write_workbook])
def test_a_place_that_cannot_be_written_to_is_an_oserror(write: object, tmp_path: Path) -> None:
    assert callable(write)
    with pytest.raises(OSError, match="folder"):
        write(TABLE, tmp_path / "no" / "folder.x")
