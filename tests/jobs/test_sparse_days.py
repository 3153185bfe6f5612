"""Thin products, whose first trades can't be screened yet: day by day it comes to what everything anew comes to."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.domain.index.fate import Fate
from desk_app.domain.index.methodology import METHOD
from desk_app.domain.index.rules import NO_RULES
from desk_app.jobs.add_up_days import Ground, add_up_all, add_up_days
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.progress import SILENT
from desk_app.store.database import Connection

GROUND = Ground(METHOD, NO_RULES, {}, date(2030, 1, 1).toordinal())
BATCH = """
INSERT INTO batches (id, source, file, file_hash, imported_at, rows, new, same, changed, held)
VALUES (1, '', '', '', '', 0, 0, 0, 0, 0)
"""
INSERT = """
INSERT INTO trades (id, key, version, live, content, batch, source_row, trade_date, product, quantity_t, price_stated,
    unit_stated, tax, vat_percent, price_ex, price_inc, amount_ex, grade, ref, buyer, seller)
VALUES (?, ?, 1, 1, x'00', 1, 1, ?, 'nd_oxide', ?, '', 'yuan/t', 'excl', '13', ?, 0, 0, '', '', ?, 'S')
"""
TABLES = ("SELECT * FROM product_days ORDER BY product, day", "SELECT * FROM trade_fates ORDER BY trade")


def insert(connection: Connection, number: int, day: str, price: float, chance: random.Random) -> None:
    key, mass = number.to_bytes(16), str(chance.randint(1, 9))
    connection.execute(INSERT, (number, key, day, mass, round(price * 10_000), chance.choice("AB")))


def tables(connection: Connection) -> list[list[tuple[object, ...]]]:
    return [connection.execute(sql).fetchall() for sql in TABLES]


def price(chance: random.Random) -> float:
    return 500_000 * (1 + 0.01 * chance.gauss(0, 1)) * chance.choice((1, 1, 1, 1.4, 10))


def day(chance: random.Random) -> str:
    return (date(2025, 1, 1) + timedelta(days=chance.randint(0, 60))).isoformat()


@pytest.mark.parametrize("seed", range(6))
def test_day_by_day_is_everything_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_desk(tmp_path) as desk:
        connection = desk.database.conn
        connection.execute(BATCH)
        for number in range(1, 30):
            insert(connection, number, day(chance), price(chance), chance)
        add_up_all(connection, GROUND, SILENT)
        for number in range(30, 60):
            touched = [day(chance) for _ in range(chance.randint(1, 2))]
            insert(connection, number, touched[0], price(chance), chance)
            connection.execute("UPDATE trades SET live = 0 WHERE live = 1 AND trade_date = ?", touched[1:] or ("",))
            add_up_days(connection, {"nd_oxide": sorted(set(touched))}, GROUND)
            found = tables(connection)
            add_up_all(connection, GROUND, SILENT)
            assert found == tables(connection)


def test_a_first_trade_that_the_next_ones_do_not_bear_out_is_taken_back(tmp_path: Path) -> None:
    chance = random.Random(1)
    with open_desk(tmp_path) as desk:
        connection = desk.database.conn
        connection.execute(BATCH)
        for number, paid in enumerate((5_000_000, 500_000, 501_000, 502_000), 1):
            insert(connection, number, f"2025-01-0{number}", paid, chance)
        add_up_all(connection, GROUND, SILENT)
        assert fates(connection) == dict.fromkeys(range(1, 5), Fate.UNSCREENED)
        insert(connection, 5, "2025-01-06", 503_000, chance)
        add_up_days(connection, {"nd_oxide": ["2025-01-06"]}, GROUND)
        assert fates(connection) == {1: Fate.OUTLIER, **dict.fromkeys(range(2, 5), Fate.UNSCREENED)}


def fates(connection: Connection) -> dict[int, int]:
    return dict(connection.execute("SELECT trade, fate FROM trade_fates").fetchall())
