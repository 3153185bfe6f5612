"""Delimiters, quotes and line numbers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.trade.mapping import find_mapping
from desk_app.files.csv_file import read_text_table
from desk_app.i18n import Words, problem_text


def score(rows: Sequence[Sequence[str]]) -> int:
    mapping = find_mapping(rows)
    return mapping.known if mapping else 0


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "trades.csv"
    file.write_text(sign.join(["成交日期", "品名", "数量(吨)", "单价(元/吨,含税)"]), encoding="utf-8")
    if sign == ",":
        file.write_text('成交日期,品名,数量(吨),"单价(元/吨,含税)"', encoding="utf-8")
    (table,) = read_text_table(file, score)
    assert table.rows() == [["成交日期", "品名", "数量(吨)", "单价(元/吨,含税)"]]


def test_line_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_bytes(b'a,b\r\n\r\n"one\nline",2\r\n3,4\r\n')
    (table,) = read_text_table(file, score)
    assert table.rows() == [["a", "b"], [], ["one\nline", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    "lines",
    [
        ['1,2,3,"open', "4,5,6,7", "8,9,10,11"],
        ['1,2,3,"open', '4,5,6,"7', "8,9,10,11"],
        ['1,2,3,"open', '4,5,6,7"', "8,9,10,11"],
        ["1,2,3," + "x" * 1_000_001],
    ],
)
def test_a_stray_quote_never_swallows_lines(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join(["成交日期,品名,数量(吨),含税单价(元/吨)", *lines]), encoding="utf-8")
    (table,) = read_text_table(file, score)
    with pytest.raises(Refused) as refused:
        table.rows()
    assert refused.value.problem.key == "file_row_uncut"
    assert refused.value.problem.row == 2
    assert "2" in problem_text(Words("en"), refused.value.problem)


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text('品名,数量,单价,备注\n氧化镧,1,4500,"见合同,\n补充,附件"\n', encoding="utf-8")
    (table,) = read_text_table(file, score)
    assert table.rows()[1][3] == "见合同,\n补充,附件"
