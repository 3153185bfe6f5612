"""Headings of a table of lots: those of deliveries, and what was paid on a lot before (暂结、已付)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.delivery_heading import DeliveryColumn, find_headings
from desk_app.domain.ore.delivery_line import Row
from desk_app.domain.ore.read_deliveries import check_columns
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.said import take_tax, taxes_in


class PaidField(StrEnum):
    """Paid before: an amount, or a share of the lot's amount at the provisional price."""

    PAID = "paid"
    PAID_PERCENT = "paid_percent"


HEADINGS: dict[PaidField, tuple[str, ...]] = {
    PaidField.PAID: (
        "已付", "已付款", "已付金额", "已付暂结款", "暂结金额", "暂结款", "暂付款", "暂付金额", "预付款", "预付金额",
        "paid", "amount paid", "paid amount", "provisional paid", "provisional payment", "provisional amount",
    ),
    PaidField.PAID_PERCENT: (
        "已付比例", "暂结比例", "暂付比例", "预付比例", "付款比例", "paid percent", "paid share", "percent paid",
        "provisional percent", "provisional share",
    ),
}  # fmt: skip
_BY_NAME = {name: field for field, names in HEADINGS.items() for name in names}
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_UNITS = {"": Decimal(1), "元": Decimal(1), "yuan": Decimal(1), "cny": Decimal(1), "rmb": Decimal(1)} | {
    "万元": Decimal(10_000),
    "%": Decimal(1),
}


@dataclass(frozen=True, slots=True)
class PaidColumn:
    """Where, what, and its unit in yuan (a share's: 1)."""

    index: int
    field: PaidField
    unit: Decimal


@dataclass(frozen=True, slots=True)
class LotColumns:
    """A table understood: `heading` is the heading line's place from 0; `paid_tax` whether what was paid holds VAT."""

    heading: int
    delivery: tuple[DeliveryColumn, ...]
    paid: tuple[PaidColumn, ...]
    paid_tax: Tax


def find_lot_columns(rows: Sequence[Row], file: str, paid_tax: Tax | None = None) -> LotColumns:
    """The columns of a table of lots; `Refused` where a needed one is missing, or an amount paid leaves open whether
    VAT is in it (`paid_tax` is what the user says of it).
    """
    at, columns = find_headings(rows)
    check_columns(columns, file)
    paid = tuple(_paid_columns(rows[at], file))
    for field in PaidField:
        if sum(column.field is field for column in paid) > 1:
            raise refuse("delivery_column_twice", field.value, file=file, name=f"@ore.lots.field.{field.value}")
    amount = next((column for column in paid if column.field is PaidField.PAID), None)
    return LotColumns(at, columns, paid, _paid_tax(rows[at], amount, file, paid_tax))


def _paid_columns(heading: Row, file: str) -> Iterator[PaidColumn]:
    for index, text in enumerate(heading):
        plain = narrow(text)
        field = _BY_NAME.get(take_tax(_BRACKETS.sub("", plain).rstrip("%").strip())[1].strip())
        if field is None:
            continue
        unit = _unit_in(plain)
        if unit is None:
            raise refuse("lots_paid_unit", field.value, file=file, text=text[:40])
        yield PaidColumn(index, field, unit)


def _unit_in(plain: str) -> Decimal | None:
    """The one unit in its brackets, yuan where there is none; None for what is not understood."""
    inside = (take_tax(found)[1] for found in _BRACKETS.findall(plain))
    said = {word for found in inside for word in re.split(r"[\s,/、;]+", found) if word} or {""}
    units = {_UNITS.get(word) for word in said}
    return units.pop() if len(units) == 1 else None


def _paid_tax(heading: Row, amount: PaidColumn | None, file: str, told: Tax | None) -> Tax:
    if amount is None:
        return told or Tax.INCL
    said = taxes_in(heading[amount.index])
    if len(said) == 1 and told in (None, *said):
        return next(iter(said))
    if said or told is None:
        raise refuse("lots_paid_tax", "paid", file=file, text=heading[amount.index][:40])
    return told
