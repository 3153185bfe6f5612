"""A parquet file on its way into the desk."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import open_desk
from tests.files.parquet_tables import TRADES, write_parquet


def test_its_trades_are_taken_with_the_lines_of_the_sheet_and_once(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "trades.parquet", TRADES)
    with open_desk(tmp_path / "desk") as desk:
        (first,) = import_files(desk, [file], ImportOptions())
        (second,) = import_files(desk, [file], ImportOptions())
        lines = {line.source_row: line for line in list_trades(desk)}
    assert (first.refused, first.new, first.held) == (None, 3, 0)
    assert (second.same, second.new, second.changed) == (3, 0, 0)
    assert sorted(lines) == [2, 3, 4]
    assert (lines[3].product, lines[3].ref, lines[3].quantity_t) == ("la_oxide", "P002", Decimal(20))
    assert lines[3].price_inc_vat == Decimal("4500.5")


def test_what_is_doubtful_is_held(tmp_path: Path) -> None:
    odd = {**TRADES, "数量(吨)": pa.array([1.5, float("nan"), None])}
    file = write_parquet(tmp_path / "trades.parquet", odd)
    with open_desk(tmp_path / "desk") as desk:
        (result,) = import_files(desk, [file], ImportOptions())
    assert (result.rows, result.new, result.held) == (3, 1, 2)
    assert {problem.row for problem in result.problems} == {3, 4}
    assert {problem.field for problem in result.problems} == {"quantity"}
