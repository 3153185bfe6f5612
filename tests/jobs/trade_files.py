"""Trade files for tests of jobs and commands."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desk_app.jobs.build_index import build_index
from desk_app.jobs.check_desk import check_desk
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk, open_desk

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


NOTHING = ImportOptions()


@contextmanager
def sound_desk(folder: Path) -> Iterator[Desk]:
    """A desk that must be sound when the test is over."""
    with open_desk(folder) as opened:
        yield opened
        assert all(finding.wrong == 0 for finding in check_desk(opened))


def take_lines(desk: Desk, head: str, lines: Sequence[str], options: ImportOptions = NOTHING) -> ImportResult:
    """Import a file of these lines; each must be accounted for."""
    file = desk.folder.parent / "trades.csv"
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    (result,) = import_files(desk, [file], options)
    assert result.refused is None
    rows = len([line for line in lines if line])
    assert result.rows == rows == result.new + result.same + result.changed + result.held
    return result


FIRST: list[Line] = [
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-06", "氧化镨钕", "5", "620000"),
    ("2026-01-06", "氧化镧", "50", "4800"),
]
LATER: list[Line] = [("2026-01-05", "氧化镨钕", "30", "610000")]


def take_twice(desk: Desk, folder: Path) -> None:
    """`FIRST`, then `LATER`, which changes what was known; the indices after each."""
    for number, lines in ((1, FIRST), (500, LATER)):
        take(desk, write_trades(folder / f"{number}.csv", lines, first=number))
        build_index(desk)
