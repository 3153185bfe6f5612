"""How fast a large workbook comes in, beside what calamine alone needs to read it.

The sheet has the 14 columns of `bench_import.py`, numbers as numbers, days as days, texts in a shared table. The
floor is `from_path` and `to_python` of calamine. Each step runs in a process of its own, for its peak memory.
Run: `python tests/bench/bench_workbook.py [ROWS] [FORMULAS]`; with FORMULAS the amounts are formulas with a stored
value. Prints one JSON document with seconds, ratios and peak memory.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from tests.bench.bench_import import HEADINGS, line

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NUMBERS, DAY, AMOUNT = frozenset((4, 6, 7, 9, 10)), 1, 7
ROUNDS = 3


def make_book(path: Path, rows: int, *, formulas: bool = False) -> None:
    """A seeded workbook of plausible trades."""
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><dimension ref="A1:N{rows + 1}"/><sheetData>'.encode())
            for piece in sheet_rows(rows, texts, formulas):
                sheet.write(piece.encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{shared}</sst>')
        styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
        package.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
        sheets = '<sheets><sheet name="成交" sheetId="1" r:id="rId1"/></sheets>'
        package.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>')
        kinds = (
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        )
        package.writestr("xl/_rels/workbook.xml.rels", relations(kinds))
        package.writestr("_rels/.rels", relations((("officeDocument", "xl/workbook.xml"),)))
        package.writestr("[Content_Types].xml", "<Types/>")


def relations(kinds: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{RELS}">{links}</Relationships>'


def sheet_rows(rows: int, texts: dict[str, int], formulas: bool) -> Iterator[str]:
    chance = random.Random(1)
    for number in range(rows + 1):
        cells = (line(chance, number - 1) if number else HEADINGS).split(",")
        made = (cell(at, number + 1, text, texts, formulas and number > 0) for at, text in enumerate(cells))
        yield f'<row r="{number + 1}" spans="1:14">{"".join(made)}</row>'


def cell(at: int, row: int, text: str, texts: dict[str, int], formulas: bool) -> str:
    place = f"{chr(65 + at)}{row}"
    if not text:
        return ""
    if row > 1 and at == DAY:
        return f'<c r="{place}" s="1"><v>{(date.fromisoformat(text) - date(1899, 12, 30)).days}</v></c>'
    if row > 1 and at in NUMBERS:
        formula = f"<f>ROUND(E{row}*G{row},2)</f>" if formulas and at == AMOUNT else ""
        return f'<c r="{place}">{formula}<v>{text}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'


# ------------------------------------------------------------------ steps, each in a process of its own
def calamine(path: Path) -> float:
    from python_calamine import CalamineWorkbook

    start = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("成交").to_python()
    took = time.perf_counter() - start
    if len(rows[0]) != HEADINGS.count(",") + 1:
        raise RuntimeError("not the columns that were written")
    return took


def read(path: Path) -> float:
    from desk_app.files.pick import read_tables
    from desk_app.jobs.read_trade_file import _score

    start = time.perf_counter()
    (table,) = read_tables(path, _score)
    lines = sum(len(block.rows) for block in table.blocks())
    took = time.perf_counter() - start
    if lines != table.lines:
        raise RuntimeError("lines were lost")
    return took


def whole(path: Path) -> float:
    from desk_app.jobs.import_files import import_files
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.open_desk import open_desk

    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        start = time.perf_counter()
        (result,) = import_files(desk, [path], ImportOptions())
        took = time.perf_counter() - start
    if result.refused or result.held or result.problems:
        raise RuntimeError(f"not a clean import: {result.refused} {result.problems[:3]}")
    return took


STEPS = {"calamine": calamine, "read": read, "import": whole}


def measured(step: str, path: Path) -> tuple[float, int]:
    """Seconds and megabytes at the peak."""
    command = [sys.executable, "-m", "tests.bench.bench_workbook", "--step", step, str(path)]
    seconds, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, peak


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        took = STEPS[sys.argv[2]](Path(sys.argv[3]))
        print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "book.xlsx"
        make_book(book, rows, formulas="FORMULAS" in sys.argv)
        runs = [{step: measured(step, book) for step in STEPS} for _ in range(ROUNDS)]
        told: dict[str, object] = {"rows": rows, "megabytes": book.stat().st_size >> 20}
    for step in STEPS:
        ratio = sorted(run[step][0] / run["calamine"][0] for run in runs)[ROUNDS // 2]
        seconds, peak = min(run[step][0] for run in runs), max(run[step][1] for run in runs)
        told[step] = {"seconds": round(seconds, 2), "ratio": round(ratio, 2), "peak_memory_mb": peak}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
