"""Parquet: every cell as exact text, batch by batch; what is no flat table is refused in one line."""

import struct
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from pyarrow.parquet import encryption

from desk_app.domain.base.problem import Refused
from desk_app.files import reader
from desk_app.files.parquet_file import PARQUET
from desk_app.files.pick import read_tables
from desk_app.files.reader import BLOCK_ROWS, MOST_COLUMNS
from tests.files.parquet_tables import TRADES, sample_files, write_parquet


def score(rows: Sequence[Sequence[str]]) -> int:
    return len(rows)


def cells(tmp_path: Path, column: Any, **options: Any) -> list[str]:
    (table,) = read_tables(write_parquet(tmp_path / "one.parquet", {"x": column}, **options), score)
    return [row[0] for row in table.rows()[1:]]


def refused(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        for table in read_tables(path, score):
            table.rows()
    return caught.value.problem.key


def test_the_names_of_the_columns_are_line_one(tmp_path: Path) -> None:
    (table,) = read_tables(write_parquet(tmp_path / "trades.dat", TRADES), score)
    assert table.head == table.rows()
    assert table.rows()[:2] == [
        ["成交编号", "成交日期", "品名", "数量(吨)", "含税单价(元/吨)", "备注"],
        ["P001", "2026-01-09", "氧化镨钕", "1.250", "620000", ""],
    ]
    assert (table.lines, [block.first for block in table.blocks()]) == (4, [1, 2])


@pytest.mark.parametrize("data", sample_files())
def test_it_does_not_matter_how_it_is_packed(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(data)
    (table,) = read_tables(file, score)
    assert [row[2:5] for row in table.rows()[2:]] == [["氧化镧", "20.000", "4500.5"], ["氧化镨钕", "0.500", "621000"]]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array([9007199254740993, None, -5]), ["9007199254740993", "", "-5"]),
        (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
        (pa.array([0.1, 1e-7, 1e22, 5.0, 0.1 + 0.2]),
         ["0.1", "0.0000001", "10000000000000000000000", "5", "0.30000000000000004"]),
        (pa.array([0.1, 16777216.0], pa.float32()), ["0.1", "16777216"]),
        (pa.array([float("nan"), float("inf"), None]), ["nan", "inf", ""]),
        (pa.array([Decimal("0.0000000001"), Decimal("-12345678901234567890.5"), Decimal(0)],
                       pa.decimal128(38, 10)),
         ["0.0000000001", "-12345678901234567890.5000000000", "0.0000000000"]),
        (pa.array([date(2026, 1, 9), date(1, 1, 1), None]), ["2026-01-09", "0001-01-01", ""]),
        (pa.array([-400_000_000], pa.date32()), ["<value out of range: -400000000>"]),
        (pa.array([datetime(2026, 1, 9), datetime(2026, 1, 9, 10, 30, 0, 500_000)]),  # noqa: DTZ001 - without one
         ["2026-01-09", "2026-01-09 10:30:00.5"]),
        (pa.array([datetime(2026, 1, 9, tzinfo=UTC)], pa.timestamp("us", "Asia/Shanghai")),
         ["2026-01-09 00:00:00Z"]),
        (pa.array([time(10, 30)], pa.time32("s")), ["10:30:00"]),
        (pa.array([True, False, None]), ["TRUE", "FALSE", ""]),
        (pa.array(["氧化镧", None, "氧化镧"]).dictionary_encode(), ["氧化镧", "", "氧化镧"]),
        (pa.array([1.5, 2.5, 1.5]).dictionary_encode(), ["1.5", "2.5", "1.5"]),
        (pa.array(["品名".encode()], pa.binary()), ["品名"]),
        (pa.nulls(2), ["", ""]),
        (pa.array(["00123", " a\nb "]), ["00123", " a\nb "]),
    ],
)  # fmt: skip
def test_every_kind_of_cell(tmp_path: Path, column: Any, texts: list[str]) -> None:
    assert cells(tmp_path, column) == texts


@given(st.lists(st.floats(width=64) | st.none(), min_size=1))
def test_a_float_reads_back_as_itself(tmp_path_factory: pytest.TempPathFactory, values: list[float | None]) -> None:
    texts = cells(tmp_path_factory.getbasetemp(), pa.array(values, pa.float64()))
    assert not [text for text in texts if "e" in text]
    assert repr([float(text) if text else None for text in texts]) == repr(values)


def test_it_is_read_in_batches_over_its_row_groups(tmp_path: Path) -> None:
    many = 2 * BLOCK_ROWS + 7
    numbers = pa.array(range(many))
    file = write_parquet(tmp_path / "n.parquet", {"n": numbers, "t": numbers.cast("string")}, row_group_size=30_000)
    (table,) = read_tables(file, score)
    blocks = list(table.blocks())
    assert max(len(block.rows) for block in blocks) <= BLOCK_ROWS
    assert [row for block in blocks for row in block.rows][1:] == [[str(n), str(n)] for n in range(many)]
    for block in blocks:
        assert block.columns is not None
        assert list(map(list, zip(*block.columns, strict=True))) == list(block.rows)


@pytest.mark.parametrize(
    "column",
    [pa.array([[1, 2]]), pa.array([{"a": 1}]), pa.array([b"ab"], pa.binary(2))],
)
def test_a_column_that_is_not_flat_is_refused_by_name(tmp_path: Path, column: Any) -> None:
    file = write_parquet(tmp_path / "nested.parquet", {"ok": [1], "odd": column})
    with pytest.raises(Refused) as caught:
        read_tables(file, score)
    assert caught.value.problem.key == "column_not_flat"
    assert caught.value.problem.facts["column"] == "odd"


def test_bytes_that_are_no_text_are_damage(tmp_path: Path) -> None:
    assert refused(write_parquet(tmp_path / "b.parquet", {"b": pa.array([b"\xff\xfe"])})) == "file_damaged"


@pytest.mark.parametrize("keep", [12, 200, -1, -9])
def test_a_cut_file_is_damaged(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "cut.parquet"
    file.write_bytes(sample_files()[0][:keep])
    assert refused(file) == "file_damaged"


def test_a_page_that_was_changed_is_seen(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "p.parquet", {"x": ["a" * 50]}, write_page_checksum=True, compression="none")
    data = file.read_bytes()
    file.write_bytes(data.replace(b"a" * 50, b"b" + b"a" * 49, 1))
    assert refused(file) == "file_damaged"


class _Keys(encryption.KmsClient):  # type: ignore[misc]
    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> bytes:
        return key_bytes

    def unwrap_key(self, wrapped_key: bytes, master_key_identifier: str) -> bytes:
        return wrapped_key


@pytest.mark.parametrize("open_footer", [True, False])
def test_an_encrypted_file_says_so(tmp_path: Path, open_footer: bool) -> None:
    factory = encryption.CryptoFactory(lambda _: _Keys())
    how = encryption.EncryptionConfiguration(
        footer_key="k", column_keys={"k": ["x"]}, plaintext_footer=open_footer, double_wrapping=False
    )
    table, file = pa.table({"x": ["secret"]}), tmp_path / "locked.parquet"
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    with parquet.ParquetWriter(file, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)
    assert refused(file) == "file_protected"


def test_a_text_that_begins_alike_is_text() -> None:
    assert not PARQUET.fits(b"PAR1,amount,date\r\n1,2,3")
    assert not PARQUET.fits(b"PARENT\tPRICE")
    assert PARQUET.fits(sample_files()[0][:64])


def test_a_long_text_in_every_line_is_in_memory_once_and_refused(tmp_path: Path) -> None:
    index = pa.array([0] * 100_000, pa.int32())
    long = pa.DictionaryArray.from_arrays(index, pa.array(["x" * 20_000_000]))
    assert refused(write_parquet(tmp_path / "l.parquet", {"x": long}, store_schema=False)) == "cell_too_long"


def test_too_many_columns_and_too_much_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = {f"c{at}": [1] for at in range(MOST_COLUMNS + 1)}
    assert refused(write_parquet(tmp_path / "wide.parquet", wide)) == "table_too_wide"
    monkeypatch.setattr("desk_app.files.parquet_file.LARGEST_UNPACKED", 50)
    assert reader.LARGEST_UNPACKED > 50
    assert refused(write_parquet(tmp_path / "big.parquet", TRADES)) == "file_unpacks_too_large"


def test_a_footer_that_lies_about_its_length_is_damage(tmp_path: Path) -> None:
    file = tmp_path / "f.parquet"
    file.write_bytes(sample_files()[0][:-8] + struct.pack("<I", 0x7FFFFFF0) + b"PAR1")
    assert refused(file) == "file_damaged"
