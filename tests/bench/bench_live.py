"""How long an arriving trade takes to the curve. Not a test: it prints, it never fails.

Run: `python -m tests.bench.bench_live [TRADES] [FOLDER] [FILES]`. The store has that many trades (1,000,000 unless
told), made as `bench_index` makes them; a FOLDER keeps it for the next run. Then FILES (200) files of one trade of the
newest day arrive, one after the other, each of a known kind, and go the way they go in the window: told apart from
those that are in, read, checked, written, the day added up, the flash computed, the product's and the composite's curve
loaded. Prints one JSON document: milliseconds from the file lying there, settled, to the curves, by percentile and by
step; the floor is writing one trade alone, from the same run. The time until a file counts as settled is a setting, not
a speed, and is not in it: seconds without a change for a watched folder, none for a source of bulletins.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desk_app.domain.product.product import Product
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.settle import Stamp
from desk_app.jobs.build_index import build_index
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_curve import load_curve
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.progress import SILENT
from desk_app.jobs.sort_arrivals import Arrivals
from desk_app.store.database import writing
from desk_app.ui.wizard.read_drafts import begin
from tests.bench.bench_index import DAYS, LAST, PRODUCTS, correct, fill
from tests.bench.on_a_desk import tell

HEADINGS = "成交编号,成交日期,品名,数量(吨),不含税单价(元/吨)\n"
WARM = 5


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.steps: dict[str, list[float]] = {}
        self.wholes: list[float] = []

    def run(self, name: str, work: Callable[[], object]) -> object:
        start = time.perf_counter()
        found = work()
        self.steps.setdefault(name, []).append(time.perf_counter() - start)
        return found


def write(folder: Path, number: int, product: str, price: float) -> Path:
    path = folder / f"{number:05d}.csv"
    path.write_text(f"{HEADINGS}L{number:06d},{DAYS[-1]},{product},12.5,{price:.2f}\n", encoding="utf-8")
    return path


def arrive(desk: Desk, arrivals: Arrivals, path: Path, product: str, clock: Clock) -> None:
    start = time.perf_counter()
    stamp = Stamp(path.stat().st_size, path.stat().st_mtime_ns)
    clock.run("telling_apart", lambda: arrivals.sort([Arrival(path, stamp)]))
    read_and_ended = clock.run("importing", lambda: begin(desk, None, [path], SILENT, by_itself=True))
    assert isinstance(read_and_ended, tuple)
    ((_, result),) = read_and_ended[1]
    assert result.new == 1, result
    clock.run("building", lambda: build_index(desk, today=LAST))
    clock.run("loading", lambda: [load_curve(desk, code) for code in (product, "composite")])
    clock.wholes.append(time.perf_counter() - start)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    places = {"p50": 0.5, "p90": 0.9, "p99": 0.99}
    found = {name: ordered[min(int(len(ordered) * at), len(ordered) - 1)] for name, at in places.items()}
    return {name: round(one * 1000, 1) for name, one in {**found, "longest": ordered[-1]}.items()}


def floor(desk: Desk, times: int = 20) -> float:
    ids = [row[0] for row in desk.database.conn.execute("SELECT id FROM trades WHERE live = 1 LIMIT ?", (times,))]
    taken = []
    for number in ids:
        start = time.perf_counter()
        with writing(desk.database, desk.folder) as connection:
            correct(connection, number)
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken) * 1000, 2)


def bench(folder: Path, count: int, files: int) -> dict[str, object]:
    with open_desk(folder) as desk, tempfile.TemporaryDirectory() as inbox:
        if not desk.database.conn.execute("SELECT 1 FROM trades").fetchone():
            fill(desk, count)
        products = {product.key: product for product in load_products(desk).all()}
        prices = {code: _price(desk, code) for code in PRODUCTS}
        codes = [code for code in PRODUCTS if _is_likely(products[code], prices[code])]
        begun = int(time.time())
        first = write(Path(inbox), begun % 100_000, products[codes[0]].zh, prices[codes[0]])
        import_files(desk, [first], ImportOptions())  # files of this kind are known from now on
        build_index(desk, today=LAST)
        arrivals, clock = Arrivals(desk), Clock()
        load, processor = os.getloadavg()[0], time.process_time()
        for number in range(files + WARM):
            code = codes[number % len(codes)]
            price = prices[code] * (1 + number % 7 / 1000)
            path = write(Path(inbox), begun % 100_000 * 1000 + number, products[code].zh, price)
            arrive(desk, arrivals, path, code, clock)
        processor = (time.process_time() - processor) / (files + WARM)
        told = {name: percentiles(seconds[WARM:]) for name, seconds in clock.steps.items()}
        return {
            "trades": count,
            "files": files,
            "products": len(codes),
            "milliseconds": percentiles(clock.wholes[WARM:]),
            "by_step": told,
            "processor_of_one": round(processor * 1000, 1),
            "floor_writing_one": floor(desk),
            "load_before": load,
            "load_after": os.getloadavg()[0],
        }


def _is_likely(product: Product, price: float) -> bool:
    """Whether a trade at this price comes in: the store's prices are made up, the catalogue's bands are not."""
    return product.band is None or float(product.band.low) <= price <= float(product.band.high)


def _price(desk: Desk, code: str) -> float:
    """Near what the product cost last: a price far off would be asked about."""
    sql = "SELECT avg(price_ex) / 10000.0 FROM trades WHERE live = 1 AND product = ? AND trade_date = ?"
    return float(desk.database.conn.execute(sql, (code, DAYS[-1])).fetchone()[0])


def main() -> None:
    files = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    tell(lambda folder, count: bench(folder, count, files), 1_000_000)


if __name__ == "__main__":
    main()
