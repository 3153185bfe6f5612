"""Which line holds the headings, and what each column means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.columns import choose_columns, second_price, second_quantity
from desk_app.domain.trade.field import REQUIRED, Field, narrow
from desk_app.domain.trade.heading import Heading, read_heading
from desk_app.domain.trade.heading_lines import Row, cell_at, headings_of_line, headings_of_pair, is_too_full
from desk_app.domain.trade.heading_names import SHARED_NUMBERS
from desk_app.domain.trade.price_unit import YUAN
from desk_app.domain.trade.rate import Rate
from desk_app.domain.trade.said import price_unit_in, taxes_in
from desk_app.domain.trade.statement import bases_above, currency_above, mass_above, states_unit

T = TypeVar("T")
SEARCH_DEPTH = 40
"""Headings are looked for in so many first lines."""

_STATEMENTS = (None, Field.QUANTITY_UNIT, Field.PRICE_UNIT, Field.CURRENCY, Field.TAX)
"""What a line that states something may read as; an upper heading such as 金额(不含税) speaks of its own column."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each field stands, and all that headings and the lines above state of unit and tax basis.

    `header` is the index of the last heading line (rows follow it), `lines` the heading lines as compared, `texts`
    what stands over each column, `width` how many there are; `second_price` the other price column of a file that
    gives prices with and without VAT, `second_quantity` the wet mass beside a dry one, or the other way round.
    `price_unit`, `mass_unit`, `tax`, `currency`, `rates`, `basis` (of the quantity) and `price_basis` (None: not
    said) are empty until decided.
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
    second_quantity: int | None = None
    second_mass: MassUnit | None = None
    currencies_said: frozenset[str] = frozenset()
    currency: str = YUAN
    rates: tuple[Rate, ...] = ()
    bases_said: frozenset[Basis] = frozenset()
    price_bases_said: frozenset[Basis] = frozenset()
    basis: Basis | None = None
    price_basis: Basis | None = None
    day_form: str | None = None
    shared_numbers: bool = False
    known: int = 0
    width: int = 0
    lines: frozenset[tuple[str, ...]] = frozenset()
    texts: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def missing(self) -> tuple[Field, ...]:
        """Needed fields that no column gives."""
        return tuple(field for field in REQUIRED if field not in self.columns)


Told = dict[int, Field | None]
"""What the user says columns are, by position from 0; None for one that is not to be read."""


def find_mapping(rows: Sequence[Row], header: int | None = None, told: Told | None = None) -> Mapping | None:
    """The mapping of the likeliest heading line (or pair of lines) among the first rows; None if there is none.

    `header`, from 0, is the user's word on which line is the (last) heading line, `told` on what its columns are.
    """
    best: Mapping | None = None
    for at in range(min(len(rows), SEARCH_DEPTH)) if header is None else (header - 1, header):
        for candidate in _candidates(rows, at, told or {}) if 0 <= at < len(rows) else ():
            fits = candidate is not None and header in (None, candidate.header)
            if candidate and fits and (best is None or _is_better(candidate, best)):
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
    found = None if is_too_full(row) else _mapping((row,), 0, headings_of_line(row))
    return found is not None and not found.missing()


def line_key(row: Row) -> tuple[str, ...]:
    """A heading line as compared with one that comes again on a later page."""
    return tuple(narrow(cell) for cell in row if cell.strip())


def _candidates(rows: Sequence[Row], at: int, told: Told) -> Iterable[Mapping | None]:
    if is_too_full(rows[at]):
        return
    least = max(told, default=-1) + 1
    yield _mapping(rows[at : at + 1], at, _as_told(headings_of_line(rows[at], least), told))
    if at + 1 < len(rows) and not is_too_full(rows[at + 1]):
        yield _mapping(rows[at : at + 2], at + 1, _as_told(headings_of_pair(rows[at], rows[at + 1], least), told))


def _as_told(headings: list[Heading], told: Told) -> list[Heading]:
    """The headings, those the user spoke of as he said; no other column may be what he chose one for."""
    chosen = set(told.values()) - {None}
    said = [replace(one, field=None) if one.field in chosen else one for one in headings]
    for at, field in told.items():
        if at < len(said):
            said[at] = replace(headings[at], field=field)
    return said


def _mapping(lines: Sequence[Row], header: int, headings: Sequence[Heading]) -> Mapping | None:
    columns, doubts = choose_columns(headings)
    if len(columns) < 2 or not {Field.PRODUCT, Field.PRICE, Field.QUANTITY} & columns.keys():
        return None
    keys = frozenset(line_key(line) for line in lines)
    width = max(map(len, lines))
    texts = [" ".join(filter(None, (cell_at(line, at).strip() for line in lines))) for at in range(len(headings))]
    texts += [""] * (width - len(texts))
    found = Mapping(header, columns, known=len(columns), width=width, lines=keys, doubts=doubts, texts=tuple(texts))
    return _with_stated(found, headings)


def _with_stated(mapping: Mapping, headings: Sequence[Heading]) -> Mapping:
    """What the headings themselves say of unit and tax."""
    price = _at(headings, mapping.columns.get(Field.PRICE))
    quantity = _at(headings, mapping.columns.get(Field.QUANTITY))
    amount = _at(headings, mapping.columns.get(Field.AMOUNT))
    ref = _at(headings, mapping.columns.get(Field.REF))
    second = second_price(mapping.columns.get(Field.PRICE), headings)
    other = second_quantity(mapping.columns.get(Field.QUANTITY), headings)
    return replace(
        mapping,
        units_said=_only(price.price_unit if price else None),
        taxes_said=_only(price.tax if price else None),
        masses_said=_only(quantity.mass_unit if quantity else None),
        currencies_said=_only(price.currency if price else None),
        bases_said=_only(quantity.basis if quantity else None),
        price_bases_said=_only(price.basis if price else None),
        second_quantity=other,
        second_mass=headings[other].mass_unit if other is not None else None,
        shared_numbers=bool(ref and ref.name in SHARED_NUMBERS),
        amount_tax=amount.tax if amount else None,
        second_price=second,
        second_tax=headings[second].tax if second is not None else None,
    )


def _only(said: T | None) -> frozenset[T]:
    return frozenset() if said is None else frozenset((said,))


def _at(headings: Sequence[Heading], index: int | None) -> Heading | None:
    return headings[index] if index is not None else None


def _with_lines_above(mapping: Mapping, rows: Sequence[Row]) -> Mapping:
    """Add what the lines above the headings state, such as "单位:元/吨(含税)"."""
    for cell in chain.from_iterable(row for row in rows[: mapping.header] if not is_too_full(row)):
        if states_unit(cell) and read_heading(cell).field in _STATEMENTS:
            mapping = _with_statement(mapping, cell)
    return mapping


def _with_statement(mapping: Mapping, cell: str) -> Mapping:
    """One statement; a line that names both tax bases says nothing, nor does one above two prices."""
    taxes = taxes_in(cell)
    clear = len(taxes) == 1 and mapping.second_price is None
    bases, of_mass, of_price = bases_above(cell)
    return replace(
        mapping,
        units_said=mapping.units_said | _only(price_unit_in(cell)),
        taxes_said=mapping.taxes_said | (taxes if clear else frozenset()),
        masses_said=mapping.masses_said | _only(mass_above(cell)),
        currencies_said=mapping.currencies_said | _only(currency_above(cell)),
        bases_said=mapping.bases_said | (bases if of_mass else frozenset()),
        price_bases_said=mapping.price_bases_said | (bases if of_price else frozenset()),
    )
