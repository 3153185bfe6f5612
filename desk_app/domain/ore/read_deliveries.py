"""A table of deliveries, every cell still text, into deliveries: all of them, or none and one reason.

Money follows from each line, so nothing is left out and nothing guessed: a line that can't be taken refuses the
file. A total line (合计) is checked against the lines above it and closes the table: a delivery below refuses it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.delivery_heading import NEEDED, DeliveryColumn, DeliveryField, find_headings
from desk_app.domain.ore.delivery_line import DeliveryLine, Row
from desk_app.domain.ore.delivery_total import is_total


def read_deliveries(rows: Sequence[Row], file: str, today: date) -> tuple[Delivery, ...]:
    """The deliveries of a table; `Refused` names the row, the field and the reason."""
    at, columns = find_headings(rows)
    check_columns(columns, file)
    found: list[Delivery] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(cell.strip() for cell in row):
            continue
        if is_total(row):
            _check_total(number, row, columns, found)
            _check_below(number + 1, rows[number:], columns)
            break
        found.append(DeliveryLine(number, row, columns).delivery(today))
    if not found:
        raise refuse("delivery_none", file=file)
    _check_twice(found, file)
    return tuple(found)


def check_columns(columns: Sequence[DeliveryColumn], file: str) -> None:
    """Each needed column once; `Refused` names the one that is missing, or stands there twice."""
    fields = [column.field for column in columns]
    for field in NEEDED:
        if fields.count(field) != 1:
            key = "delivery_column_twice" if field in fields else "delivery_column_missing"
            raise refuse(key, field.value, file=file, name=f"@sheet.field.{field.value}")


def _check_total(number: int, row: Row, columns: Sequence[DeliveryColumn], found: Sequence[Delivery]) -> None:
    line = DeliveryLine(number, row, columns)
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
        if not is_total(row) and DeliveryLine(number, row, columns).has_mass():
            raise Refused(Problem("delivery_after_total", "wet", number))


def _check_twice(found: Sequence[Delivery], file: str) -> None:
    """The same truck, day and figures twice would be paid twice."""
    seen: set[Delivery] = set()
    for delivery in found:
        if delivery.ref and delivery in seen:
            raise refuse("delivery_twice", "ref", file=file, ref=delivery.ref)
        seen.add(delivery)
