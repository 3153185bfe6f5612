"""How fast a trade file comes in, file to commit: UTF-8 and GB18030, beside `sqlite3 .import`.

The file has 14 columns. The floor is SQLite's own shell: the finished rows, already clean and keyed, from a CSV into
the same table with the same indexes and pragmas (hashes as 16 signs of text, for a CSV holds no blobs).
Run: `python tests/bench/bench_import.py [ROWS]`; prints one JSON document with seconds, ratios and peak memory.
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
from datetime import date, timedelta
from pathlib import Path

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import open_desk
from desk_app.store.database import FILE_NAME

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
    with open_desk(folder) as desk:
        start = time.perf_counter()
        (result,) = import_files(desk, [file], ImportOptions())
        seconds = time.perf_counter() - start
        if result.refused or result.held or result.problems:
            raise RuntimeError(f"not a clean import: {result.refused} {result.problems[:3]}")
    return seconds


def time_floor(source: Path, folder: Path) -> float:
    """Seconds that SQLite's shell needs for the rows the import wrote."""
    rows, target = folder / "rows.csv", folder / "floor.sqlite"
    done = sqlite3.connect(source / FILE_NAME)
    names = [name for _, name, *_ in done.execute("PRAGMA table_info(trades)")]
    chosen = ", ".join(f"substr(hex({name}), 1, 16)" if name in ("key", "content") else name for name in names)
    sql = [text for (text,) in done.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'trades' AND sql <> ''")]
    done.close()
    with rows.open("wb") as file:
        shell = ("sqlite3", "-csv", str(source / FILE_NAME), f"SELECT {chosen} FROM trades ORDER BY id")
        subprocess.run(shell, stdout=file, check=True)
    empty = sqlite3.connect(target)
    empty.execute("PRAGMA journal_mode = WAL")
    for text in sql:
        empty.execute(text.replace("STRICT", ""))
    empty.close()
    start = time.perf_counter()
    load = ("sqlite3", str(target), "PRAGMA synchronous = NORMAL", ".mode csv", f".import '{rows}' trades")
    subprocess.run(load, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    told: dict[str, object] = {"rows": rows, "columns": HEADINGS.count(",") + 1}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = {}
        for encoding in ("utf-8", "gb18030"):
            file = folder / f"{encoding}.csv"
            make_file(file, rows, encoding)
            seconds[encoding] = time_import(folder / encoding, file)
        told["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        floor = time_floor(folder / "utf-8", folder) if shutil.which("sqlite3") else None
        told["floor_seconds"] = floor and round(floor, 2)
        for encoding, took in seconds.items():
            ratio = floor and round(took / floor, 2)
            told[encoding] = {"seconds": round(took, 2), "rows_per_second": round(rows / took), "to_floor": ratio}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
