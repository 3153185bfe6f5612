"""Which line holds the headings, and what each column means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import (
    REQUIRED,
    SHARED_NUMBERS,
    Field,
    Heading,
    foreign_price_in,
    is_too_full,
    mass_unit_in,
    narrow,
    price_unit_in,
    read_heading,
    tax_in,
    taxes_in,
)

Row = Sequence[str]
T = TypeVar("T")
SEARCH_DEPTH = 40
"""Headings are looked for in so many first lines."""

_STATES_UNIT = re.compile(r"单位|unit|含税|未税|vat|tax|价格口径|计价")

_STATEMENTS = (None, Field.QUANTITY_UNIT, Field.PRICE_UNIT, Field.TAX)
"""What a line that states something may read as; an upper heading such as 金额(不含税) speaks of its own column."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each field stands, and all that headings and the lines above state of unit and tax basis.

    `header` is the index of the last heading line (rows follow it), `lines` the heading lines as compared, `width`
    how many cells they have; `second_price` the other price column of a file that gives prices with and without
    VAT. `price_unit`, `mass_unit` and `tax` are empty until decided.
    """

    header: int
    columns: dict[Field, int]
    units_said: frozenset[str] = frozenset()
    masses_said: frozenset[MassUnit] = frozenset()
    taxes_said: frozenset[Tax] = frozenset()
    price_unit: str | None = None
    mass_unit: MassUnit | None = None
    tax: Tax | None = None
    amount_tax: Tax | None = None
    second_price: int | None = None
    second_tax: Tax | None = None
    foreign: bool = False
    day_form: str | None = None
    shared_numbers: bool = False
    known: int = 0
    width: int = 0
    lines: frozenset[tuple[str, ...]] = frozenset()
    doubts: tuple[Problem, ...] = ()

    def missing(self) -> tuple[Field, ...]:
        """Needed fields that no column gives."""
        return tuple(field for field in REQUIRED if field not in self.columns)


def find_mapping(rows: Sequence[Row]) -> Mapping | None:
    """The mapping of the likeliest heading line (or pair of lines) among the first rows; None if there is none."""
    best: Mapping | None = None
    for at in range(min(len(rows), SEARCH_DEPTH)):
        if is_too_full(rows[at]):
            continue
        for candidate in _candidates(rows, at):
            if candidate and (best is None or _is_better(candidate, best)):
                best = candidate
    return _with_lines_above(best, rows) if best else None


def _is_better(new: Mapping, old: Mapping) -> bool:
    """A whole heading before a part of one, more columns before fewer. But what stands further below a whole heading
    is data, however much it looks like headings.
    """
    if not old.missing() and new.header > old.header + 1:
        return False
    return _merit(new) > _merit(old)


def _merit(mapping: Mapping) -> tuple[bool, int, int]:
    """A line of units below the headings adds no column, but says what the numbers are."""
    return not mapping.missing(), mapping.known, len(mapping.units_said) + len(mapping.masses_said)


def is_heading(row: Row) -> bool:
    """Whether a row reads as a whole heading line."""
    found = None if is_too_full(row) else _mapping((row,), 0, [read_heading(cell) for cell in row])
    return found is not None and not found.missing()


def line_key(row: Row) -> tuple[str, ...]:
    """A heading line as compared with one that comes again on a later page."""
    return tuple(narrow(cell) for cell in row if cell.strip())


def _candidates(rows: Sequence[Row], at: int) -> Iterable[Mapping | None]:
    yield _mapping(rows[at : at + 1], at, [read_heading(cell) for cell in rows[at]])
    if at + 1 < len(rows) and not is_too_full(rows[at + 1]):
        yield _mapping(rows[at : at + 2], at + 1, _joined(rows[at], rows[at + 1]))


def _joined(upper: Row, lower: Row) -> list[Heading]:
    """Two heading lines as one: a merged cell's text stands over its first column."""
    width = max(len(upper), len(lower))
    pairs: list[tuple[str, str]] = []
    for at in range(width):
        above, below = _cell(upper, at), _cell(lower, at)
        if not above.strip() and pairs and _are_taxes(below, pairs[-1][1]):
            above = pairs[-1][0]
        pairs.append((above, below))
    return [_of_pair(above, below) for above, below in pairs]


def _are_taxes(*texts: str) -> bool:
    """含税 beside 不含税, below one price."""
    return all(read_heading(text).field is Field.TAX or tax_in(text) for text in texts)


def _of_pair(above: str, below: str) -> Heading:
    own = read_heading(below)
    if own.field is not None and (own.field not in (Field.QUANTITY_UNIT, Field.TAX) or not above.strip()):
        return own
    both = read_heading(f"{above}({below})") if below.strip() else read_heading(above)
    if both.field is not None:
        return both
    return read_heading(above) if not below.strip() else own


def _cell(row: Row, at: int) -> str:
    return row[at] if at < len(row) else ""


def _mapping(lines: Sequence[Row], header: int, headings: Sequence[Heading]) -> Mapping | None:
    columns, doubts = _columns(headings)
    if len(columns) < 2 or not {Field.PRODUCT, Field.PRICE, Field.QUANTITY} & columns.keys():
        return None
    keys = frozenset(line_key(line) for line in lines)
    found = Mapping(header, columns, known=len(columns), width=len(headings), lines=keys, doubts=doubts)
    return _with_stated(found, headings)


def _columns(headings: Sequence[Heading]) -> tuple[dict[Field, int], tuple[Problem, ...]]:
    """The column of each field, and what is doubtful about the choice."""
    columns: dict[Field, int] = {}
    doubts: list[Problem] = []
    for at, heading in enumerate(headings):
        field = heading.field
        if field is None:
            continue
        before = columns.setdefault(field, at)
        if before == at or not _is_rival(heading, headings[before]):
            continue
        better = heading.rank < headings[before].rank
        columns[field] = at if better else before
        doubts += _doubt(field, *((heading, headings[before]) if better else (headings[before], heading)))
    return columns, tuple(doubts)


def _is_rival(one: Heading, other: Heading) -> bool:
    """Two columns for one field; prices with and without VAT stand beside each other by right."""
    return one.field is not Field.PRICE or one.tax is other.tax or None in (one.tax, other.tax)


_CHOSEN = (*REQUIRED, Field.REF)


def _doubt(field: Field, taken: Heading, left: Heading) -> list[Problem]:
    if field not in _CHOSEN:
        return []
    facts = {"taken": taken.text, "left": left.text}
    if taken.text == left.text:
        return [Problem("column_twice", field.value, facts=facts)]
    return [Problem("column_left", field.value, level=Level.WARNING, facts=facts)]


def _with_stated(mapping: Mapping, headings: Sequence[Heading]) -> Mapping:
    """What the headings themselves say of unit and tax."""
    price = _at(headings, mapping.columns.get(Field.PRICE))
    quantity = _at(headings, mapping.columns.get(Field.QUANTITY))
    amount = _at(headings, mapping.columns.get(Field.AMOUNT))
    ref = _at(headings, mapping.columns.get(Field.REF))
    second = _second_price(mapping, headings)
    return replace(
        mapping,
        units_said=_only(price.price_unit if price else None),
        taxes_said=_only(price.tax if price else None),
        masses_said=_only(quantity.mass_unit if quantity else None),
        foreign=bool(price and price.foreign),
        shared_numbers=bool(ref and ref.name in SHARED_NUMBERS),
        amount_tax=amount.tax if amount else None,
        second_price=second,
        second_tax=headings[second].tax if second is not None else None,
    )


def _only(said: T | None) -> frozenset[T]:
    return frozenset() if said is None else frozenset((said,))


def _at(headings: Sequence[Heading], index: int | None) -> Heading | None:
    return headings[index] if index is not None else None


def _second_price(mapping: Mapping, headings: Sequence[Heading]) -> int | None:
    first = mapping.columns.get(Field.PRICE)
    if first is None:
        return None
    for at, other in enumerate(headings):
        same_unit = other.price_unit == headings[first].price_unit
        if other.field is Field.PRICE and other.tax not in (None, headings[first].tax) and same_unit:
            return at
    return None


def _with_lines_above(mapping: Mapping, rows: Sequence[Row]) -> Mapping:
    """Add what the lines above the headings state, such as "单位:元/吨(含税)"."""
    for cell in chain.from_iterable(row for row in rows[: mapping.header] if not is_too_full(row)):
        if _STATES_UNIT.search(narrow(cell)) and read_heading(cell).field in _STATEMENTS:
            mapping = _with_statement(mapping, cell)
    return mapping


def _with_statement(mapping: Mapping, cell: str) -> Mapping:
    """One statement; a line that names both tax bases says nothing, nor does one above two prices."""
    taxes = taxes_in(cell)
    clear = len(taxes) == 1 and mapping.second_price is None
    return replace(
        mapping,
        units_said=mapping.units_said | _only(price_unit_in(cell)),
        taxes_said=mapping.taxes_said | (taxes if clear else frozenset()),
        masses_said=mapping.masses_said | _only(_mass_above(cell)),
        foreign=mapping.foreign or foreign_price_in(cell),
    )


def _mass_above(cell: str) -> MassUnit | None:
    """A line above may state the quantity's unit by name ("数量单位:吨"); a price unit says nothing of it."""
    return mass_unit_in(cell) if re.search(r"(?:数量|重量)单位|quantity", narrow(cell)) else None
