"""What a cell's value is as text."""

from datetime import date, datetime
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.files.excel_file import cell_text, read_workbook
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
