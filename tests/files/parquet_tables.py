"""Parquet files for tests, written on the spot: their bytes differ from one version of the writer to the next."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

TRADES: dict[str, Any] = {
    "成交编号": ["P001", "P002", "P003"],
    "成交日期": pa.array([date(2026, 1, 9), date(2026, 1, 12), date(2026, 1, 13)], pa.date32()),
    "品名": pa.array(["氧化镨钕", "氧化镧", "氧化镨钕"]).dictionary_encode(),
    "数量(吨)": pa.array([Decimal("1.250"), Decimal("20.000"), Decimal("0.500")], pa.decimal128(18, 3)),
    "含税单价(元/吨)": pa.array([620000.0, 4500.5, 621000.0]),
    "备注": pa.array([None, "x", None], pa.string()),
}


def write_parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    parquet.write_table(pa.table(columns), path, **options)
    return path


def sample_files() -> list[bytes]:
    """The same trades, packed in different ways."""
    files: list[bytes] = []
    for options in ({}, {"compression": "none", "use_dictionary": False}, {"compression": "zstd", "version": "1.0"}):
        out = BytesIO()
        parquet.write_table(pa.table(TRADES), out, store_schema=not files, write_page_checksum=False, **options)
        files.append(out.getvalue())
    return files
