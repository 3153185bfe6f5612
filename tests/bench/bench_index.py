"""How long the indices take: everything anew, and after one corrected trade. Not a test: it prints, it never fails.

Run: `python -m tests.bench.bench_index [TRADES] [FOLDER]`. The trades (100,000 unless told) are of 30 products over 783
weekdays between 40 parties, 0.2 % of them with a gross error, straight into the table; a FOLDER keeps the database, for
the next run. Prints one JSON document: seconds by step and peak memory of the whole, then seconds from one corrected
trade to all series up to date, the trade being of the newest day, of a year before, of the first day (median and
longest of ten products). Floors from the same run: SQLite's count and its sums by product and day of the same rows, and
the writing of the one trade alone. On a machine that does other work too, `processor` says how long this work had.
"""

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection

import numpy as np

from desk_app.jobs.build_index import build_index
from desk_app.jobs.load_products import own_entries
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.store import dirty
from desk_app.store.database import writing
from desk_app.store.trade_indexes import build_indexes, drop_indexes
from tests.bench.on_a_desk import tell

PRODUCTS = tuple(sorted(str(entry["key"]) for entry in own_entries()[:30]))
LAST = date(2025, 12, 31)
_BACK = [LAST - timedelta(days=number) for number in range(1100)]
DAYS = [day.isoformat() for day in _BACK if day.weekday() < 5][782::-1]
PARTIES = [f"Party {number:02d}" for number in range(40)]
AT_ONCE = 100_000
INSERT = """
INSERT INTO trades (key, version, live, content, batch, source_row, trade_date, product, quantity_t, price_stated,
    unit_stated, tax, vat_percent, price_ex, price_inc, amount_ex, grade, ref, buyer, seller)
VALUES (?, 1, 1, x'00', 1, ?, ?, ?, ?, ?, 'yuan/t', 'excl', '13', ?, ?, 0, '99.5', '', ?, ?)
"""
BATCH = """
INSERT INTO batches (source, file, file_hash, imported_at, rows, new, same, changed, held)
VALUES ('', 'bench', '', '', 0, 0, 0, 0, 0)
"""
CORRECTED = """
INSERT INTO trades (key, version, live, content, batch, source_row, trade_date, product, quantity_t, price_stated,
    unit_stated, tax, vat_percent, price_ex, price_inc, amount_ex, grade, ref, buyer, seller, replaces)
SELECT key, version + 1, 1, content, ?, source_row, trade_date, product, quantity_t, price_stated, unit_stated, tax,
    vat_percent, price_ex * 101 / 100, price_inc, amount_ex, grade, ref, buyer, seller, id FROM trades WHERE id = ?
"""
SUMS = """
SELECT product, trade_date, sum(price_ex * quantity_t), sum(quantity_t), count(*) FROM trades WHERE live = 1
GROUP BY trade_date, product
"""


def fill(desk: Desk, count: int) -> None:
    chance = np.random.default_rng(7)
    steps = chance.normal(0, 0.008, (len(DAYS), len(PRODUCTS)))
    levels = chance.uniform(9, 14, len(PRODUCTS)) + np.cumsum(steps, axis=0)
    with writing(desk.database, desk.folder) as connection:
        sql = drop_indexes(connection)
        connection.execute(BATCH)
        for start in range(0, count, AT_ONCE):
            connection.executemany(INSERT, lines(chance, levels, start, min(AT_ONCE, count - start)))
        build_indexes(connection, sql)


def lines(
    chance: np.random.Generator, levels: np.ndarray[tuple[int, ...], np.dtype[np.float64]], start: int, many: int
) -> Iterator[tuple[object, ...]]:
    day, product = chance.integers(0, len(DAYS), many), chance.integers(0, len(PRODUCTS), many)
    error = np.where(chance.random(many) < 0.002, chance.choice([-1.0, 1.0], many) * chance.uniform(0.5, 4.6, many), 0)
    fen = np.round(100 * np.exp(levels[day, product] + chance.normal(0, 0.01, many) + error)).astype(np.int64)
    grams = np.round(1000 * chance.lognormal(1, 1, many)).astype(np.int64) + 1
    buyer, seller = chance.integers(0, len(PARTIES), many), chance.integers(0, len(PARTIES), many)
    columns = (day, product, fen, grams, buyer, seller)
    for number, (d, p, f, g, b, s) in enumerate(zip(*(column.tolist() for column in columns), strict=True), start):
        mass, stated = f"{g / 1000:.3f}", f"{f / 100:.2f}"
        who = (PARTIES[b], PARTIES[s])
        yield (number.to_bytes(16), number, DAYS[d], PRODUCTS[p], mass, stated, f * 100, f * 100, *who)


class Steps:
    """A `Progress` which notes when each step begins; reading ends where the first product is added up."""

    def __init__(self) -> None:
        self.times: list[tuple[str, float]] = []

    def step(self, done: int, total: int, key: str) -> None:
        name = "reading" if total == 3 and not done else key.rsplit(".", 1)[1]
        self.times.append((name, time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for (name, at), (_, then) in zip(self.times[:-1], self.times[1:], strict=True):
            found[name] = found.get(name, 0.0) + then - at
        return {name: round(took, 3) for name, took in found.items()}


def seconds_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def anew(desk: Desk) -> dict[str, object]:
    with writing(desk.database, desk.folder) as connection:
        dirty.mark(connection, [dirty.EVERYTHING])
    steps = Steps()
    begun = time.process_time()
    took = seconds_of(lambda: build_index(desk, steps, LAST))
    processor = round(time.process_time() - begun, 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return {"seconds": round(took, 2), "processor": processor, "by_step": steps.seconds(), "peak_memory_mb": peak}


def correct(connection: Connection, trade: int) -> None:
    batch = connection.execute(BATCH).lastrowid
    connection.execute("UPDATE trades SET live = 0 WHERE id = ?", (trade,))
    connection.execute(CORRECTED, (batch, trade))
    dirty.mark_batch(connection, batch or 0)


def corrected(desk: Desk, day: str, times: int = 10) -> dict[str, float]:
    """Of writing the trade and of building, a product each time."""
    written, built, processor = [], [], []
    for product in PRODUCTS[:times]:
        found = desk.database.conn.execute(
            "SELECT min(id) FROM trades WHERE live = 1 AND trade_date = ? AND product = ?", (day, product)
        ).fetchone()
        if not found[0]:
            continue
        start = time.perf_counter()
        with writing(desk.database, desk.folder) as connection:
            correct(connection, found[0])
        written.append(time.perf_counter() - start)
        begun = time.process_time()
        built.append(seconds_of(lambda: build_index(desk, today=LAST)))
        processor.append(time.process_time() - begun)
    return {
        "floor_writing_it": round(statistics.median(written), 4),
        "seconds": round(statistics.median(built), 3),
        "longest": round(max(built), 3),
        "processor": round(statistics.median(processor), 3),
    }


def floors(connection: Connection) -> dict[str, float]:
    return {
        "count": round(seconds_of(connection.execute("SELECT count(*) FROM trades").fetchone), 3),
        "sums_by_product_and_day": round(seconds_of(connection.execute(SUMS).fetchall), 3),
    }


def bench(folder: Path, count: int) -> dict[str, object]:
    with open_desk(folder) as desk:
        if not desk.database.conn.execute("SELECT 1 FROM trades").fetchone():
            fill(desk, count)
        told: dict[str, object] = {"trades": count, "load_before": os.getloadavg()[0], "anew": anew(desk)}
        told["nothing_new"] = round(seconds_of(lambda: build_index(desk, today=LAST)), 4)
        days = {"newest_day": DAYS[-1], "a_year_before": DAYS[-262], "first_day": DAYS[0]}
        told["one_trade"] = {name: corrected(desk, day) for name, day in days.items()}
        told["floors"] = floors(desk.database.conn)
    return {**told, "load_after": os.getloadavg()[0]}


def main() -> None:
    tell(bench, 100_000)


if __name__ == "__main__":
    main()
