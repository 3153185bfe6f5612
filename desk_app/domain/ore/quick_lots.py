"""Many lines at once: those whose cells are all written plainly are priced in whole numbers, the others the long way.

Plainly: digits and at most one point, six decimals at most, nothing of which any rule would have to make sense. What
comes out is the same either way (a property test says so), in the same order.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count, repeat
from operator import itemgetter
from typing import Generic, TypeVar

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.delivery_heading import DeliveryField
from desk_app.domain.ore.delivery_line import LEAST, Row
from desk_app.domain.ore.delivery_total import is_total
from desk_app.domain.ore.lot_heading import LotColumns, PaidColumn, PaidField
from desk_app.domain.ore.lot_line import HeldLine, LotLine, TotalLine
from desk_app.domain.ore.lot_table import LotTable, Record
from desk_app.domain.ore.lots import Payment, PricedLot, PriceOf, price_line
from desk_app.domain.ore.read_lots import LotReader, SeenLots, paid_on, twice
from desk_app.domain.ore.scaled_lot import MILLION, Tariff, is_known
from desk_app.domain.ore.terms import Terms
from desk_app.domain.trade.read_cell import CellProblem, read_day

V = TypeVar("V")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?\Z")
_YUAN = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?\Z")
_MICRO = 6
_LIMITS = {
    DeliveryField.WET: (1, 10**7 * MILLION),
    DeliveryField.MOISTURE: (0, 100 * MILLION - 1),
    DeliveryField.REO: (1, 100 * MILLION),
}
"""Lowest and highest in millionths, as `limits.py` has them."""
_FRACTIONS = {field: int(most * MILLION) for field, most in LEAST.items()}
_DOUBTED = re.compile(r"计|total|sum|[^\x20-\x7e\u4e00-\u9fff\x1f]", re.IGNORECASE)
"""What a line of totals could be known by; a line without any of it is none."""
_ORDER = (DeliveryField.REO, DeliveryField.MOISTURE, DeliveryField.WET)
_NOTHING = -1
"""Nothing was paid."""


class _Known(dict[str, V], Generic[V]):
    """What a text means, found out once."""

    def __init__(self, find: Callable[[str], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, text: str) -> V:
        found = self[text] = self._find(text)
        return found


class QuickLots:
    """Takes the lines of a table, block by block, in their order. With `quick` False all go the long way."""

    def __init__(
        self, columns: LotColumns, heading: Row, today: date, price_of: PriceOf, terms: Terms, payment: Payment,
        *, quick: bool = True,
    ) -> None:  # fmt: skip
        self.held: list[HeldLine] = []
        self.adding: list[TotalLine] = []
        self._items: list[Record | PricedLot] = []
        self._seen, self._wet = SeenLots(), 0
        self._reader = LotReader(columns, heading, today, self._seen)
        self._columns, self._price_of, self._terms, self._payment = columns, price_of, terms, payment
        self._today = today
        self._places = {field: [c.index for c in columns.delivery if c.field is field] for field in DeliveryField}
        told = [at for field, each in self._places.items() if field is not DeliveryField.REF for at in each]
        self._understood = {*told, *(column.index for column in columns.paid)}
        self._quick = quick and is_known(terms) and self._is_plain()
        self._figures = {field: _Known(partial(_figure, field)) for field in _ORDER}
        self._days = _Known(self._day)
        self._paid_texts = [_Known(partial(_paid, replace(column, index=0))) for column in columns.paid]
        self._tariffs: list[Tariff] = []
        self._provisional = Tariff(payment.provisional, terms) if payment.provisional else None

    @property
    def table(self) -> LotTable:
        """The lots priced so far."""
        return LotTable(self._items, self._tariffs, self._payment.tax)

    @property
    def remarks(self) -> int:
        """Lines that are neither lots nor totals."""
        return self._reader.remarks

    def take(self, first: int, rows: Sequence[Row]) -> None:
        """The lines from line `first` of the sheet on."""
        if not rows:
            return
        if not self._quick:
            for number, row in enumerate(rows, first):
                self._long_way(number, row)
            return
        numbers, doubted = count(first), self._doubted(rows)
        figures = [self._meant(self._figures[field], self._places[field], rows) for field in _ORDER]
        days = self._meant(self._days, self._places[DeliveryField.DAY], rows)
        paid = [
            self._meant(known, [c.index], rows) for known, c in zip(self._paid_texts, self._columns.paid, strict=True)
        ]
        marks = self._marks(rows)
        lots = zip(*figures, strict=True)
        payments: Iterable[tuple[int | None, ...]] = zip(*paid, strict=True) if paid else repeat(())
        lines = zip(numbers, rows, lots, days, marks, payments, doubted, strict=False)
        for number, row, lot, day, ref, payment, doubt in lines:
            if doubt or day is None or None in lot or not self._one(number, row, lot, day, ref, payment):
                self._long_way(number, row)

    # ---- inside
    def _one(
        self, number: int, row: Row, lot: tuple[int, int, int], day: tuple[date | None, int], ref: str,
        payment: tuple[int | None, ...],
    ) -> bool:  # fmt: skip
        """Whether the line could be done in whole numbers."""
        tariff = self._tariffs[day[1]]
        amounts = tariff.amounts(*lot)
        if amounts is None:
            return False
        paid: int | None = None
        share: int | None = None
        if payment and payment.count(_NOTHING) < len(payment):
            found = self._payed(payment, lot, tariff, amounts)
            if found is None:
                return False
            paid, share = found
        self._wet += lot[2]
        first = self._seen.first_of(number, ref, day[0], lot[2], lot[1], lot[0])
        if first != number:
            self.held.append(twice(number, row, ref, first))
        else:
            self._items.append((number, day[0], ref, *lot, day[1], *amounts, paid, share))
        return True

    def _payed(
        self, payment: tuple[int | None, ...], lot: tuple[int, int, int], tariff: Tariff, amounts: tuple[int, int, int]
    ) -> tuple[int, int | None] | None:
        """Paid in fen, and the share where one was stated; None where only the long way can tell."""
        if payment.count(_NOTHING) + 1 < len(payment):
            return None
        at = 0 if payment[0] != _NOTHING else 1
        stated = payment[at]
        if stated is None or self._columns.paid[at].field is PaidField.PAID:
            return None if stated is None else (stated, None)
        before = amounts if self._provisional is None else self._provisional.amounts(*lot)
        if before is None:
            return None
        owed = before[1] + before[2] if self._payment.tax is Tax.INCL else before[1]
        return tariff.share(owed, stated), stated

    def _long_way(self, number: int, row: Row) -> None:
        self._seen.add(self._wet)
        self._wet = 0
        taken = self._reader.read(number, row)
        if isinstance(taken, LotLine):
            done = price_line(taken, row, self._price_of, self._terms, self._payment)
            if isinstance(done, PricedLot):
                self._items.append(done)
            else:
                self.held.append(done)
        elif isinstance(taken, HeldLine):
            self.held.append(taken)
        elif taken is not None:
            self.adding.append(taken)

    def _is_plain(self) -> bool:
        """Whether each field stands in one column, and masses are tonnes."""
        unit = next(c.unit for c in self._columns.delivery if c.field is DeliveryField.WET)
        return unit in (None, MassUnit.T) and len(self._places[DeliveryField.DAY]) <= 1

    def _meant(self, known: "_Known[V]", places: Sequence[int], rows: Sequence[Row]) -> list[V]:
        """What the cells of a column mean; of a column that is not there, what an empty text means."""
        if not places:
            return [known[""]] * len(rows)
        (at,) = places
        if min(map(len, rows)) > at:
            return list(map(known.__getitem__, map(itemgetter(at), rows)))
        return [known[row[at] if at < len(row) else ""] for row in rows]

    def _doubted(self, rows: Sequence[Row]) -> Iterable[bool]:
        """Which lines add up others: looked at one by one only where the block holds a word for it. A cell that was
        understood as a figure or a day holds none.
        """
        widest = max(map(len, rows))
        told = [at for at in range(widest) if at not in self._understood]
        if min(map(len, rows)) == widest:
            texts = ("\x1f".join(map(itemgetter(at), rows)) for at in told)
        else:
            texts = ("\x1f".join([row[at] for at in told if at < len(row)]) for row in rows)
        if not any(map(_DOUBTED.search, texts)):
            return repeat(False)
        return [bool(_DOUBTED.search("\x1f".join(row))) and is_total(row) for row in rows]

    def _marks(self, rows: Sequence[Row]) -> list[str]:
        places = self._places[DeliveryField.REF]
        if len(places) == 1 and min(map(len, rows)) > places[0]:
            return list(map(str.strip, map(itemgetter(places[0]), rows)))
        return [" / ".join([row[at].strip() for at in places if at < len(row) and row[at].strip()]) for row in rows]

    def _day(self, text: str) -> tuple[date | None, int] | None:
        """A day with its price; None where only the long way can tell."""
        try:
            day = read_day(text.strip(), self._today) if self._places[DeliveryField.DAY] else None
            base = self._price_of(day)
        except (CellProblem, Refused):
            return None
        at = next((at for at, tariff in enumerate(self._tariffs) if tariff.base is base), len(self._tariffs))
        if at == len(self._tariffs):
            self._tariffs.append(Tariff(base, self._terms))
        return day, at


def _figure(field: DeliveryField, text: str) -> int | None:
    """In millionths; None where only the long way can tell."""
    if not _PLAIN.match(text):
        return None
    whole, _, rest = text.partition(".")
    figure = int(whole + rest.ljust(_MICRO, "0"))
    low, high = _LIMITS[field]
    return figure if low <= figure <= high and not 0 < figure <= _FRACTIONS.get(field, 0) else None


def _paid(column: PaidColumn, text: str) -> int | None:
    """In fen, or in millionths of a percent; None where only the long way can tell."""
    if column.field is PaidField.PAID and column.unit == 1 and _YUAN.match(text):
        whole, _, rest = text.partition(".")
        return int(whole + rest.ljust(FEN, "0"))
    try:
        amount, share = paid_on(0, (text,), (column,))
    except Refused:
        return None
    if amount is None and share is None:
        return _NOTHING
    return int(EXACT.scaleb(amount, FEN)) if amount is not None else int(EXACT.scaleb(share or Decimal(0), _MICRO))
