"""Which line holds the headings, and what each column means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import (
    REQUIRED,
    Field,
    Heading,
    mass_unit_in,
    narrow,
    price_unit_in,
    read_heading,
    tax_in,
)

Row = Sequence[str]
SEARCH_DEPTH = 40
"""Headings are looked for in so many first lines."""

_STATES_UNIT = re.compile(r"单位|unit|含税|未税|vat|tax|价格口径|计价")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each field stands, and unit and tax basis as headings or the lines above state them.

    `header` is the index of the last heading line (rows follow it); `second_price` the other price column of a
    file that gives prices with and without VAT.
    """

    header: int
    columns: dict[Field, int]
    price_unit: str | None = None
    mass_unit: MassUnit | None = None
    tax: Tax | None = None
    amount_tax: Tax | None = None
    second_price: int | None = None
    second_tax: Tax | None = None
    foreign: bool = False
    known: int = 0

    def missing(self) -> tuple[Field, ...]:
        """Needed fields that no column gives."""
        return tuple(field for field in REQUIRED if field not in self.columns)


def find_mapping(rows: Sequence[Row]) -> Mapping | None:
    """The mapping of the likeliest heading line (or pair of lines) among the first rows; None if there is none."""
    best: Mapping | None = None
    for at in range(min(len(rows), SEARCH_DEPTH)):
        for candidate in _candidates(rows, at):
            if candidate and (best is None or candidate.known > best.known):
                best = candidate
    return _with_lines_above(best, rows) if best else None


def _candidates(rows: Sequence[Row], at: int) -> Iterable[Mapping | None]:
    yield _mapping(at, [read_heading(cell) for cell in rows[at]])
    if at + 1 < len(rows):
        yield _mapping(at + 1, _joined(rows[at], rows[at + 1]))


def _joined(upper: Row, lower: Row) -> list[Heading]:
    """Two heading lines as one: a merged cell's text stands over its first column."""
    width = max(len(upper), len(lower))
    pairs = [(_cell(upper, i), _cell(lower, i)) for i in range(width)]
    return [_of_pair(above, below) for above, below in pairs]


def _of_pair(above: str, below: str) -> Heading:
    own = read_heading(below)
    if own.field is not None and (own.field is not Field.QUANTITY_UNIT or not above.strip()):
        return own
    both = read_heading(f"{above}({below})") if below.strip() else read_heading(above)
    return both if both.field is not None else read_heading(above) if not below.strip() else own


def _cell(row: Row, at: int) -> str:
    return row[at] if at < len(row) else ""


def _mapping(header: int, headings: Sequence[Heading]) -> Mapping | None:
    columns: dict[Field, int] = {}
    for at, heading in enumerate(headings):
        if heading.field is not None:
            columns.setdefault(heading.field, at)
    named = len(columns)
    if named < 2 or not {Field.PRODUCT, Field.PRICE, Field.QUANTITY} & columns.keys():
        return None
    found = Mapping(header, columns, known=named)
    return _with_stated(found, headings)


def _with_stated(mapping: Mapping, headings: Sequence[Heading]) -> Mapping:
    """What the headings themselves say of unit and tax."""
    price = _at(headings, mapping.columns.get(Field.PRICE))
    quantity = _at(headings, mapping.columns.get(Field.QUANTITY))
    amount = _at(headings, mapping.columns.get(Field.AMOUNT))
    second = _second_price(mapping, headings)
    return replace(
        mapping,
        price_unit=price.price_unit if price else None,
        tax=price.tax if price else None,
        foreign=bool(price and price.foreign),
        mass_unit=quantity.mass_unit if quantity else None,
        amount_tax=amount.tax if amount else None,
        second_price=second,
        second_tax=headings[second].tax if second is not None else None,
    )


def _at(headings: Sequence[Heading], index: int | None) -> Heading | None:
    return headings[index] if index is not None else None


def _second_price(mapping: Mapping, headings: Sequence[Heading]) -> int | None:
    first = mapping.columns.get(Field.PRICE)
    if first is None:
        return None
    for at in range(first + 1, len(headings)):
        other = headings[at]
        same_unit = other.price_unit == headings[first].price_unit
        if other.field is Field.PRICE and other.tax not in (None, headings[first].tax) and same_unit:
            return at
    return None


def _with_lines_above(mapping: Mapping, rows: Sequence[Row]) -> Mapping:
    """Fill what headings leave open from lines above them, such as "单位:元/吨(含税)"."""
    for row in rows[: mapping.header]:
        for cell in row:
            if not _STATES_UNIT.search(narrow(cell)):
                continue
            mapping = replace(
                mapping,
                price_unit=mapping.price_unit or price_unit_in(cell),
                tax=mapping.tax or tax_in(cell),
                mass_unit=mapping.mass_unit or _mass_above(cell),
            )
    return mapping


def _mass_above(cell: str) -> MassUnit | None:
    """A line above may state the quantity's unit by name ("数量单位:吨"); a price unit says nothing of it."""
    return mass_unit_in(cell) if re.search(r"(?:数量|重量)单位|quantity", narrow(cell)) else None


def decide(mapping: Mapping, price_unit: str | None, tax: Tax | None) -> Mapping:
    """The mapping with the user's own word where the file is silent; `Refused` for what stays open.

    A price without a stated unit is taken per the stated unit of the quantity, and the other way round: a
    desk that weighs in tonnes prices in yuan per tonne. The magnitude check stands behind that.
    """
    for field in mapping.missing():
        raise refuse("column_missing", field.value, column=f"@trade.field.{field.value}")
    if mapping.foreign and price_unit is None:
        raise refuse("currency_foreign", "unit")
    unit = price_unit or mapping.price_unit
    mass = mapping.mass_unit
    by_row = Field.PRICE_UNIT in mapping.columns
    mass_by_row = Field.QUANTITY_UNIT in mapping.columns
    if unit is None and not by_row:
        unit = _unit_of_mass(mass) if mass or mass_by_row else None
        if unit is None and not mass_by_row:
            raise refuse("unit_not_stated", "unit")
    if mass is None and not mass_by_row:
        mass = MassUnit.KG if unit == "yuan/kg" else MassUnit.T if unit else None
        if mass is None:
            raise refuse("unit_not_stated", "unit")
    if (tax or mapping.tax) is None and Field.TAX not in mapping.columns:
        raise refuse("tax_not_stated", "tax")
    return replace(mapping, price_unit=unit, mass_unit=mass, tax=tax or mapping.tax)


def _unit_of_mass(mass: MassUnit | None) -> str | None:
    return {MassUnit.T: "yuan/t", MassUnit.KG: "yuan/kg"}.get(mass) if mass else None
