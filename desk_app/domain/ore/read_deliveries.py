"""A table of deliveries, every cell still text, into deliveries: all of them, or none and one reason.

Money follows from each line, so nothing is left out and nothing guessed: a line that can't be taken refuses the
file. A total line (合计) is checked against the lines above it and closes the table: a delivery below refuses it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact_text
from desk_app.domain.base.mass import MassUnit, to_tonnes
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.delivery_heading import NEEDED, DeliveryColumn, DeliveryField, find_headings
from desk_app.domain.ore.delivery_total import is_total
from desk_app.domain.ore.limits import check_moisture, check_reo, check_wet
from desk_app.domain.ore.lot import Lot
from desk_app.domain.trade.read_cell import CellProblem, read_day, read_number

Row = Sequence[str]
_LEAST = {DeliveryField.REO: Decimal(1), DeliveryField.MOISTURE: Decimal("0.3")}
"""A percent at or below this is likely a fraction (0.085 for 8.5 %): refused unless a % sign says otherwise."""
_CHECKS = {DeliveryField.WET: check_wet, DeliveryField.MOISTURE: check_moisture, DeliveryField.REO: check_reo}


def read_deliveries(rows: Sequence[Row], file: str, today: date) -> tuple[Delivery, ...]:
    """The deliveries of a table; `Refused` names the row, the field and the reason."""
    at, columns = find_headings(rows)
    _check_columns(columns, file)
    found: list[Delivery] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(cell.strip() for cell in row):
            continue
        if is_total(row):
            _check_total(number, row, columns, found)
            _check_below(number + 1, rows[number:], columns)
            break
        found.append(_Line(number, row, columns).delivery(today))
    if not found:
        raise refuse("delivery_none", file=file)
    _check_twice(found, file)
    return tuple(found)


def _check_columns(columns: Sequence[DeliveryColumn], file: str) -> None:
    fields = [column.field for column in columns]
    for field in NEEDED:
        if fields.count(field) != 1:
            key = "delivery_column_twice" if field in fields else "delivery_column_missing"
            raise refuse(key, field.value, file=file, name=f"@sheet.field.{field.value}")


def _check_total(number: int, row: Row, columns: Sequence[DeliveryColumn], found: Sequence[Delivery]) -> None:
    line = _Line(number, row, columns)
    if not line.text(DeliveryField.WET):
        return
    stated, added = line.wet(), Decimal(0)
    for delivery in found:
        added = EXACT.add(added, delivery.lot.wet)
    if stated != added:
        facts = {"stated": exact_text(stated), "added": exact_text(added)}
        raise Refused(Problem("delivery_total_differs", "wet", number, facts=facts))


def _check_below(first: int, rows: Sequence[Row], columns: Sequence[DeliveryColumn]) -> None:
    """Signatures and further totals may stand below a total; a delivery there would be lost."""
    for number, row in enumerate(rows, start=first):
        if not is_total(row) and _Line(number, row, columns).has_mass():
            raise Refused(Problem("delivery_after_total", "wet", number))


def _check_twice(found: Sequence[Delivery], file: str) -> None:
    """The same truck, day and figures twice would be paid twice."""
    seen: set[Delivery] = set()
    for delivery in found:
        if delivery.ref and delivery in seen:
            raise refuse("delivery_twice", "ref", file=file, ref=delivery.ref)
        seen.add(delivery)


class _Line:
    """One line of the table, cell by cell."""

    def __init__(self, number: int, row: Row, columns: Sequence[DeliveryColumn]) -> None:
        self._number, self._row, self._columns = number, row, columns

    def delivery(self, today: date) -> Delivery:
        lot = Lot(self._percent(DeliveryField.REO), self._percent(DeliveryField.MOISTURE), self.wet())
        values = {DeliveryField.WET: lot.wet, DeliveryField.MOISTURE: lot.moisture, DeliveryField.REO: lot.reo}
        for field, value in values.items():
            for problem in _CHECKS[field](value):
                key = "delivery_too_fine" if problem.key == "ore_too_fine" else "delivery_limits"
                raise self._refused(key, field, exact_text(value))
        return Delivery(self._day(today), self.text(DeliveryField.REF), lot)

    def text(self, field: DeliveryField) -> str:
        """The cells of a field; several references are joined."""
        cells = (self._row[c.index].strip() for c in self._columns if c.field is field and c.index < len(self._row))
        return " / ".join(cell for cell in cells if cell)

    def has_mass(self) -> bool:
        """Whether a number stands under the wet mass."""
        try:
            read_number(self.text(DeliveryField.WET))
        except NotExact:
            return False
        return True

    def wet(self) -> Decimal:
        unit = next(c.unit for c in self._columns if c.field is DeliveryField.WET) or MassUnit.T
        return to_tonnes(self._number_in(DeliveryField.WET, self.text(DeliveryField.WET)), unit)

    def _percent(self, field: DeliveryField) -> Decimal:
        text = self.text(field)
        bare = text.rstrip("%％").strip()
        value = self._number_in(field, bare)
        if bare == text and 0 < value <= _LEAST[field]:
            raise self._refused("delivery_fraction", field, text)
        return value

    def _number_in(self, field: DeliveryField, text: str) -> Decimal:
        if not text:
            raise self._refused("delivery_missing", field, text)
        try:
            return read_number(text)
        except NotExact as error:
            raise self._refused("delivery_number", field, text) from error

    def _day(self, today: date) -> date | None:
        if not any(column.field is DeliveryField.DAY for column in self._columns):
            return None
        text = self.text(DeliveryField.DAY)
        try:
            return read_day(text, today)
        except CellProblem as error:
            key = "delivery_day" if text else "delivery_missing"
            raise self._refused(key, DeliveryField.DAY, text) from error

    def _refused(self, key: str, field: DeliveryField, text: str) -> Refused:
        facts: Mapping[str, str] = {"name": f"@sheet.field.{field.value}", "text": text[:40]}
        return Refused(Problem(key, field.value, self._number, facts=facts))
