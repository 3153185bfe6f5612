"""How long the index takes: `python -m tests.bench.bench_index [TRADES]`. Not a test: it prints, it never fails."""

import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from desk_app.jobs.build_index import build_index
from desk_app.jobs.open_desk import Desk, open_desk

PRODUCTS = tuple(f"product_{number:02d}" for number in range(30))
INSERT = """
INSERT INTO trades (key, version, live, content, batch, source_row, trade_date, product, quantity_t, price_stated,
    unit_stated, tax, vat_percent, price_ex, price_inc, amount_ex, grade, ref, buyer, seller)
VALUES (?, 1, 1, x'00', 1, 1, ?, ?, ?, ?, 'yuan/t', 'excl', '13', ?, ?, 0, '', '', '', '')
"""


def fill(desk: Desk, count: int) -> None:
    """Trades of three years in 30 products, straight into the table."""
    chance = random.Random(7)
    connection = desk.database.conn
    with connection:
        connection.execute(
            "INSERT INTO batches (id, source, file, file_hash, imported_at, rows, new, same, changed, held)"
            " VALUES (1, '', 'bench', '', '', 0, 0, 0, 0, 0)"
        )
        connection.executemany(INSERT, (line(chance, number) for number in range(count)))


def line(chance: random.Random, number: int) -> tuple[object, ...]:
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(1096))
    price = round(10_000_000 * (1 + chance.random()))
    mass = f"{0.5 + 20 * chance.random():.3f}"
    stated, scaled = f"{price / 100:.2f}", price * 100
    return (number.to_bytes(16), day.isoformat(), chance.choice(PRODUCTS), mass, stated, scaled, scaled)


def main(count: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        fill(desk, count)
        start = time.perf_counter()
        built = build_index(desk)
        full = time.perf_counter() - start
        start = time.perf_counter()
        build_index(desk)
        print(f"{count:,} trades: {built.added:,} values in {full:.2f} s; ", end="")
        print(f"nothing new: {time.perf_counter() - start:.3f} s")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
