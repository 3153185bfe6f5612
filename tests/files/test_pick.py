"""The reader by content, the sheet by its headings, and one clear line for what is no trade file."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.trade.mapping import find_mapping
from desk_app.files.pick import file_hash, left_unread, pick_table, read_tables
from desk_app.files.reader import table_of
from tests.data.corpus_writers import biff8
from tests.files.workbooks import text_cells, write_workbook
from tests.shared import shared_path


def score(rows: Sequence[Sequence[str]]) -> int:
    mapping = find_mapping(rows)
    return mapping.known if mapping else 0


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("empty.csv", b"", "file_empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "file_not_a_table"),
        ("half.xlsx", b"PK\x03\x04" + b"x" * 50, "file_damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 50, "file_damaged"),
    ],
)
def test_foreign_files(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_tables(file, score)
    assert refused.value.problem.key == key


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "none.csv", "file_not_there"), (tmp_path, "file_is_folder")):
        with pytest.raises(Refused) as refused:
            read_tables(path, score)
        assert refused.value.problem.key == key


def test_a_workbook_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    original = shared_path("data/trades/units_by_row.xlsx")
    renamed = tmp_path / "trades.csv"
    renamed.write_bytes(original.read_bytes())
    tables = read_tables(renamed, score)
    assert len(tables) == 2
    assert score(pick_table(tables, None, score, "trades.csv").head) >= 4


def test_the_sheet_with_headings_is_chosen_and_a_named_one_wins() -> None:
    notes = table_of("说明", [["见第二页"]])
    trades = table_of("成交", [["成交日期", "品名", "数量(吨)", "含税单价(元/吨)"]])
    assert pick_table([notes, trades], None, score, "f") is trades
    assert pick_table([notes, trades], "说明", score, "f") is notes
    with pytest.raises(Refused) as refused:
        pick_table([notes, trades], "Sheet9", score, "f")
    assert "说明, 成交" in refused.value.problem.facts["sheets"]


def test_a_hidden_sheet_is_not_chosen_and_other_trades_are_told_of() -> None:
    headings = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)"]
    shown, second = table_of("1月", [headings]), table_of("2月", [headings])
    hidden = table_of("旧", [[*headings, "买方"]], hidden=True)
    tables = [hidden, shown, second, table_of("说明", [["见第二页"]])]
    assert pick_table(tables, None, score, "f") is shown
    assert [problem.facts["sheet"] for problem in left_unread(tables, shown, score)] == ["旧", "2月"]
    assert pick_table([hidden], None, score, "f") is hidden


def test_a_file_that_vanishes_while_it_is_read_is_one_refusal(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_text("成交日期,品名\n2026-01-09,氧化镧\n", encoding="utf-8")
    (table,) = read_tables(file, score)
    file.unlink()
    with pytest.raises(Refused) as refused:
        table.rows()
    assert refused.value.problem.key == "file_unreadable"


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".csv", ""])
def test_a_workbook_is_read_whatever_its_suffix(tmp_path: Path, suffix: str) -> None:
    file = write_workbook(tmp_path / f"trades{suffix}", ("一", text_cells(("品名", "数量"))))
    assert [table.rows() for table in read_tables(file, score)] == [[["品名", "数量"]]]


def test_an_old_workbook_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "trades.xlsx"
    file.write_bytes(biff8("一", [["品名", 3]]))
    assert [table.rows() for table in read_tables(file, score)] == [[["品名", "3"]]]


def test_a_file_is_hashed_only_if_it_could_be_read(tmp_path: Path) -> None:
    file = tmp_path / "trades.csv"
    file.write_bytes(b"abc")
    assert file_hash(file) == hashlib.sha256(b"abc").hexdigest()
    with pytest.raises(Refused):
        file_hash(tmp_path)
