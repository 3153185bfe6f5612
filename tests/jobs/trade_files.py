"""Trade files for tests of jobs and commands."""

from collections.abc import Iterable
from pathlib import Path

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk

Line = tuple[str, str, str, str]
"""Day, product, tonnes, price in yuan per tonne without VAT."""

HEADINGS = "成交编号,成交日期,品名,数量(吨),不含税单价(元/吨)\n"


def write_trades(path: Path, lines: Iterable[Line], first: int = 1) -> Path:
    """A file of trades with numbers from `first`."""
    rows = (f"T{first + n:05d},{','.join(line)}\n" for n, line in enumerate(lines))
    path.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    return path


def take(desk: Desk, path: Path, *, sample: bool = False) -> ImportResult:
    """Import one file that must be taken whole."""
    (result,) = import_files(desk, [path], ImportOptions(sample=sample))
    assert result.refused is None, result.refused
    assert not result.held, result.problems
    return result
