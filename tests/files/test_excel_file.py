"""What a cell's value is as text."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.files.excel_file import cell_text, number_texts, read_workbook
from tests.files.workbooks import text_cells, write_workbook


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("00123", "00123"),
        (76.36539999999999, "76.3654"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (6410000.0, "6410000"),
        (123456789012345678.0, "123456789012346000"),
        (date(2026, 1, 9), "2026-01-09"),
        (datetime(2026, 1, 9), "2026-01-09"),  # noqa: DTZ001 - workbooks know no time zone
        (datetime(2026, 1, 9, 10, 30), "2026-01-09 10:30:00"),  # noqa: DTZ001 - the same
        (None, ""),
        (True, "TRUE"),
    ],
)
def test_cell_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text


@given(st.lists(st.floats() | st.integers(-(10**7), 10**7).map(lambda fen: fen / 100), min_size=1))
def test_many_numbers_are_written_as_each(numbers: list[float]) -> None:
    assert number_texts(numbers) == list(map(cell_text, numbers))
    assert number_texts([-0.0, 10.0]) == ["0", "10"]


def test_a_number_without_end_stays_text_and_is_held_later(tmp_path: Path) -> None:
    data = "<row><c><v>1e999</v></c><c><v>NaN</v></c></row>"
    (table,) = read_workbook(write_workbook(tmp_path / "odd.xlsx", ("一", data)), len)
    assert table.rows() == [["inf", "nan"]]


def test_a_workbook_without_sheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(write_workbook(tmp_path / "none.xlsx"), len)
    assert refused.value.problem.key == "file_no_headings"


def test_hidden_sheets_are_known_as_such(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "two.xlsx", ("一", text_cells(("a",))), ("二", text_cells(("b",))), hidden=("二",))
    assert [(table.name, table.hidden) for table in read_workbook(file, len)] == [("一", False), ("二", True)]


def test_a_sheet_is_read_from_a1_on_and_to_its_last_unread_cell(tmp_path: Path) -> None:
    data = '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="b"><v>1</v></c></row><row r="4"><c r="D4"><f>B2</f></c></row>'
    (table,) = read_workbook(write_workbook(tmp_path / "odd.xlsx", ("一", data)), len)
    blank = ["", "", "", ""]
    assert table.rows() == [blank, ["", "1", "TRUE", ""], blank, ["", "", "", "=B2"]]
    assert table.lines == 4


def test_a_sheet_of_nothing_but_uncalculated_formulas_keeps_its_lines(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><f>B1</f></c></row><row r="2"><c r="B2"><f>A1</f></c></row>'
    (table,) = read_workbook(write_workbook(tmp_path / "odd.xlsx", ("一", data)), len)
    assert table.rows() == [["=B1", ""], ["", "=A1"]]


def test_columns_are_the_lines_in_every_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.files.excel_file._ROWS", 2)
    data = "".join(f"<row><c><v>{n}</v></c><c t='e'><v>#N/A</v></c><c><v>{n}.5</v></c></row>" for n in range(5))
    (table,) = read_workbook(write_workbook(tmp_path / "odd.xlsx", ("一", data)), len)
    blocks = list(table.blocks())
    assert [(block.first, len(block.rows)) for block in blocks] == [(1, 2), (3, 2), (5, 1)]
    assert table.rows() == [[str(n), "#N/A", f"{n}.5"] for n in range(5)]
    for block in blocks:
        assert block.columns is not None
        assert list(map(list, zip(*block.columns, strict=True))) == list(block.rows)


def test_blank_lines_far_and_wide_are_left_out_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    far = '<row r="150"><c r="B150"><v>7</v></c></row><row r="5200"><c r="A5200"><v>8</v></c></row>'
    odd = '<row r="12000"><c r="C12000" t="e"><v>#N/A</v></c></row>'
    (table,) = read_workbook(write_workbook(tmp_path / "far.xlsx", ("一", text_cells(("a", "b")) + far + odd)), len)
    blocks = list(table.blocks())
    assert [(block.first, list(block.rows)) for block in blocks] == [
        (1, [["a", "b", ""]]),
        (150, [["", "7", ""]]),
        (5200, [["8", "", ""]]),
        (12000, [["", "", "#N/A"]]),
    ]
    assert (table.lines, table.head) == (12000, [["a", "b", ""]])


def test_a_few_blank_lines_stay(tmp_path: Path) -> None:
    far = '<row r="90"><c r="A90"><v>7</v></c></row>'
    (table,) = read_workbook(write_workbook(tmp_path / "near.xlsx", ("一", far)), len)
    assert [(block.first, len(block.rows)) for block in table.blocks()] == [(1, 90)]
    assert len(table.head) == 90
