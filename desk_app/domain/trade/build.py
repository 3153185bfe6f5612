"""Rows of text to trades: each row becomes a trade, a held row with its problems, or a totals line left out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.mass import MassUnit, to_tonnes
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import vat_rate
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade import check_row, read_cell
from desk_app.domain.trade.field import Field, narrow
from desk_app.domain.trade.mapping import Mapping, Row
from desk_app.domain.trade.trade import Trade

_FOOTER = re.compile(
    r"合\s*计|总\s*计|小\s*计|本页合计|累计|制表|制单|审核|复核|备注|注\s*:|说明|打印"
    r"|grand total|subtotal|total\b|prepared by|printed"
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that can't be taken as it is: kept, with its cells and reasons, never lost."""

    source_row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that became a trade; `warnings` are said and do not hold it."""

    trade: Trade
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A totals or signature line under the table: shown as left out, not counted as a trade line."""

    problem: Problem


Outcome = Taken | HeldRow | LeftOut


class Builder:
    """Turns the rows below the headings into outcomes, one each; `mapping` must be decided."""

    def __init__(self, mapping: Mapping, catalogue: Catalogue, today: date) -> None:
        self._mapping = mapping
        self._catalogue = catalogue
        self._today = today
        self._days: dict[str, date] = {}
        self._products: dict[str, Product | None] = {}

    def outcomes(self, rows: Iterable[tuple[int, Row]]) -> Iterator[Outcome]:
        """An outcome for every row that is not blank; `rows` come with their number in the sheet, from 1."""
        for number, row in rows:
            if any(cell.strip() for cell in row):
                yield self._outcome(number, row)

    def _outcome(self, number: int, row: Row) -> Outcome:
        reader = _RowReader(self._mapping, number, row)
        day = reader.read(Field.TRADE_DATE, self._day)
        product = reader.read(Field.PRODUCT, self._product)
        if day is None and product is None and _is_footer(row):
            return LeftOut(Problem("totals_line", "file", number, Level.WARNING))
        trade = self._trade(reader, day, product)
        if trade is None or product is None or reader.problems:
            return HeldRow(number, tuple(row), tuple(reader.problems))
        said = tuple(self._checks(reader, trade, product))
        if any(problem.level is Level.ERROR for problem in said):
            return HeldRow(number, tuple(row), said)
        return Taken(trade, said)

    def _trade(self, reader: "_RowReader", day: date | None, product: Product | None) -> Trade | None:
        mapping = self._mapping
        mass = reader.read(Field.QUANTITY_UNIT, read_cell.read_mass_unit, mapping.mass_unit)
        quantity = reader.read(Field.QUANTITY, _positive("quantity"))
        price = reader.read(Field.PRICE, _positive("price"))
        unit = reader.read(Field.PRICE_UNIT, read_cell.read_price_unit, mapping.price_unit or _unit_of(mass))
        tax = reader.read(Field.TAX, read_cell.read_tax, mapping.tax)
        rate = reader.read(Field.TAX_RATE, _rate, vat_rate(day) if day else None)
        if day is None or product is None or mass is None or quantity is None or price is None:
            return None
        if unit is None or tax is None or rate is None:
            return None
        return Trade(
            source_row=reader.number,
            trade_date=day,
            product=product.key,
            grade=reader.text(Field.GRADE),
            quantity_t=to_tonnes(quantity, mass),
            price_stated=price,
            unit_stated=unit,
            tax=tax,
            vat_percent=rate,
            ref=reader.text(Field.REF),
            buyer=reader.text(Field.BUYER),
            seller=reader.text(Field.SELLER),
        )

    def _checks(self, reader: "_RowReader", trade: Trade, product: Product) -> Iterator[Problem]:
        yield from check_row.found(check_row.magnitude(trade, product))
        amount = reader.optional_number(Field.AMOUNT)
        if amount is not None:
            yield from check_row.found(check_row.amount_agrees(trade, amount, self._mapping.amount_tax))
        second = reader.number_at(self._mapping.second_price)
        if second is not None:
            yield from check_row.found(check_row.second_price_agrees(trade, second))

    def _day(self, text: str) -> date:
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = read_cell.read_day(text, self._today)
        return day

    def _product(self, text: str) -> Product:
        if text not in self._products:
            self._products[text] = self._catalogue.find(text)
        product = self._products[text]
        if product is None:
            raise read_cell.CellProblem("product_unknown" if text.strip() else "product_missing")
        return product


class _RowReader:
    """One row under a mapping; gathers the problems of its cells, all of them at once."""

    def __init__(self, mapping: Mapping, number: int, row: Row) -> None:
        self._columns = mapping.columns
        self._row = row
        self.number = number
        self.problems: list[Problem] = []

    def text(self, field: Field) -> str:
        at = self._columns.get(field)
        return self._row[at].strip() if at is not None and at < len(self._row) else ""

    def read(self, field: Field, parse: Callable[[str], T], default: T | None = None) -> T | None:
        """The cell as `parse` understands it; `default` where the file has no such column or leaves it empty."""
        text = self.text(field)
        if not text and default is not None:
            return default
        if not text and field in (Field.PRICE_UNIT, Field.QUANTITY_UNIT, Field.TAX_RATE) and field not in self._columns:
            return None
        try:
            return parse(text)
        except (read_cell.CellProblem, NotExact) as error:
            name = _REPORTED.get(field, field.value)
            self.problems.append(Problem(error.key, name, self.number, facts={"text": text[:60]}))
            return None

    def optional_number(self, field: Field) -> Decimal | None:
        return self.number_at(self._columns.get(field))

    def number_at(self, at: int | None) -> Decimal | None:
        """A number that only serves to check; unreadable counts as not given."""
        if at is None or at >= len(self._row):
            return None
        try:
            return read_cell.read_number(self._row[at])
        except NotExact:
            return None


_REPORTED = {Field.PRICE_UNIT: "unit", Field.QUANTITY_UNIT: "unit", Field.TAX_RATE: "tax"}


def _positive(noun: str) -> Callable[[str], Decimal]:
    def parse(text: str) -> Decimal:
        value = read_cell.read_number(text)
        if value <= 0:
            raise read_cell.CellProblem(f"{noun}_zero" if value == 0 else f"{noun}_negative")
        return value

    return parse


def _rate(text: str) -> Decimal:
    value = read_cell.read_percent(text)
    if not 0 <= value <= 17:
        raise read_cell.CellProblem("tax_rate_unlikely")
    return value


def _unit_of(mass: MassUnit | None) -> str | None:
    return {MassUnit.T: "yuan/t", MassUnit.KG: "yuan/kg"}.get(mass) if mass else None


def _is_footer(row: Sequence[str]) -> bool:
    first = next((narrow(cell) for cell in row if cell.strip()), "")
    return bool(_FOOTER.match(first))
