"""What a cell's value is as text."""

from datetime import date, datetime

import pytest

from desk_app.files.excel_file import cell_text


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
