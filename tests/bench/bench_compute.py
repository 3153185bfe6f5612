"""`index compute` beside PyIndexNum: `python -m tests.bench.bench_compute`. Not a test: it prints, it never fails.

36 months of 30 products, GEKS-Törnqvist and GEKS-Fisher in windows of 13 joined by their mean, from the same file. Each
is timed inside its process (the panel in memory, the series out) and as a process from start to end. PyIndexNum is
installed by pip into a folder of its own, for it needs an older numpy.
"""

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import numpy as np

from desk_app.domain.index.research.compute import Question, compute
from desk_app.jobs.compute_index import read_panel

MONTHS, PRODUCTS, WINDOW, PACKAGE = 36, 30, 13, "PyIndexNum==0.4.*"
METHODS = ("geks_tornqvist", "geks_fisher")
THEIRS = """
import json, sys, time, warnings
import polars as pl
from datetime import date
from pyindexnum import extension, multilateral

warnings.simplefilter("ignore")
file, name, window, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
frame = pl.read_csv(file, try_parse_dates=True)
method = getattr(multilateral, name)
months = frame["period"].unique().sort().to_list()
columns = dict(id_col="product", price_col="price", quantity_col="quantity")


def of_window(last):
    return method(frame.filter(pl.col("period").is_in(months[last - window : last])), **columns)


def series():
    before = of_window(window)
    values = before["index_value"].to_list()
    for last in range(window + 1, len(months) + 1):
        new = of_window(last)
        step = extension.mean_splice(before, new)["index_value"].to_list()
        values.append(values[-1] * step[-1] / step[-2])
        before = new
    return values


times = []
for _ in range(repeats):
    start = time.perf_counter()
    values = series()
    times.append(time.perf_counter() - start)
print(json.dumps({"seconds": min(times), "values": values}))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = write_panel(folder / "panel.csv")
        python = installed(folder / "venv")
        for method in METHODS:
            compare(file, method, python, folder)


def write_panel(file: Path) -> Path:
    """Prices that wander, quantities that answer them; every product in every month."""
    chance = random.Random(7)
    prices = [chance.uniform(10, 1000) for _ in range(PRODUCTS)]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("period", "product", "price", "quantity"))
        for month in range(MONTHS):
            for product in range(PRODUCTS):
                prices[product] *= chance.uniform(0.9, 1.12)
                day = f"{2023 + month // 12}-{month % 12 + 1:02d}-01"
                quantity = 1e5 / prices[product] * chance.uniform(0.5, 2)
                writer.writerow((day, f"p{product:02d}", repr(prices[product]), repr(quantity)))
    return file


def installed(folder: Path) -> Path | None:
    """A Python that has PyIndexNum; None, and a line, where it can't be installed."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", PACKAGE], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{PACKAGE} can't be installed here, so nothing is compared: {done.stderr.strip().splitlines()[-1]}")
        return None
    return python


def compare(file: Path, method: str, python: Path | None, folder: Path) -> None:
    name = method.replace("_", "-")
    ours, values = computing(file, name)
    command = [sys.executable, "-m", "desk_app", "--data", str(folder / "desk"), "index", "compute", str(file)]
    whole = process([*command, "--formula", name, "--window", str(WINDOW), "--splice", "mean"])
    print(f"{name}, {MONTHS} months, {PRODUCTS} products, window {WINDOW}")
    print(f"  ours:       computing {ours * 1e3:.2f} ms; the whole process {whole:.2f} s")
    if python is None:
        return
    script = [str(python), "-c", THEIRS, str(file), method, str(WINDOW)]
    found = json.loads(subprocess.run([*script, "3"], capture_output=True, text=True, check=True).stdout)
    theirs, whole_theirs = float(found["seconds"]), process([*script, "1"])
    print(f"  PyIndexNum: computing {theirs * 1e3:.0f} ms; the whole process {whole_theirs:.2f} s")
    apart = np.abs(np.array(values) / np.array(found["values"]) - 1).max()
    print(f"  computing {theirs / ours:,.0f} times, the process {whole_theirs / whole:.1f} times as fast;", end=" ")
    print(f"values at most {apart:.1e} apart")


def computing(file: Path, name: str) -> tuple[float, list[float]]:
    """Seconds of the best of twenty, and the series."""
    panel, question = read_panel(file), Question(name, window=WINDOW, splice="mean")
    times = []
    for _ in range(20):
        start = time.perf_counter()
        values = compute(panel, question)
        times.append(time.perf_counter() - start)
    return min(times), values.tolist()


def process(command: list[str]) -> float:
    """Seconds of the best of three runs, from start to end."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
