"""How fast a trade file comes in, file to commit: UTF-8 and GB18030, beside `sqlite3 .import`.

The file has 14 columns. The floor is SQLite's own shell: the finished rows, already clean and keyed, from a CSV into
the same table with the same indexes and pragmas (hashes as 16 signs of text, for a CSV holds no blobs). They take
turns, so that a busy machine is so for both, and the middle ratio of all rounds counts. Modules are loaded where they
are needed: the process that reads a long file loads this script too.
Run: `python -m tests.bench.bench_import [ROWS] [ROUNDS]`; prints one JSON document: seconds, ratios, peak memory.
"""

import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

PRODUCTS = (
    ("氧化镨钕", 620_000),
    ("氧化镧", 4_500),
    ("氧化铽", 6_400_000),
    ("金属钕", 640_000),
    ("镝铁合金", 1_400_000),
)
HEADINGS = "成交单号,成交日期,品名,规格,数量,数量单位,含税单价(元/吨),金额(元),税率,税额,价税合计,买方,卖方,备注"


def make_file(path: Path, rows: int, encoding: str) -> None:
    """A seeded file of plausible trades."""
    chance = random.Random(1)
    with path.open("w", encoding=encoding) as file:
        file.write(HEADINGS + "\n")
        for number in range(rows):
            file.write(line(chance, number) + "\n")


def line(chance: random.Random, number: int) -> str:
    product, level = chance.choice(PRODUCTS)
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(600))
    quantity = chance.choice(("1", "2", "5", "0.5", "10"))
    price = level + chance.randrange(-500, 500)
    total = round(float(quantity) * price, 2)
    tax = round(total / 113 * 13, 2)
    parties = f"买方{number % 50},卖方{number % 40},"
    return f"T{number:08d},{day},{product},99.9%,{quantity},吨,{price},{total:.2f},13%,{tax:.2f},{total:.2f},{parties}"


def time_import(folder: Path, file: Path) -> float:
    """Seconds from the file to the commit."""
    from desk_app.jobs.import_files import import_files
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.open_desk import open_desk

    with open_desk(folder) as desk:
        start = time.perf_counter()
        (result,) = import_files(desk, [file], ImportOptions())
        seconds = time.perf_counter() - start
        if result.refused or result.held or result.problems:
            raise RuntimeError(f"not a clean import: {result.refused} {result.problems[:3]}")
    return seconds


def rows_written(source: Path, rows: Path) -> list[str]:
    """The rows that an import wrote into `rows` as CSV; the SQL of their table and indexes."""
    from desk_app.store.database import FILE_NAME

    done = sqlite3.connect(source / FILE_NAME)
    names = [name for _, name, *_ in done.execute("PRAGMA table_info(trades)")]
    chosen = ", ".join(f"substr(hex({name}), 1, 16)" if name in ("key", "content") else name for name in names)
    sql = [text for (text,) in done.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'trades' AND sql <> ''")]
    done.close()
    with rows.open("wb") as file:
        shell = ("sqlite3", "-csv", str(source / FILE_NAME), f"SELECT {chosen} FROM trades ORDER BY id")
        subprocess.run(shell, stdout=file, check=True)
    return sql


def time_floor(folder: Path, rows: Path, sql: Sequence[str]) -> float:
    """Seconds that SQLite's shell needs for these rows."""
    target = folder / "floor.sqlite"
    empty = sqlite3.connect(target)
    empty.execute("PRAGMA journal_mode = WAL")
    for text in sql:
        empty.execute(text.replace("STRICT", ""))
    empty.close()
    start = time.perf_counter()
    load = ("sqlite3", str(target), "PRAGMA synchronous = NORMAL", ".mode csv", f".import '{rows}' trades")
    subprocess.run(load, check=True, capture_output=True)
    return time.perf_counter() - start


def one_round(folder: Path, files: Mapping[str, Path]) -> dict[str, float]:
    """Seconds by encoding, and of the floor where the shell is there, which takes its turn in between."""
    seconds: dict[str, float] = {}
    for encoding, file in files.items():
        with tempfile.TemporaryDirectory(dir=folder) as name:
            seconds[encoding] = time_import(Path(name), file)
            if "floor" not in seconds and shutil.which("sqlite3"):
                rows = Path(name) / "rows.csv"
                sql = rows_written(Path(name), rows)
                seconds["floor"] = time_floor(Path(name), rows, sql)
    return seconds


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    told: dict[str, Any] = {"rows": rows, "columns": HEADINGS.count(",") + 1, "rounds": rounds}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {encoding: folder / f"{encoding}.csv" for encoding in ("utf-8", "gb18030")}
        for encoding, file in files.items():
            make_file(file, rows, encoding)
        runs = [one_round(folder, files) for _ in range(rounds)]
    peaks = (resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told["peak_memory_mb"] = dict(zip(("writing", "reading, or the floor"), peaks, strict=True))
    for step in runs[0]:
        took = [run[step] for run in runs]
        to_floor = [round(run[step] / run["floor"], 2) for run in runs if "floor" in run]
        told[step] = {"seconds": round(median(took), 2), "to_floor": median(to_floor) if to_floor else None}
        told[step] |= {"rows_per_second": round(rows / median(took)), "each": to_floor}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
