"""Errors and formulas nobody calculated are seen; what was calculated, even to nothing, is not."""

from pathlib import Path

import pytest

from desk_app.files.excel_file import read_workbook
from desk_app.files.package import look_over
from tests.files.workbooks import text_cells, write_workbook

NAMED = """<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="AB3"><f>C5*1000</f><v/></c>
<c r="C3"><f>A1</f><v>12</v></c><c r="D3" t="str"><f>IF(A1,"","")</f><v></v></c>
<c r="E3"><f t="shared" si="0"/></c></row>"""
UNNAMED = "<row><c><v>1</v></c><c><f>A1</f></c></row><row><c t='e'><v>#DIV/0!</v></c></row>"


def test_named_cells(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "b.xlsx", ("成交", NAMED), ("说明", text_cells(("x",))))
    assert look_over(book) == {"成交": {(2, 0): "#N/A", (2, 27): "=C5*1000", (2, 4): "="}}


def test_cells_without_names_are_counted(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "b.xlsx", ("S", UNNAMED))
    assert look_over(book) == {"S": {(0, 1): "=A1", (1, 0): "#DIV/0!"}}


@pytest.mark.parametrize("name", ["A", ""])
def test_a_row_of_nothing_else_is_a_row(tmp_path: Path, name: str) -> None:
    cell = '<c r="A2" t="e"><v>#N/A</v></c>' if name else '<c t="e"><v>#N/A</v></c>'
    data = f'<row r="1"><c r="A1" t="inlineStr"><is><t>品名</t></is></c></row><row r="2">{cell}</row>'
    (table,) = read_workbook(write_workbook(tmp_path / "b.xlsx", ("S", data)), lambda rows: 0)
    assert table.rows() == [["品名"], ["#N/A"]]
