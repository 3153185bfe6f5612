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

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.build import Builder, Outcome
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.check_row import MOST_TONNES, MOST_YUAN_PER_T
from desk_app.domain.trade.dry import AS_IS, turn
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import Mapping
from desk_app.domain.trade.memo import MASS_PLACES, NO_AMOUNT, PRICE_PLACES, STORED_PLACES, Memo, Memos
from desk_app.domain.trade.price_unit import YUAN
from desk_app.domain.trade.record import Record
from desk_app.domain.trade.trade import rare_parts

Columns = Sequence[Sequence[str]]
_PER_T = {"yuan/t": 1, "wan/t": 10_000, "yuan/kg": 1_000}
_TO_STORED = 10 ** (PRICE_PLACES - STORED_PLACES)
_TO_FEN = 10 ** (PRICE_PLACES + MASS_PLACES - 2)
_TWO_FEN = 2 * _TO_FEN
_DEAREST = MOST_YUAN_PER_T * 10**PRICE_PLACES
_HEAVIEST = MOST_TONNES * 10**MASS_PLACES
_PLAIN_NUMBER = re.compile(r"[A-Za-z]{0,8}[0-9-]{1,14}").fullmatch


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
        self._prices: dict[tuple[int, bool, int], tuple[int, int]] = {}

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
        records: list[Record] = []
        others: list[Outcome] = []
        quick = self._quickly(first, regular, columns, records) if regular else set()
        for at in range(len(rows)) if len(quick) < len(rows) else ():
            if at in quick:
                continue
            others.extend(self._builder.outcomes([(first + at, rows[at])]))
            if self._astray():  # what follows stands below other headings
                before = [record for record in records if record[1] < first + at]
                below = self._builder.outcomes((first + i, rows[i]) for i in range(at + 1, len(rows)))
                return Read(before, [*others, *below])
        return Read(records, others)

    def _astray(self) -> bool:
        return self._builder.lost

    def _lines(self, columns: Columns) -> Iterator[tuple[Any, ...]]:
        cells, memos = self._builder.cells, self._memos

        def read(memo: Memo, cell: Cell[Any]) -> Iterator[Any]:
            return repeat(memo[""]) if cell.at is None else map(memo.__getitem__, columns[cell.at])

        def amounts(field: Field) -> Iterator[Any]:
            at = self._mapping.columns.get(field)
            return repeat(NO_AMOUNT) if at is None else _amounts(memos.amount, columns[at])

        return zip(
            read(memos.day, cells.day),
            read(memos.product, cells.product),
            read(memos.quantity, cells.quantity),
            read(memos.mass, cells.mass),
            read(memos.price, cells.price),
            read(memos.unit, cells.unit),
            read(memos.tax, cells.tax),
            read(memos.rate, cells.rate),
            amounts(Field.AMOUNT),
            amounts(Field.TAX_AMOUNT),
            amounts(Field.TOTAL),
            read(memos.grade, cells.grade),
            _numbers(memos.ref, cells.ref, columns),
            read(memos.buyer, cells.buyer),
            read(memos.seller, cells.seller),
            strict=False,  # a column that is not there repeats for ever
        )

    def _quickly(self, first: int, places: Sequence[int], columns: Columns, records: list[Record]) -> set[int]:
        """Append the records of plain lines; their places are returned."""
        quick = set(places)
        known, both = self._prices, self._both
        amount_incl = None if self._mapping.amount_tax is None else self._mapping.amount_tax is Tax.INCL
        take, join, tonnes_text = records.append, "\x1f".join, self._memos.tonnes
        stated = self._mapping.basis
        basis, rare = stated.value if stated else "", rare_parts(stated)
        for at, line in zip(places, self._lines(columns), strict=True):
            day, product, mass, kind, price, unit, tax, rate, amount, vat_sum, total, grade, ref, buyer, seller = line
            if (
                day is None or product is None or mass is None or kind is None or price is None or unit is None
                or tax is None or rate is None or amount is None or vat_sum is None or total is None
                or grade is None or ref is None or buyer is None or seller is None
            ):  # fmt: skip
                quick.discard(at)
                continue
            per_tonne, unit_per_mass, mass_unit = kind
            incl, tax_text = tax
            vat, vat_text = rate or day[1]
            unit_text = unit or unit_per_mass
            tonnes, odd = mass[0], 0
            if per_tonne > 1:
                tonnes, odd = divmod(tonnes, per_tonne)
            stated = price[0] * _PER_T.get(unit_text, 0)
            ex, inc = known.get((stated, incl, vat)) or both(stated, incl, vat)
            likely = product[1] <= (inc if product[3] else ex) <= product[2]
            if not likely or odd or not 0 < stated <= _DEAREST or tonnes > _HEAVIEST:
                quick.discard(at)
                continue
            worth = 2 * tonnes * stated
            if incl:
                under = (100 + vat) * _TO_FEN
                fen, fen_inc = (100 * worth + under) // (2 * under), (worth + _TO_FEN) // _TWO_FEN
            else:
                fen, fen_inc = (worth + _TO_FEN) // _TWO_FEN, ((100 + vat) * worth + 100 * _TO_FEN) // (100 * _TWO_FEN)
            base = fen_inc if (incl if amount_incl is None else amount_incl) else fen
            if not (
                (amount == NO_AMOUNT or -2 <= amount - base <= 2)
                and (total == NO_AMOUNT or -2 <= total - fen_inc <= 2)
                and (vat_sum == NO_AMOUNT or -2 <= vat_sum - fen_inc + fen <= 2)
            ):  # more than two fen off is for the builder to judge
                quick.discard(at)
                continue
            quantity = mass[1] if per_tonne == 1 else tonnes_text[mass[1], mass_unit]
            said = day[0], product[0], grade, quantity, price[1], unit_text, tax_text, vat_text
            content = sha256(join((*said, ref, buyer, seller, *rare)).encode()).digest()[:16]
            take((content, first + at, *said, ex, inc, fen, ref, buyer, seller, basis, None))
        return quick

    def _both(self, stated: int, incl: bool, vat: int) -> tuple[int, int]:
        """The price without and with VAT, as stored."""
        if len(self._prices) > 200_000:
            self._prices.clear()
        if incl:
            found = _half_up(stated * 100, (100 + vat) * _TO_STORED), _half_up(stated, _TO_STORED)
        else:
            found = _half_up(stated, _TO_STORED), _half_up(stated * (100 + vat), 100 * _TO_STORED)
        self._prices[stated, incl, vat] = found
        return found


def _is_plain(mapping: Mapping) -> bool:
    """Whether nothing in the file asks for more than one look at a line: prices in yuan, no mass to be dried."""
    moist = Field.MOISTURE in mapping.columns
    as_is = turn(mapping.basis, mapping.price_basis, moist=moist, mineral=False) == AS_IS
    one_mass = mapping.second_quantity is None
    return as_is and one_mass and mapping.second_price is None and mapping.currency == YUAN


def _numbers(memo: Memo, cell: Cell[str], columns: Columns) -> Iterator[Any]:
    """Trade numbers hardly ever repeat: a plain one is itself, without being remembered."""
    if cell.at is None:
        return repeat("")
    return (raw if _PLAIN_NUMBER(raw) else memo[raw] for raw in columns[cell.at])


def _amounts(memo: Memo, texts: Iterable[str]) -> Iterator[int | None]:
    """Amounts, in fen, hardly ever repeat either: one with two decimals is read on the spot."""
    return (
        int(digits)
        if raw[-3:-2] == "." and (digits := raw[:-3] + raw[-2:]).isdigit() and digits.isascii()
        else memo[raw]
        for raw in texts
    )


def _half_up(over: int, under: int) -> int:
    """Two positive integers' quotient, half up."""
    return (2 * over + under) // (2 * under)
