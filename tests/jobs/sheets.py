"""A desk with a delivery file, for the sheet tests."""

from pathlib import Path

DELIVERIES = """交货日期,车号,湿重(吨),水分(%),REO(%)
2026-01-05,蒙B12345,60.000,8.50,51.25
2026-01-06,蒙B22345,33.15,9.1,50.8
合计,,93.15,,
"""


def delivery_file(folder: Path, text: str = DELIVERIES, encoding: str = "utf-8") -> Path:
    path = folder / "交货.csv"
    path.write_bytes(text.encode(encoding))
    return path


def many_deliveries(folder: Path, count: int) -> Path:
    lines = [f"2026-02-{1 + n % 28:02},蒙B{10000 + n},{30 + n % 7}.125,8.{n % 10},5{n % 4}.2" for n in range(count)]
    return delivery_file(folder, "\n".join(["交货日期,车号,湿重(吨),水分(%),REO(%)", *lines]))
