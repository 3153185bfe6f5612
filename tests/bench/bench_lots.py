"""How fast a file of lots is priced, beside what csv.reader alone needs to read it; and how one by one.

The file has a day, a truck, wet mass, moisture, REO and what was paid before, each lot at the announced price of its
day's quarter; one line in a thousand is bad and held. `quick` is the whole job, from the file to the totals, `by_line`
the same by decimals line by line. They take turns, and the middle of all rounds counts.
Run: `python -m tests.bench.bench_lots [LOTS] [ROUNDS]`; prints one JSON document: seconds, ratios to the floor.
"""

import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from unittest.mock import patch

from desk_app.jobs.price_lots import LotsRequest, price_lots

HEADINGS = "交货日期,车号/批号,湿重(吨),水分(%),REO(%),已付(元 含税)"
FIRST, DAYS = date(2026, 7, 1), 120
BAD = 1000


def make_file(path: Path, lots: int) -> None:
    """A seeded file of plausible lots."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADINGS + "\n")
        for number in range(lots):
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            wet = f"{chance.uniform(20, 60):.3f}" if number % BAD else "?"
            moisture, reo = f"{chance.uniform(5, 12):.2f}", f"{chance.uniform(45, 60):.2f}"
            file.write(f"{day},蒙B{number:06d},{wet},{moisture},{reo},{chance.randrange(300_000, 1_200_000)}.00\n")


def floor(path: Path) -> int:
    """Lines that csv.reader finds."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def priced(path: Path, lots: int) -> None:
    """The whole job."""
    found = price_lots(path, LotsRequest())
    if found.lines != lots or len(found.held) != -(-lots // BAD):
        raise RuntimeError(f"not all lines: {found.lines} of {lots}, held {len(found.held)}")


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def one_round(path: Path, lots: int) -> dict[str, float]:
    """Seconds of each way."""
    seconds = {"floor": timed(lambda: floor(path)), "quick": timed(lambda: priced(path, lots))}
    with patch("desk_app.domain.ore.quick_lots.is_known", lambda _: False):
        seconds["by_line"] = timed(lambda: priced(path, lots))
    return seconds


def main() -> None:
    lots = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    told: dict[str, object] = {"lots": lots, "rounds": rounds}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "lots.csv"
        make_file(path, lots)
        runs = [one_round(path, lots) for _ in range(rounds)]
    for way in runs[0]:
        took = median(run[way] for run in runs)
        to_floor = median(run[way] / run["floor"] for run in runs)
        told[way] = {"seconds": round(took, 3), "to_floor": round(to_floor, 1), "lots_per_second": round(lots / took)}
    told["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
