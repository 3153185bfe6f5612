"""HTML tables under whatever name."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.files.html_table_file import read_html
from desk_app.files.pick import read_tables


def score(rows: Sequence[Sequence[str]]) -> int:
    return len(rows)


def tables(tmp_path: Path, text: str, codec: str = "utf-8") -> list[list[list[str]]]:
    file = tmp_path / "export.xls"
    file.write_text(text, encoding=codec)
    return [table.rows() for table in read_tables(file, score)]


def test_a_plain_table(tmp_path: Path) -> None:
    page = "<html><table><tr><th>品名<th>数量<tr><td>氧化镧&nbsp;</td><td>1,000 &lt;吨&gt;</td></tr></table>"
    assert tables(tmp_path, page, "gb18030") == [[["品名", "数量"], ["氧化镧", "1,000 <吨>"]]]


def test_merged_cells_keep_every_column_in_its_place(tmp_path: Path) -> None:
    page = (
        "<table><tr><td rowspan=2>日期<td colspan='2'>价格</tr><tr><td>含税<td>不含税</tr>"
        "<tr><td>1<td>2<td>3</tr></table>"
    )
    assert tables(tmp_path, page) == [[["日期", "价格", ""], ["", "含税", "不含税"], ["1", "2", "3"]]]


def test_several_and_nested_tables_and_what_is_no_text(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><table><tr><td>a<table><tr><td>in</table></td><td>b<script>x<td>y</script></table>"
        "<table><tr><td>c<br>d</table>"
    )
    assert tables(tmp_path, page) == [[["a", "b"]], [["in"]], [["c d"]]]


@pytest.mark.parametrize(
    "page",
    [
        "<html><p>nothing</p></html>",
        "<table>" * 1_000,
        "<table><tr>" + "<td colspan=2000>" * 3_000,
        "<table><tr><td colspan=2000 rowspan=2000><td colspan=2000 rowspan=2000></tr>" + "<tr></tr>" * 2_000,
    ],
)
def test_what_holds_no_table_or_too_much_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(Refused):
        tables(tmp_path, page)


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan=99999999>", "x", "&amp;",
     "<!--", "-->", "<![CDATA[", "<?", "<script>", "</script>", "<th colspan=-1>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_any_page_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.html"
    file.write_text("".join(pieces), encoding="utf-8")
    with suppress(Refused):
        assert all(isinstance(cell, str) for table in read_html(file, score) for row in table.rows() for cell in row)
