"""Errors and formulas nobody calculated are seen; what was calculated, even to nothing, is not."""

from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.files.excel_file import read_workbook
from desk_app.files.package import look_over
from desk_app.files.sheet_xml import close_look, plain_look
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


PARTS = st.sampled_from(
    ['<row r="2">', "<row>", "</row>", '<c r="A1">', '<c r="AB7" s="1">', '<c r="B2" t="e">', "<c>", "<c  r='D9'>",
     '<c r="XFD9">', "</c>", "<v>1</v>", "<v></v>", "<v/>", "<f>A1</f>", '<f t="shared" si="0"/>',
     "<is><t>:c e'</t></is>",
     "<!-- <c> -->", "\n"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=30), st.integers(1, 40))
def test_a_plain_look_never_says_less_than_a_close_one(parts: list[str], size: int) -> None:
    data = f"<worksheet>{''.join(parts)}</worksheet>".encode()
    cut = [data[at : at + size] for at in range(0, len(data), size)]
    plain = plain_look(cut)
    try:
        close = close_look(cut, 10**12)
    except ExpatError:
        return
    if plain is not None:
        assert not close.unread
        assert close.lines <= plain.lines
        assert close.columns <= plain.columns


def test_usual_sheets_are_plain_and_odd_ones_are_not() -> None:
    assert plain_look([b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>']) is not None
    assert plain_look(
        [b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c></row>']
    )
    for odd in (b'<c r="A1"><f>1+1</f></c>', b'<c r="A1" t="e"><v>#N/A</v></c>', b"<c><v>1</v></c>", b"<x:c/>"):
        assert plain_look([b"<row>" + odd + b"</row>"]) is None, odd


def test_a_close_look_stops_when_it_has_seen_enough() -> None:
    far = close_look([b'<s><row><c r="A1"/><c r="XFD1048576"/>', b"<what is this"], 1_000)
    assert (far.lines, far.columns) == (1_048_576, 16_384)
