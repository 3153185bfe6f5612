"""The product-day table, and what became of trades that do not simply count."""

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from desk_app.domain.index.arrays import Ints
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.product_days import ProductDays, ScreenedLines

_FIGURES = "value, mass, trades, low, high, rejected, unscreened, party, party_value"
_HELD = "reference_from, held, centre, spread"
_MARKS = ", ".join("?" * 15)


def party_numbers(connection: sqlite3.Connection, names: Sequence[str]) -> Ints:
    """The lasting number of each name; new ones get theirs."""
    connection.executemany("INSERT OR IGNORE INTO index_parties (name) VALUES (?)", ((name,) for name in names))
    known: dict[str, int] = {}
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        marks = ",".join("?" * len(part))
        known.update(connection.execute(f"SELECT name, id FROM index_parties WHERE name IN ({marks})", part).fetchall())
    return np.array([known[name] for name in names], np.int64)


def clear_all(connection: sqlite3.Connection) -> None:
    """Before everything is added up anew."""
    connection.execute("DELETE FROM product_days")
    connection.execute("DELETE FROM trade_fates")


@dataclass(frozen=True, slots=True)
class Held:
    """What a day was held against, as it is stored."""

    reference_from: str | None
    count: int | None
    centre: float | None
    spread: float | None


def replace_days(
    connection: sqlite3.Connection, product: str, first: int, last: int, days: ProductDays, screened: ScreenedLines
) -> None:
    """Put these rows and fates in the place of the product's from day `first` to `last` (ordinals)."""
    between = (product, iso(first), iso(last))
    connection.execute("DELETE FROM product_days WHERE product = ? AND day BETWEEN ? AND ?", between)
    connection.execute("DELETE FROM trade_fates WHERE product = ? AND day BETWEEN ? AND ?", between)
    inside = np.flatnonzero((days.day >= first) & (days.day <= last)).tolist()
    held = held_rows(screened)
    rows = ((*row, *_none_held(held, row[1])) for row in _figures(product, days, inside))
    connection.executemany(f"INSERT INTO product_days VALUES ({_MARKS})", rows)
    connection.executemany("INSERT INTO trade_fates VALUES (?, ?, ?, ?, ?)", _fates(product, first, last, screened))


def update_day(
    connection: sqlite3.Connection, product: str, day: int, days: ProductDays, screened: ScreenedLines
) -> None:
    """Other trades of a day count now; what it was held against stays."""
    connection.execute("DELETE FROM trade_fates WHERE product = ? AND day = ?", (product, iso(day)))
    connection.executemany("INSERT INTO trade_fates VALUES (?, ?, ?, ?, ?)", _fates(product, day, day, screened))
    sets = ", ".join(f"{name} = ?" for name in _FIGURES.split(", "))
    for _, _, *figures in _figures(product, days, np.flatnonzero(days.day == day).tolist()):
        connection.execute(
            f"UPDATE product_days SET {sets} WHERE product = ? AND day = ?", (*figures, product, iso(day))
        )


def held_rows(screened: ScreenedLines) -> dict[str, Held]:
    """By day what it was held against, as it is to be stored."""
    held = screened.held
    columns = (held.day, held.reference_from, held.count, held.centre, held.spread)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {
        iso(day): Held(iso(first), count, _number(centre), _number(spread))
        for day, first, count, centre, spread in rows
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _none_held(held: Mapping[str, Held], day: str) -> tuple[Any, ...]:
    found = held.get(day, Held(None, None, None, None))
    return (found.reference_from, found.count, found.centre, found.spread)


@lru_cache(maxsize=1 << 14)
def iso(ordinal: int) -> str:
    """An ordinal as ISO text."""
    return date.fromordinal(ordinal).isoformat()


def _figures(product: str, days: ProductDays, rows: Iterable[int]) -> Iterable[tuple[Any, ...]]:
    names = ("value", "mass", "trades", "low", "high", "rejected", "unscreened")
    figures = list(zip(*(getattr(days, name).tolist() for name in names), strict=True))
    starts = days.party_start.tolist()
    for row in rows:
        party = slice(starts[row], starts[row + 1])
        blobs = (days.party[party].tobytes(), days.party_value[party].tobytes())
        yield (product, iso(int(days.day[row])), *figures[row], *blobs)


def _fates(product: str, first: int, last: int, screened: ScreenedLines) -> Iterable[tuple[Any, ...]]:
    for trade, (day, fate, released) in told_fates(screened).items():
        if first <= day <= last:
            yield trade, product, iso(day), int(fate), iso(released) if released else None


def told_fates(screened: ScreenedLines) -> dict[int, tuple[int, Fate, int]]:
    """By trade that does not simply count: its day, its fate, the day it was released on (0: none)."""
    told = np.flatnonzero(screened.fates != int(Fate.ACCEPTED))
    columns = (screened.lines.trade, screened.lines.day, screened.fates, screened.released_on)
    rows = zip(*(column[told].tolist() for column in columns), strict=True)
    return {trade: (day, Fate(fate), released) for trade, day, fate, released in rows}


_AT_ONCE = 500


def read_product_days(
    connection: sqlite3.Connection, named: Iterable[str] = (), only: Sequence[str] | None = None
) -> ProductDays:
    """The whole table, or `only` some products of it, by product and day. Products `named` are among its products,
    with or without a day.
    """
    which = "" if only is None else f"WHERE product IN ({','.join('?' * len(only))})"
    sql = f"SELECT product, day, {_FIGURES} FROM product_days {which} ORDER BY product, day"
    rows = connection.execute(sql, tuple(only or ()))
    columns: list[list[Any]] = [[] for _ in range(11)]
    while some := rows.fetchmany(_AT_ONCE):  # not all at once: so many rows alive would set the collector going
        for column, part in zip(columns, zip(*some, strict=True), strict=True):
            column.extend(part)
    products = tuple(sorted({*columns[0], *named}))
    place = {product: number for number, product in enumerate(products)}
    ordinal = {day: date.fromisoformat(day).toordinal() for day in dict.fromkeys(columns[1])}
    counts = np.array([len(blob) // 8 for blob in columns[9]], np.int64)
    floats = [np.array(columns[at], np.float64) for at in (2, 3, 5, 6)]
    ints = [np.array(columns[at], np.int64) for at in (4, 7, 8)]
    return ProductDays(
        products,
        np.array([place[product] for product in columns[0]], np.int64),
        np.array([ordinal[day] for day in columns[1]], np.int64),
        floats[0],
        floats[1],
        ints[0],
        floats[2],
        floats[3],
        ints[1],
        ints[2],
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        np.frombuffer(b"".join(columns[9]), np.int64),
        np.frombuffer(b"".join(columns[10]), np.float64),
    )


def days_of(connection: sqlite3.Connection, product: str) -> dict[str, Held]:
    """The product's days, in order, with what each was held against."""
    rows = connection.execute(f"SELECT day, {_HELD} FROM product_days WHERE product = ? ORDER BY day", (product,))
    return {day: Held(*held) for day, *held in rows}


def fates_of(connection: sqlite3.Connection, product: str, first: str, last: str) -> dict[int, tuple[int, Fate, int]]:
    """The same as it is stored, of some days."""
    rows = connection.execute(
        "SELECT trade, day, fate, released_on FROM trade_fates WHERE product = ? AND day BETWEEN ? AND ?",
        (product, first, last),
    )
    return {trade: (_ordinal(day), Fate(fate), _ordinal(on) if on else 0) for trade, day, fate, on in rows}


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def future_days(connection: sqlite3.Connection, today: str) -> list[tuple[str, str]]:
    """Product and day of trades which were dated ahead when they were looked at and no longer are."""
    sql = "SELECT DISTINCT product, day FROM trade_fates WHERE fate = ? AND day <= ?"
    return connection.execute(sql, (int(Fate.FUTURE), today)).fetchall()


def verdicts(connection: sqlite3.Connection) -> Mapping[int, Fate]:
    """By trade what someone at the desk said about it."""
    rows = connection.execute(
        "SELECT t.id, v.fate FROM verdicts v CROSS JOIN trades t ON t.key = v.key AND t.live IN (1, 3)"
        " WHERE v.withdrawn_at IS NULL AND t.live = 1"
    )
    return {trade: Fate(fate) for trade, fate in rows}
