"""Packages that are no workbook, or would take the memory of the machine."""

import zipfile
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.files.package import look_over
from tests.files.workbooks import text_cells, write_workbook

HEADINGS = text_cells(("成交日期", "品名", "数量(吨)", "含税单价(元/吨)"))


def refused(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        look_over(path)
    return caught.value.problem.key


def test_a_workbook_passes(tmp_path: Path) -> None:
    look_over(write_workbook(tmp_path / "good.xlsx", ("一", HEADINGS + '<row><c r="AA99"><v>1</v></c></row>')))


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZZZZZZZ4294967295", "A999999999"])
def test_a_cell_far_out_is_refused(tmp_path: Path, cell: str) -> None:
    far = f'<row><c r="{cell}"><v>1</v></c></row>'
    assert refused(write_workbook(tmp_path / "far.xlsx", ("一", HEADINGS + far))) == "sheet_spans_too_far"


@pytest.mark.parametrize("place", ["r='XFD1048576'", 'r = "XFD1048576"'])
def test_a_far_cell_is_seen_however_its_place_is_written(tmp_path: Path, place: str) -> None:
    far = f"<row><c {place}><v>1</v></c></row>"
    assert refused(write_workbook(tmp_path / "far.xlsx", ("一", HEADINGS + far))) == "sheet_spans_too_far"


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    bomb = write_workbook(tmp_path / "bomb.xlsx", ("一", HEADINGS + " " * 110_000_000))
    assert refused(bomb) == "file_unpacks_too_large"


def test_another_kind_of_package_is_no_table(tmp_path: Path) -> None:
    document = tmp_path / "letter.docx"
    with zipfile.ZipFile(document, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert refused(document) == "file_not_a_table"
