"""One line of a delivery table, cell by cell, every cell still text."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact_text
from desk_app.domain.base.mass import MassUnit, to_tonnes
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.delivery_heading import DeliveryColumn, DeliveryField
from desk_app.domain.ore.limits import check_moisture, check_reo, check_wet
from desk_app.domain.ore.lot import Lot
from desk_app.domain.trade.read_cell import CellProblem, read_day, read_number

Row = Sequence[str]
LEAST = {DeliveryField.REO: Decimal(1), DeliveryField.MOISTURE: Decimal("0.3")}
"""A percent at or below this is likely a fraction (0.085 for 8.5 %): refused unless a % sign says otherwise."""
_CHECKS = {DeliveryField.WET: check_wet, DeliveryField.MOISTURE: check_moisture, DeliveryField.REO: check_reo}


class DeliveryLine:
    """What stands under the columns understood."""

    def __init__(self, number: int, row: Row, columns: Sequence[DeliveryColumn]) -> None:
        self._number, self._row, self._columns = number, row, columns

    def delivery(self, today: date) -> Delivery:
        """The delivery; `Refused` names the line, the field and the reason."""
        lot = Lot(self._percent(DeliveryField.REO), self._percent(DeliveryField.MOISTURE), self.wet())
        values = {DeliveryField.WET: lot.wet, DeliveryField.MOISTURE: lot.moisture, DeliveryField.REO: lot.reo}
        for field, value in values.items():
            for problem in _CHECKS[field](value):
                key = "delivery_too_fine" if problem.key == "ore_too_fine" else "delivery_limits"
                raise self._refused(key, field, exact_text(value))
        return Delivery(self.day(today), self.text(DeliveryField.REF), lot)

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
        except CellProblem:  # half in one width, half in the other: a mass all the same
            return True
        return True

    def wet(self) -> Decimal:
        """Wet tonnes, whatever the limits; `Refused` where no number stands there."""
        unit = next(c.unit for c in self._columns if c.field is DeliveryField.WET) or MassUnit.T
        return to_tonnes(self._number_in(DeliveryField.WET, self.text(DeliveryField.WET)), unit)

    def _percent(self, field: DeliveryField) -> Decimal:
        text = self.text(field)
        bare = text.rstrip("%％").strip()
        value = self._number_in(field, bare)
        if bare == text and 0 < value <= LEAST[field]:
            raise self._refused("delivery_fraction", field, text)
        return value

    def _number_in(self, field: DeliveryField, text: str) -> Decimal:
        if not text:
            raise self._refused("delivery_missing", field, text)
        try:
            return read_number(text)
        except (NotExact, CellProblem) as error:
            raise self._refused("delivery_number", field, text) from error

    def day(self, today: date) -> date | None:
        """The day of delivery; None where the table has no such column."""
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
