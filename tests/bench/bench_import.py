"""How fast a trade file comes in: 100,000 rows × 10 columns, decoded to committed, beside its floor.

The floor is SQLite alone: the finished rows written into the same tables with the same indexes by `executemany`.
Run: `python tests/bench/bench_import.py [ROWS]`; prints one JSON document.
"""

import json
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import open_desk
from desk_app.store.database import writing

PRODUCTS = (
    ("氧化镨钕", 620_000),
    ("氧化镧", 4_500),
    ("氧化铽", 6_400_000),
    ("金属钕", 640_000),
    ("镝铁合金", 1_400_000),
)
HEADINGS = "成交单号,成交日期,品名,规格,数量(吨),含税单价(元/吨),金额(元),买方,卖方,备注"


def make_file(path: Path, rows: int, encoding: str) -> None:
    """A seeded file of plausible trades."""
    chance = random.Random(1)
    lines = [HEADINGS]
    for number in range(rows):
        product, level = chance.choice(PRODUCTS)
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(600))
        quantity = chance.choice(("1", "2", "5", "0.5", "10"))
        price = level + chance.randrange(-50, 50) * 10
        amount = f"{float(quantity) * price:.2f}"
        party = f"买方{number % 50},卖方{number % 40}"
        lines.append(f"T{number:07d},{day},{product},99.9%,{quantity},{price},{amount},{party},")
    path.write_text("\n".join(lines), encoding=encoding)


def time_import(folder: Path, file: Path) -> float:
    """Seconds from the file to the commit."""
    with open_desk(folder) as desk:
        start = time.perf_counter()
        (result,) = import_files(desk, [file], ImportOptions())
        seconds = time.perf_counter() - start
        if result.refused or result.held:
            raise RuntimeError(f"not a clean import: {result.refused} {result.problems[:3]}")
    return seconds


def time_floor(source: Path, folder: Path) -> float:
    """Seconds SQLite alone needs for the rows the import wrote."""
    with open_desk(source) as desk:
        batches = desk.database.conn.execute("SELECT * FROM batches").fetchall()
        trades = desk.database.conn.execute("SELECT * FROM trades").fetchall()
    with open_desk(folder) as desk:
        start = time.perf_counter()
        with writing(desk.database, folder) as connection:
            for table, rows in (("batches", batches), ("trades", trades)):
                marks = ",".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        return time.perf_counter() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    told: dict[str, object] = {"rows": rows}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for encoding in ("utf-8", "gb18030"):
            file = folder / f"{encoding}.csv"
            make_file(file, rows, encoding)
            seconds = time_import(folder / encoding, file)
            told[encoding] = {"seconds": round(seconds, 2), "rows_per_second": round(rows / seconds)}
        told["floor_seconds"] = round(time_floor(folder / "utf-8", folder / "floor"), 2)
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
