"""The trades of one file into the store: each is new, the same as one that is there, or a new version of it.

A trade with a number of its own is known by source, number and product. Any other, and one whose number several trades
share (a contract's, an invoice's), is known by source and content: another delivery on a contract must never pass for
a correction of the first. Equal lines count up: two are two trades, and the same file again finds the same two.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Any

from desk_app.domain.trade.record import CONTENT, DAY, FX, PRICE_EX, PRODUCT, REF, Record
from desk_app.store.claims import add_claims
from desk_app.store.dirty import mark_batch
from desk_app.store.trade_indexes import build_indexes, counted, drop_indexes

_COLUMNS = (
    "key, live, content, batch, source_row, trade_date, product, grade, quantity_t, price_stated, unit_stated,"
    " tax, vat_percent, price_ex, price_inc, amount_ex, ref, buyer, seller, basis, fx"
)
_REST = ", ".join("?" * 17)
_INSERT = "INSERT INTO trades (version, {columns}) VALUES (1, ?, 1, ?, {batch}, {rest})"
_SUCCESSOR = "INSERT INTO trades (version, replaces, {columns}) VALUES (?, ?, ?, 1, ?, {batch}, {rest})"
_LIVE = "live IN (1, 3)"
REPLACED = "iif(live = 3, 4, 0)"
"""What `live` becomes when a later version takes the place."""
_AT_ONCE = 5_000
_ASIDE = (
    ("matched", "(key BLOB PRIMARY KEY) WITHOUT ROWID"),
    ("put_off", f"(key, content, line, {', '.join(f'c{at}' for at in range(16))})"),
)


@dataclass(slots=True)
class Written:
    """How many of the records given so far were new, the same, changed."""

    new: int = 0
    same: int = 0
    changed: int = 0


class TradeWriter:
    """Takes the records of one file, chunk by chunk, inside a transaction. `finish` ends the work.

    Into a table that is still empty the rows go without indexes, which are built afterwards: a third of the time.
    """

    def __init__(
        self, connection: sqlite3.Connection, batch: int, source: str, *, shared_numbers: bool, many: bool = False
    ) -> None:
        self._connection = connection
        self._batch = batch
        self._source = source
        self._shared = shared_numbers
        self.written = Written()
        self.alone = not _any_trade(connection)
        """No other import has a trade here."""
        self._bare = many and self.alone
        self._index_sql: list[str] = []
        self._again: list[tuple[int, int]] = []  # trades of others found the same, and the line
        self._reached: dict[bytes, int] = {}  # by first key, how many of its counted ones are this file's
        for name, columns in _ASIDE:
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} {columns}")
            connection.execute(f"DELETE FROM {name}")

    def counts(self) -> dict[str, int]:
        """By name, what became of the records."""
        return {"new": self.written.new, "same": self.written.same, "changed": self.written.changed}

    def add(self, records: Sequence[Record]) -> None:
        """Write a chunk of records, in the order of the file; whoever looks at older trades does so before."""
        if not records:
            return
        rows = [(key, *record) for key, record in zip(self._keys(records), records, strict=True)]
        if self._bare:
            self._index_sql = self._index_sql or drop_indexes(self._connection)
            self._connection.executemany(self._insert(), rows)
            self.written.new += len(rows)
            return
        rows.sort(key=_KEY)  # the index is met in its own order
        fresh = self._connection.executemany(f"{self._insert()} ON CONFLICT DO NOTHING", rows).rowcount
        self.written.new += fresh
        if fresh < len(rows):
            self._settle(rows)

    def finish(self) -> None:
        """Do what was put off."""
        if self._index_sql:
            build_indexes(self._connection, self._index_sql)
            self._index_sql = []
        self._bare = False
        put_off = self._connection.execute("SELECT * FROM put_off ORDER BY line, rowid")
        while rows := put_off.fetchmany(_AT_ONCE):
            there = self._live(row[0] for row in rows)
            for row in rows:
                self._place(row, there.get(row[0]))
        self._connection.execute("DELETE FROM put_off")
        self._claim()
        mark_batch(self._connection, self._batch)

    def known_before(self, record: Record) -> bool:
        """Whether another import brought this very trade; then it is counted as the same."""
        (key,) = self._keys([record])
        found = self._is_same(self._live([key]).get(key), (key, *record))
        self._claim()
        return found

    def _claim(self) -> None:
        add_claims(self._connection, self._batch, sorted(self._again))
        self._again = []

    def _keys(self, records: Sequence[Record]) -> list[bytes]:
        """16 bytes each: who a trade is, as long as no equal one came before it in the file."""
        numbered, other = f"{self._source}\x1fref\x1f", f"{self._source}\x1fcontent\x1f"
        by_number = not self._shared
        said = [
            f"{numbered}{record[REF]}\x1f{record[PRODUCT]}" if by_number and record[REF] else other + _content(record)
            for record in records
        ]
        return [sha256(text.encode()).digest()[:16] for text in said]

    def _insert(self) -> str:
        return _INSERT.format(columns=_COLUMNS, batch=self._batch, rest=_REST)

    def _settle(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Those of the rows that were not fresh: what is the same is known at once.

        The others wait for the end of the file: only then is it clear which trades are free to be changed.
        """
        there = self._live(row[0] for row in rows)
        others = [row for row in sorted(rows, key=itemgetter(2)) if not self._is_own(there[row[0]], row)]
        put_off = [row for row in others if not self._is_same(there[row[0]], row)]
        self._connection.executemany(f"INSERT INTO put_off VALUES (?, ?, {_REST})", put_off)
        self._claim()

    def _is_own(self, found: "_Live", row: tuple[Any, ...]) -> bool:
        return found.batch == self._batch and found.line == row[2]

    def _is_same(self, found: "_Live | None", row: tuple[Any, ...]) -> bool:
        """Whether the row says what a trade of its number says: of several with one number, that one is meant."""
        count, key = 1, row[0]
        while found:
            if found.batch != self._batch and found.content == row[1] and self._first_match(key):
                self._count_same(found, row)
                return True
            if not row[1 + REF]:
                return False
            count += 1
            key = counted(row[0], count)
            found = self._live([key]).get(key)
        return False

    def _place(self, row: tuple[Any, ...], found: "_Live | None") -> None:
        """Equal lines of one file count up; another is a change of the first trade of its number that is free.

        `found` stood under the row's key a moment ago: if it was changed since, a line of this file was its match.
        """
        count = self._reached.get(row[0], 0) + 1
        key = row[0] if count == 1 else counted(row[0], count)
        found = found if count == 1 else None
        while found := found or self._live([key]).get(key):
            if found.batch != self._batch and self._first_match(key):
                break
            count += 1
            key, found = counted(row[0], count), None
        self._reached[row[0]] = count
        if found:
            self._compare(found, (key, *row[1:]))
        else:
            self._connection.execute(self._insert(), (key, *row[1:]))
            self.written.new += 1

    def _first_match(self, key: bytes) -> bool:
        """Whether no earlier line of this file was found to be that trade; from now on one was."""
        cursor = self._connection.execute("INSERT INTO matched VALUES (?) ON CONFLICT DO NOTHING", (key,))
        return cursor.rowcount == 1

    def _compare(self, found: "_Live", row: tuple[Any, ...]) -> None:
        if found.content == row[1]:
            self._count_same(found, row)
            return
        self._connection.execute(f"UPDATE trades SET live = {REPLACED} WHERE id = ?", (found.id,))
        sql = _SUCCESSOR.format(columns=_COLUMNS, batch=self._batch, rest=_REST)
        self._connection.execute(sql, (found.version + 1, found.id, *row))
        self.written.changed += 1

    def _count_same(self, found: "_Live", row: tuple[Any, ...]) -> None:
        self.written.same += 1
        self._again.append((found.id, row[2]))

    def _live(self, keys: Iterable[bytes]) -> "dict[bytes, _Live]":
        wanted = list(keys)
        found: dict[bytes, _Live] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            sql = f"SELECT key, id, version, content, batch, source_row FROM trades WHERE {_LIVE} AND key IN ({marks})"
            found.update((row[0], _Live(*row[1:])) for row in self._connection.execute(sql, part))
        return found


def _content(record: Record) -> str:
    """What tells a line without a number from others. The rate is the desk's, not the line's: given another one, it is
    the same trade, changed.
    """
    return record[CONTENT].hex() if record[FX] is None else "\x1f".join((*record[DAY:PRICE_EX], *record[REF:FX]))


_KEY = itemgetter(0)


@dataclass(frozen=True, slots=True)
class _Live:
    """The version of a trade that counts."""

    id: int
    version: int
    content: bytes
    batch: int
    line: int


def _any_trade(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM trades LIMIT 1").fetchone() is not None
