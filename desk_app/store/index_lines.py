"""The live trades as columns, for the index.

SQLite joins each column of many rows into one text, which Arrow then reads as a column at once: several times as fast
as rows of objects, and a name is kept but once.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from desk_app.domain.index.lines import Coded, Lines, Part, lines_of

_AT_ONCE = 200_000
_NAMES = pa.dictionary(pa.int32(), pa.string())
_KINDS = (pa.int64(), pa.int64(), pa.date32(), pa.int64(), pa.float64(), _NAMES, _NAMES, _NAMES, _NAMES)
_PLAIN = ("id", "batch", "trade_date", "price_ex", "quantity_t", "product")
_BEFORE_1970 = 719_163
"""Ordinal of 1970-01-01, from which Arrow counts its days."""


def read_lines(connection: sqlite3.Connection, with_grade: Iterable[str] = ()) -> Lines:
    """All live trades, in no order. The grade is read for the products `with_grade` only."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM trades").fetchone()[0]
    spans = ((start, start + _AT_ONCE - 1) for start in range(1, last + 1, _AT_ONCE))
    return _lines(connection, (("live = 1 AND id BETWEEN ? AND ?", span) for span in spans), with_grade)


def read_days(
    connection: sqlite3.Connection, product: str, days: Sequence[str], with_grade: Iterable[str] = ()
) -> Lines:
    """The live trades of one product on some days."""
    parts = (days[start : start + 500] for start in range(0, len(days), 500))
    wanted = ((_ON_DAYS.format(marks=",".join("?" * len(part))), (product, *part)) for part in parts)
    return _lines(connection, wanted, with_grade)


_ON_DAYS = "live = 1 AND product = ? AND trade_date IN ({marks})"


def _lines(
    connection: sqlite3.Connection, wanted: Iterable[tuple[str, Sequence[object]]], with_grade: Iterable[str]
) -> Lines:
    source_of = dict(connection.execute("SELECT id, source FROM batches").fetchall())
    return lines_of(list(_parts(connection, wanted, tuple(with_grade))), source_of)


def _parts(
    connection: sqlite3.Connection, wanted: Iterable[tuple[str, Sequence[object]]], with_grade: tuple[str, ...]
) -> Iterator[Part]:
    """While Arrow reads one text in a thread, SQLite makes the next one here."""
    grade = [f"iif(product IN ({','.join('?' * len(with_grade))}), grade, '')"] if with_grade else []
    names = (*_PLAIN, "buyer", "seller", *grade)
    joined = ", ".join(f"group_concat({name}, '\n')" for name in names)  # char(10) would be called for each row
    with ThreadPoolExecutor(1) as thread:
        last: Callable[[], Part] | None = None
        for which, given in wanted:
            sql = f"SELECT count(*), {joined} FROM trades WHERE {which}"
            count, *texts = connection.execute(sql, (*with_grade, *given)).fetchone()
            reading = thread.submit(_columns, texts, count) if count else None
            if last:
                yield last()
            slowly = partial(_slowly, connection, names, which, (*with_grade, *given))
            last = partial(_read, reading, slowly) if reading else None
        if last:
            yield last()


def _read(reading: "Future[list[pa.Array] | None]", slowly: Callable[[], list[pa.Array]]) -> Part:
    return _part(reading.result() or slowly())


def _columns(texts: Sequence[str], count: int) -> list[pa.Array] | None:
    """The columns; None where a name holds what ends a line or a column."""
    columns = [_column(text, kind) for text, kind in zip(texts, _KINDS, strict=False)]
    return columns if all(column is not None and len(column) == count for column in columns) else None


def _column(text: str, kind: pa.DataType) -> pa.Array | None:
    """A value a line; None where a name holds what Arrow takes for a separator."""
    options = pc.ParseOptions(delimiter="\x1f", quote_char=False, ignore_empty_lines=False)
    reading = pc.ReadOptions(column_names=["column"], use_threads=False, block_size=max(len(text) * 4, 1024))
    converting = pc.ConvertOptions(column_types={"column": kind}, strings_can_be_null=False)
    try:
        table = pc.read_csv(pa.BufferReader(f"{text}\n".encode()), reading, options, converting)
    except pa.ArrowInvalid:
        return None
    return table.column(0).combine_chunks()


def _slowly(
    connection: sqlite3.Connection, names: Sequence[str], which: str, given: Sequence[object]
) -> list[pa.Array]:
    """The same row by row: a name may hold anything."""
    rows = connection.execute(f"SELECT {', '.join(names)} FROM trades WHERE {which}", given)
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    columns[2] = [date.fromisoformat(day) for day in columns[2]]
    columns[4] = [float(mass) for mass in columns[4]]
    plain = [pa.array(column) for column in columns]
    return [
        one.dictionary_encode() if kind is _NAMES else one.cast(kind) for one, kind in zip(plain, _KINDS, strict=False)
    ]


def _part(columns: list[Any]) -> Part:
    trade, batch, day, price, mass, *names = columns
    coded = [Coded(column.dictionary.to_pylist(), column.indices.to_numpy()) for column in names]
    coded += [Coded([""], np.zeros(len(trade), np.int64))] * (4 - len(coded))
    return Part(
        trade.to_numpy(),
        batch.to_numpy(),
        day.cast(pa.int32()).to_numpy().astype(np.int64) + _BEFORE_1970,
        price.to_numpy() / 10_000.0,
        mass.to_numpy(),
        *coded,
    )
