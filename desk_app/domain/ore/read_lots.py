"""One line of a table of lots, every cell still text: read, held with its reason, or a line that adds up others.

What a cell means is decided by `DeliveryLine`; here a bad line is held instead of refusing the table.
"""

from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.delivery_line import DeliveryLine, Row
from desk_app.domain.ore.delivery_total import is_total
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.lot_heading import LotColumns, PaidColumn, PaidField
from desk_app.domain.ore.lot_line import HeldLine, LotLine, TotalLine
from desk_app.domain.trade.read_cell import CellProblem, read_number

Taken = LotLine | HeldLine | TotalLine
_LARGEST = Decimal("1e15")
_SHARE_PLACES = 6
_MICRO = 6
_HELD = {
    "delivery_missing": "lot_missing",
    "delivery_number": "lot_number",
    "delivery_day": "lot_day",
    "delivery_fraction": "lot_fraction",
    "delivery_limits": "lot_limits",
    "delivery_too_fine": "lot_too_fine",
}
"""A bad line refuses a table of deliveries, and is held in a table of lots."""


class SeenLots:
    """What lines above have shown: which lots there were, and what their wet masses add up to.

    Masses are in millionths of a tonne. `unread`: a line above has no mass that could be read.
    """

    def __init__(self) -> None:
        self.above: int | Decimal = 0
        self.since: int | Decimal = 0
        self.unread = False
        self.below_total = False
        self._first: dict[tuple[object, ...], int] = {}

    def first_of(self, number: int, ref: str, day: date | None, *figures: int | Decimal) -> int:
        """The line on which this very lot stood first: its own number where it is the first. `figures` in millionths:
        a whole number and a decimal of the same value are the same.
        """
        return self._first.setdefault((ref, day, *figures), number) if ref else number

    def add(self, wet: int | Decimal) -> None:
        """A lot's wet mass."""
        self.above = _sum(self.above, wet)
        self.since = _sum(self.since, wet)

    def total(self, stated: Decimal | None) -> bool | None:
        """Whether a line of totals agrees: a subtotal with what stands since the last one, a total with all above it.
        None: it states nothing, or that can't be known.
        """
        agrees = None
        if stated is not None:
            agrees = micro(stated) in (self.above, self.since) or (None if self.unread else False)
        self.since, self.below_total = 0, True
        return agrees


class LotReader:
    """Reads lines in their order; a lot that stands there twice is held the second time. `remarks` counts the lines
    that are neither: repeated headings, signatures below a total.
    """

    def __init__(self, columns: LotColumns, heading: Row, today: date, seen: SeenLots) -> None:
        self.remarks = 0
        self._columns, self._heading, self._today, self._seen = columns, list(heading), today, seen

    def read(self, number: int, row: Row) -> Taken | None:
        """One line of the sheet; None for a blank one and for a remark."""
        if not any(cell.strip() for cell in row):
            return None
        line = DeliveryLine(number, row, self._columns.delivery)
        if is_total(row):
            return self._total(number, line)
        if self._is_remark(row, line):
            self.remarks += 1
            return None
        return self._lot(number, row, line)

    def _total(self, number: int, line: DeliveryLine) -> TotalLine:
        try:
            stated = line.wet() if line.has_mass() else None
        except Refused:
            stated = None
        return TotalLine(number, stated, self._seen.total(stated))

    def _is_remark(self, row: Row, line: DeliveryLine) -> bool:
        return list(row) == self._heading or (self._seen.below_total and not line.has_mass())

    def _lot(self, number: int, row: Row, line: DeliveryLine) -> LotLine | HeldLine:
        try:
            delivery = line.delivery(self._today)
            paid, percent = paid_on(number, row, self._columns.paid)
        except Refused as refused:
            self._add_held(line)
            problem = refused.problem
            key = _HELD.get(problem.key, problem.key)
            return HeldLine(number, tuple(row), Problem(key, problem.field, number, facts=problem.facts))
        lot = delivery.lot
        self._seen.add(micro(lot.wet))
        figures = (micro(lot.wet), micro(lot.moisture), micro(lot.reo))
        first = self._seen.first_of(number, delivery.ref, delivery.day, *figures)
        if first != number:
            return twice(number, row, delivery.ref, first)
        return LotLine(number, delivery.day, delivery.ref, lot, paid, percent)

    def _add_held(self, line: DeliveryLine) -> None:
        try:
            self._seen.add(micro(line.wet()))
        except Refused:
            self._seen.unread = True


def twice(number: int, row: Row, ref: str, first: int) -> HeldLine:
    """The same mark, day and figures twice would be paid twice."""
    facts = {"ref": ref, "first": str(first)}
    return HeldLine(number, tuple(row), Problem("lot_twice", "ref", number, facts=facts))


def paid_on(number: int, row: Row, columns: tuple[PaidColumn, ...]) -> tuple[Decimal | None, Decimal | None]:
    """What was paid: an amount in yuan, or a share in percent; both would be two readings of one payment."""
    found: dict[PaidField, Decimal] = {}
    for column in columns:
        text = row[column.index].strip() if column.index < len(row) else ""
        if text:
            found[column.field] = _paid(number, column, text)
    if len(found) > 1:
        raise Refused(Problem("lot_paid_both", "paid", number))
    return found.get(PaidField.PAID), found.get(PaidField.PAID_PERCENT)


def _paid(number: int, column: PaidColumn, text: str) -> Decimal:
    field = column.field
    facts = {"name": f"@ore.lots.field.{field.value}", "text": text[:40]}
    share = field is PaidField.PAID_PERCENT
    bare = text.rstrip("%％").strip() if share else text
    try:
        value = EXACT.multiply(read_number(bare), column.unit)
    except (NotExact, CellProblem) as error:
        raise Refused(Problem("lot_number", field.value, number, facts=facts)) from error
    if share and bare == text and 0 < value <= 1:
        raise Refused(Problem("lot_fraction", field.value, number, facts=facts))
    places = -int(EXACT.normalize(value).as_tuple().exponent)
    if not 0 <= value <= (100 if share else _LARGEST) or places > (_SHARE_PLACES if share else FEN):
        raise Refused(Problem("lot_paid_limits", field.value, number, facts=facts))
    return value


def micro(value: Decimal) -> Decimal:
    """A figure in millionths, exact."""
    return EXACT.scaleb(value, _MICRO)


def _sum(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return EXACT.add(Decimal(one), Decimal(other))


def lot_of(reo: int, moisture: int, wet: int) -> Lot:
    """A lot of figures in millionths."""
    return Lot(*(Decimal(f"{figure}E-{_MICRO}") for figure in (reo, moisture, wet)))
