"""Rows of text to trades: each row becomes a trade, a held row with its problems, or a totals line left out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from desk_app.domain.base.mass import to_tonnes
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import vat_rate
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade import check_row, read_cell
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.field import Field, narrow, price_unit_per
from desk_app.domain.trade.mapping import Mapping, Row, is_heading, line_key
from desk_app.domain.trade.trade import Trade

_FOOTER = re.compile(
    r"合\s*计|总\s*计|小\s*计|本页合计|累计|制表|制单|审核|复核|备注|注\s*:|说明|打印"
    r"|grand total|subtotal|total\b|prepared by|printed"
)


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
    """A totals or signature line, or the headings once more: shown as left out, not counted as a trade line."""

    problem: Problem


Outcome = Taken | HeldRow | LeftOut


class Builder:
    """Turns the rows below the headings into outcomes, one each; `mapping` must be decided."""

    def __init__(self, mapping: Mapping, catalogue: Catalogue, today: date, *, doubt_commas: bool = False) -> None:
        self._mapping = mapping
        self._catalogue = catalogue
        self._lost = False  # below other headings than those the columns were found by
        number = partial(read_cell.read_number, doubt_commas=doubt_commas)
        at = mapping.columns.get
        self._day = Cell("trade_date", at(Field.TRADE_DATE), lambda text: read_cell.read_day(text, today))
        self._product = Cell("product", at(Field.PRODUCT), self._find_product)
        self._quantity = Cell("quantity", at(Field.QUANTITY), _positive("quantity", number))
        self._price = Cell("price", at(Field.PRICE), _positive("price", number))
        mass, unit, tax = mapping.mass_unit, mapping.price_unit, mapping.tax
        self._mass = Cell(
            "unit", at(Field.QUANTITY_UNIT), read_cell.read_mass_unit, mass, mass if mapping.masses_said else None
        )
        self._unit = Cell[str | None](
            "unit", at(Field.PRICE_UNIT), _unit_or_nothing, unit, unit if mapping.units_said else None
        )
        self._tax = Cell("tax", at(Field.TAX), read_cell.read_tax, tax, tax if mapping.taxes_said else None)
        self._rate = Cell("tax", at(Field.TAX_RATE), _rate_or_nothing)
        self._amount = Cell("amount", at(Field.AMOUNT), read_cell.read_number)
        self._second = Cell("price", mapping.second_price, read_cell.read_number)
        texts = (Field.GRADE, Field.REF, Field.BUYER, Field.SELLER)
        self._grade, self._ref, self._buyer, self._seller = (Cell(f.value, at(f), str) for f in texts)

    def outcomes(self, rows: Iterable[tuple[int, Row]]) -> Iterator[Outcome]:
        """An outcome for every row that is not blank; `rows` come with their number in the sheet, from 1."""
        for number, row in rows:
            if any(cell and not cell.isspace() for cell in row):
                yield self._outcome(number, row)

    def _outcome(self, number: int, row: Row) -> Outcome:
        problems: list[Problem] = []
        day = self._day.read(row, number, problems)
        product = self._product.read(row, number, problems)
        if day is None and product is None:
            if _is_footer(row):
                return LeftOut(Problem("totals_line", "file", number, Level.WARNING))
            if line_key(row) in self._mapping.lines:
                self._lost = False
                return LeftOut(Problem("headings_again", "file", number, Level.WARNING))
            self._lost = self._lost or is_heading(row)
        problems += self._doubts(number, row)
        trade = self._trade(number, row, problems, day, product)
        if trade is None or product is None:
            return HeldRow(number, tuple(row), tuple(problems))
        said = tuple(self._checks(row, trade, product))
        if any(problem.level is Level.ERROR for problem in said):
            return HeldRow(number, tuple(row), said)
        return Taken(trade, said)

    def _trade(
        self, number: int, row: Row, problems: list[Problem], day: date | None, product: Product | None
    ) -> Trade | None:
        mass = self._mass.read(row, number, problems)
        quantity = self._quantity.read(row, number, problems)
        price = self._price.read(row, number, problems)
        unit = self._unit.read(row, number, problems) or price_unit_per(mass)
        tax = self._tax.read(row, number, problems)
        rate = self._rate.read(row, number, problems)
        if problems or day is None or product is None or quantity is None or price is None:
            return None
        if mass is None or unit is None or tax is None:
            problems.append(Problem("unit_unreadable", "unit", number, facts={"text": ""}))
            return None
        return Trade(
            source_row=number,
            trade_date=day,
            product=product.key,
            grade=self._grade.text(row),
            quantity_t=to_tonnes(quantity, mass),
            price_stated=price,
            unit_stated=unit,
            tax=tax,
            vat_percent=vat_rate(day) if rate is None else rate,
            ref=self._ref.text(row),
            buyer=self._buyer.text(row),
            seller=self._seller.text(row),
        )

    def _doubts(self, number: int, row: Row) -> Iterator[Problem]:
        """What makes it uncertain which cell belongs to which column."""
        if self._lost:
            yield Problem("headings_changed", "file", number)
        extra = next((cell for cell in row[self._mapping.width :] if cell.strip()), None)
        if extra is not None:
            yield Problem("row_too_long", "file", number, facts={"text": extra[:60]})

    def _checks(self, row: Row, trade: Trade, product: Product) -> Iterator[Problem]:
        for check in (check_row.magnitude(trade, product), check_row.quantity_likely(trade)):
            if check:
                yield check
        amount = self._amount.quiet(row)
        if amount is not None and (problem := check_row.amount_agrees(trade, amount, self._mapping.amount_tax)):
            yield problem
        second = self._second.quiet(row)
        if second is not None and (problem := check_row.second_price_agrees(trade, second)):
            yield problem

    def _find_product(self, text: str) -> Product:
        product = self._catalogue.find(text)
        if product is None:
            raise read_cell.CellProblem("product_unknown" if text else "product_missing")
        return product


def _positive(noun: str, number: Callable[[str], Decimal]) -> Callable[[str], Decimal]:
    def parse(text: str) -> Decimal:
        value = number(text)
        if value <= 0:
            raise read_cell.CellProblem(f"{noun}_zero" if value == 0 else f"{noun}_negative")
        return value

    return parse


def _unit_or_nothing(text: str) -> str | None:
    """An empty cell leaves the unit to the quantity's."""
    return read_cell.read_price_unit(text) if text else None


def _rate_or_nothing(text: str) -> Decimal | None:
    """An empty cell leaves the rate to the day."""
    if not text:
        return None
    value = read_cell.read_percent(text)
    if value != 0 and not _LOWEST_RATE <= value <= _HIGHEST_RATE:
        raise read_cell.CellProblem("tax_rate_unlikely")
    return value


_LOWEST_RATE, _HIGHEST_RATE = 1, 17


def _is_footer(row: Sequence[str]) -> bool:
    first = next((narrow(cell) for cell in row if cell.strip()), "")
    return bool(_FOOTER.match(first))
