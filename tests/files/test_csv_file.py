"""Delimiters, quotes and line numbers."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(("", "1", "镧 ", "x")), min_size=1, max_size=4), min_size=1, max_size=6))
def test_plain_lines_are_cut_at_their_delimiters(tmp_path: Path, lines: list[list[str]]) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    blocks = list(read_text_table(file, lambda rows: len(rows[0]) if rows else 0)[0].blocks())
    if "," not in file.read_text(encoding="utf-8"):
        return  # nothing tells the delimiter
    assert [row for block in blocks for row in block.rows] == [line if line != [""] else [] for line in lines]
    for block in blocks:
        assert block.columns is None or list(map(list, zip(*block.columns, strict=True))) == list(block.rows)
        assert (block.columns is not None) == (len(set(map(len, lines))) == 1)


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
