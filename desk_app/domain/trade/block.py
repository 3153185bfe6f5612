"""Plain lines, many at once: what `build.Builder` would take without a word becomes a record straight away.

The builder stays the truth. A line that is in any way unusual is left to it, and a property test holds the two roads
together. Numbers run as exact integers here: prices in 10^-8 yuan per tonne, quantities in 10^-9 tonnes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import compress, repeat
from typing import Any

from desk_app.domain.trade.build import Builder, Outcome
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.dry import AS_IS, turn
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import Mapping
from desk_app.domain.trade.memo import NO_AMOUNT, Memo, Memos
from desk_app.domain.trade.price_unit import YUAN
from desk_app.domain.trade.record import LINE, Record
from desk_app.domain.trade.trade import rare_parts
from desk_app.domain.trade.worth import Worths

Columns = Sequence[Sequence[str]]
_PLAIN_NUMBER = re.compile(r"[A-Za-z]{0,8}[0-9-]{1,14}").fullmatch
_PLAIN_NUMBERS = re.compile(r"(?:[A-Za-z]{0,8}+[0-9-]{1,14}+\n)*+")
_TWO_DECIMALS = re.compile(r"(?:[0-9]{1,15}+\.[0-9][0-9]\n)*+")
_FEW_DECIMALS = re.compile(r"(?:(?:[0-9]{1,15}+(?:\.[0-9]{1,2}+)?+)?+\n)*+")
_PARTS = re.compile(r"([0-9]*)\.?([0-9]*)\n").findall
_FEN = {
    "": "00",
    **{str(tenth): f"{tenth}0" for tenth in range(10)},
    **{f"{fen:02}": f"{fen:02}" for fen in range(100)},
}
"""Decimals as fen."""


@dataclass(slots=True)
class Read:
    """What became of a block: records of plain lines, and the builder's word on each of the others, in order."""

    records: list[Record]
    others: list[Outcome]


class BlockReader:
    """Reads block after block of one file; `builder` and `mapping` belong together, `mapping` is decided."""

    def __init__(self, builder: Builder, mapping: Mapping) -> None:
        self._builder = builder
        self._mapping = mapping
        self._memos = Memos(builder.cells)
        self._worths = Worths(self._memos, mapping.amount_tax)

    def read(self, first: int, rows: Sequence[Row], columns: Columns | None) -> Read:
        """The lines of a block, the first of them line `first` of the sheet; `columns` where all are equally wide."""
        width = self._mapping.width
        if self._astray() or not _is_plain(self._mapping):
            return Read([], list(self._builder.outcomes(enumerate(rows, first))))
        if columns is not None and len(columns) == width:
            return self._mixed(first, rows, *self._in_yuan(range(len(rows)), columns))
        regular = [at for at, row in enumerate(rows) if len(row) == width]
        columns = list(zip(*(rows[at] for at in regular), strict=True))
        return self._mixed(first, rows, *self._in_yuan(regular, columns))

    def _in_yuan(self, places: Sequence[int], columns: Columns) -> tuple[Sequence[int], Columns]:
        """Without the lines whose own cell says another currency."""
        at = self._builder.cells.currency.at
        if at is None or not columns:
            return places, columns
        own = [self._memos.in_yuan[raw] for raw in columns[at]]
        return list(compress(places, own)), [list(compress(column, own)) for column in columns]

    def _mixed(self, first: int, rows: Sequence[Row], regular: Sequence[int], columns: Columns) -> Read:
        """Quickly what can be; the builder looks at the rest, line by line."""
        records = self._quickly(first, regular, columns) if regular else []
        others: list[Outcome] = []
        if len(records) == len(rows):
            return Read(records, others)
        quick = {record[LINE] - first for record in records}
        for at in range(len(rows)):
            if at in quick:
                continue
            others.extend(self._builder.outcomes([(first + at, rows[at])]))
            if self._astray():  # what follows stands below other headings
                before = [record for record in records if record[LINE] < first + at]
                below = self._builder.outcomes((first + i, rows[i]) for i in range(at + 1, len(rows)))
                return Read(before, [*others, *below])
        return Read(records, others)

    def _astray(self) -> bool:
        return self._builder.lost

    def _lines(self, columns: Columns) -> Iterator[tuple[Any, ...]]:
        """Of each line: day, price on its terms, mass, three amounts, grade, number, buyer, seller."""
        cells, memos, worths = self._builder.cells, self._memos, self._worths
        none = [""] * len(columns[0])

        def raw(cell: Cell[Any]) -> Sequence[str]:
            return none if cell.at is None else columns[cell.at]

        def amounts(cell: Cell[Any]) -> Iterable[int | None]:
            return repeat(NO_AMOUNT) if cell.at is None else _amounts(memos.amount, columns[cell.at])

        def texts(memo: Memo, cell: Cell[str]) -> Iterable[str | None]:
            return repeat(memo[""]) if cell.at is None else map(memo.__getitem__, columns[cell.at])

        mass, days = raw(cells.mass), raw(cells.day)
        given = (
            raw(cells.product),
            mass,
            raw(cells.unit),
            raw(cells.tax),
            raw(cells.rate),
            map(memos.usual.__getitem__, days),
        )
        terms = map(worths.terms.__getitem__, zip(*given, strict=True))
        return zip(
            map(memos.day.__getitem__, days),
            map(worths.prices.__getitem__, zip(terms, raw(cells.price), strict=True)),
            map(worths.masses.__getitem__, zip(mass, raw(cells.quantity), strict=True)),
            amounts(cells.amount),
            amounts(cells.vat_sum),
            amounts(cells.total),
            texts(memos.grade, cells.grade),
            _numbers(memos.ref, raw(cells.ref)),
            texts(memos.buyer, cells.buyer),
            texts(memos.seller, cells.seller),
            strict=False,  # a column that is not there repeats for ever
        )

    def _quickly(self, first: int, places: Sequence[int], columns: Columns) -> list[Record]:
        """The records of plain lines."""
        records: list[Record] = []
        take, join = records.append, "\x1f".join
        stated = self._mapping.basis
        basis, rare = stated.value if stated else "", rare_parts(stated)
        for at, line in zip(places, self._lines(columns), strict=True):
            day, price, mass, amount, vat_sum, total, grade, ref, buyer, seller = line
            if (
                price is None or mass is None or amount is None or vat_sum is None or total is None
                or grade is None or ref is None or buyer is None or seller is None
            ):  # fmt: skip
                continue
            (
                product, price_text, unit, tax, vat, said, ex, inc,
                per_tonne, over, half, over_inc, half_inc, amount_incl,
            ) = price  # fmt: skip
            tonnes, quantity = mass
            worth = 2 * tonnes * per_tonne
            fen = (worth * over + half) // (2 * half)
            fen_inc = (worth * over_inc + half_inc) // (2 * half_inc)
            base = fen_inc if amount_incl else fen
            if not (
                (amount in (base, NO_AMOUNT) or -2 <= amount - base <= 2)
                and (total in (fen_inc, NO_AMOUNT) or -2 <= total - fen_inc <= 2)
                and (vat_sum == NO_AMOUNT or -2 <= vat_sum - fen_inc + fen <= 2)
            ):  # more than two fen off is for the builder to judge
                continue
            parts = (day, product, grade, quantity, said, ref, buyer, seller, *rare)
            content = sha256(join(parts).encode()).digest()[:16]
            take((
                content, first + at, day, product, grade, quantity, price_text, unit, tax, vat,
                ex, inc, fen, ref, buyer, seller, basis, None,
            ))  # fmt: skip
        return records


def _is_plain(mapping: Mapping) -> bool:
    """Whether nothing in the file asks for more than one look at a line: prices in yuan, no mass to be dried."""
    moist = Field.MOISTURE in mapping.columns
    as_is = turn(mapping.basis, mapping.price_basis, moist=moist, mineral=False) == AS_IS
    one_mass = mapping.second_quantity is None
    return as_is and one_mass and mapping.second_price is None and mapping.currency == YUAN


def _numbers(memo: Memo, column: Sequence[str]) -> Iterable[str | None]:
    """Trade numbers hardly ever repeat: plain ones are themselves, without being remembered."""
    if _matches(_PLAIN_NUMBERS, column):
        return column
    return (raw if _PLAIN_NUMBER(raw) else memo[raw] for raw in column)


def _amounts(memo: Memo, column: Sequence[str]) -> Iterable[int | None]:
    """Amounts, in fen, hardly ever repeat either: plain ones are read on the spot."""
    if _matches(_TWO_DECIMALS, column):
        return map(int, "\n".join(column).replace(".", "").split("\n"))
    if _matches(_FEW_DECIMALS, column):
        return [int(yuan + _FEN[part]) if yuan else NO_AMOUNT for yuan, part in _PARTS("\n".join(column) + "\n")]
    return map(memo.__getitem__, column)


def _matches(pattern: re.Pattern[str], column: Sequence[str]) -> bool:
    """Whether each cell, with an end of line put after it, is what the pattern repeats."""
    text = "\n".join(column) + "\n"
    return text.count("\n") == len(column) and pattern.fullmatch(text) is not None
