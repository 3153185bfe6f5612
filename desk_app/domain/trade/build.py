"""Rows of text to trades: each row becomes a trade, a held row with its problems, or a totals line left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desk_app.domain.base.mass import MassUnit, to_tonnes
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import vat_rate
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade import check_row
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.cells import Cells
from desk_app.domain.trade.dry import AS_IS, Turn, dried, dry_agrees, field_of, turn
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import Mapping, is_heading, line_key
from desk_app.domain.trade.price_unit import YUAN, price_unit_per, unit_named
from desk_app.domain.trade.rate import rate_on
from desk_app.domain.trade.read_cell import original_named
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
    trade: Trade | None = None
    """Where the cells can be read and only what they come to is doubtful."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that became a trade; `warnings` are said and do not hold it."""

    trade: Trade
    warnings: tuple[Problem, ...] = ()
    cells: tuple[str, ...] = ()
    """Of a red-letter line, which is held if what it takes back is not there."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A totals or signature line, or the headings once more: shown as left out, not counted as a trade line."""

    problem: Problem


Outcome = Taken | HeldRow | LeftOut


class Builder:
    """Turns the rows below the headings into outcomes, one each; `mapping` must be decided.

    `confirmed` are lines whose unlikely figures the user has looked at and found right.
    """

    def __init__(
        self,
        mapping: Mapping,
        catalogue: Catalogue,
        today: date,
        *,
        doubt_commas: bool = False,
        confirmed: frozenset[int] = frozenset(),
    ) -> None:
        self._mapping = mapping
        self._confirmed = confirmed
        self.cells = Cells(mapping, catalogue, today, doubt_commas)
        self.lost = False
        """Below other headings than those the columns were found by."""

    def outcomes(self, rows: Iterable[tuple[int, Row]]) -> Iterator[Outcome]:
        """An outcome for every row that is not blank; `rows` come with their number in the sheet, from 1."""
        for number, row in rows:
            if any(cell and not cell.isspace() for cell in row):
                yield self._outcome(number, row)

    def _outcome(self, number: int, row: Row) -> Outcome:
        problems: list[Problem] = []
        cells = self.cells
        day = cells.day.read(row, number, problems)
        product = cells.product.read(row, number, problems)
        if day is None and product is None:
            if _is_footer(row):
                return LeftOut(Problem("totals_line", "file", number, Level.WARNING))
            if line_key(row) in self._mapping.lines:
                self.lost = False
                return LeftOut(Problem("headings_again", "file", number, Level.WARNING))
            self.lost = self.lost or is_heading(row)
        problems += self._doubts(number, row)
        trade = self._trade(number, row, problems, day, product)
        if trade is None or product is None:
            return HeldRow(number, tuple(row), tuple(problems))
        said = tuple(self._checks(row, trade, product))
        if number in self._confirmed:
            said = tuple(replace(problem, level=Level.WARNING) for problem in said)
        if any(problem.level is Level.ERROR for problem in said):
            return HeldRow(number, tuple(row), said, trade)
        return Taken(trade, said, tuple(row) if trade.reverses else ())

    def _trade(
        self, number: int, row: Row, problems: list[Problem], day: date | None, product: Product | None
    ) -> Trade | None:
        cells = self.cells
        mass = cells.mass.read(row, number, problems)
        back = cells.taken_back.quiet(row)
        reverses = original_named(row) if back is not None else ""
        quantity = back if reverses else cells.quantity.read(row, number, problems)
        price = cells.price.read(row, number, problems)
        unit, fx = self._unit_and_rate(row, number, problems, mass, day)
        basis = (cells.basis.read(row, number, problems) if mass else None) or self._mapping.basis
        needed, moisture = self._turn(row, number, problems, product, basis)
        tax = cells.tax.read(row, number, problems)
        rate = cells.rate.read(row, number, problems)
        grade, ref, buyer, seller = (
            cell.read(row, number, problems) or "" for cell in (cells.grade, cells.ref, cells.buyer, cells.seller)
        )
        if problems or day is None or product is None or quantity is None or price is None:
            return None
        if mass is None or unit is None or tax is None:
            problems.append(Problem("unit_unreadable", "unit", number, facts={"text": ""}))
            return None
        tonnes = to_tonnes(quantity, mass)
        return Trade(
            source_row=number,
            trade_date=day,
            product=product.key,
            grade=grade,
            quantity_t=dried(tonnes, moisture) if needed.mass and moisture is not None else tonnes,
            price_stated=price,
            unit_stated=unit,
            tax=tax,
            vat_percent=vat_rate(day) if rate is None else rate,
            ref=ref,
            buyer=buyer,
            seller=seller,
            reverses=reverses,
            basis=basis,
            fx=fx,
            moisture=moisture if needed.price else None,
        )

    def _unit_and_rate(
        self, row: Row, number: int, problems: list[Problem], mass: MassUnit | None, day: date | None
    ) -> tuple[str | None, Decimal | None]:
        """The price's unit, and yuan for one of its currency on the day; None for yuan themselves."""
        before = len(problems)
        unit = self._unit(row, number, problems, mass)
        currency = unit_named(unit).currency if unit else YUAN
        if currency == YUAN or day is None or len(problems) > before:
            return unit, None
        found = rate_on(self._mapping.rates, currency, day)
        if isinstance(found, Problem):
            problems.append(replace(found, row=number))
            return unit, None
        return unit, found.yuan

    def _unit(self, row: Row, number: int, problems: list[Problem], mass: MassUnit | None) -> str | None:
        """In the line's own currency where the file leaves the currency to its lines."""
        cells, mapping = self.cells, self._mapping
        unit = cells.unit.read(row, number, problems) or price_unit_per(mass, mapping.currency)
        currency = cells.currency.read(row, number, problems)
        if unit is None or currency in (None, unit_named(unit).currency):
            return unit
        if mapping.currencies_said or cells.unit.at is not None or unit_named(unit).times > 1:
            problems.append(Problem("cell_contradicts", "unit", number, facts={"text": currency or ""}))
        return price_unit_per(unit_named(unit).mass, currency or YUAN)

    def _turn(
        self, row: Row, number: int, problems: list[Problem], product: Product | None, basis: Basis | None
    ) -> tuple[Turn, Decimal | None]:
        """What must be brought from wet to dry, and by which moisture; the moisture is read only if it matters."""
        price = self._price_basis(row)
        mineral = product is not None and product.is_mineral
        if turn(basis, price, moist=True, mineral=mineral) == AS_IS:
            return AS_IS, None
        before = len(problems)
        moisture = self.cells.moisture.read(row, number, problems)
        needed = turn(basis, price, moist=moisture is not None, mineral=mineral)
        if isinstance(needed, Turn):
            return needed, moisture
        if len(problems) == before:
            problems.append(Problem(needed, field_of(needed), number))
        return AS_IS, None

    def _price_basis(self, row: Row) -> Basis | None:
        return self.cells.price_basis.quiet(row) or self._mapping.price_basis

    def _doubts(self, number: int, row: Row) -> Iterator[Problem]:
        """What makes it uncertain which cell belongs to which column."""
        if self.lost:
            yield Problem("headings_changed", "file", number)
        extra = next((cell for cell in row[self._mapping.width :] if cell.strip()), None)
        if extra is not None:
            yield Problem("row_too_long", "file", number, facts={"text": extra[:60]})

    def _checks(self, row: Row, trade: Trade, product: Product) -> Iterator[Problem]:
        for check in (check_row.magnitude(trade, product), check_row.quantity_likely(trade)):
            if check:
                yield check
        amount = self.cells.amount.quiet(row)
        if amount is not None and (problem := check_row.amount_agrees(trade, amount, self._mapping.amount_tax)):
            yield self._of_a_wet_price(problem, row, trade)
        vat = self.cells.vat_sum.quiet(row)
        if vat is not None and (problem := check_row.tax_agrees(trade, vat)):
            yield problem
        total = self.cells.total.quiet(row)
        if total is not None and (problem := check_row.total_agrees(trade, total)):
            yield problem
        second = self.cells.second.quiet(row)
        if second is not None and (problem := check_row.second_price_agrees(trade, second)):
            yield problem
        if (dry := self._second_quantity(row, trade)) is not None:
            yield dry

    def _of_a_wet_price(self, problem: Problem, row: Row, trade: Trade) -> Problem:
        """An amount that does not agree is all there is to tell that an unspoken price was not per dry tonne."""
        if trade.basis is not Basis.WET or self._price_basis(row) is not None:
            return problem
        return replace(problem, key="amount_not_dry", field="unit", level=Level.ERROR)

    def _second_quantity(self, row: Row, trade: Trade) -> Problem | None:
        """Wet and dry mass against each other, where the file gives both."""
        second = self.cells.second_quantity.quiet(row)
        moisture = self.cells.moisture.quiet(row)
        mass = self._mapping.second_mass or self.cells.mass.quiet(row)
        if second is None or moisture is None or mass is None or trade.reverses:
            return None
        other = to_tonnes(second, mass)
        if trade.basis is Basis.WET:
            return dry_agrees(other, trade.quantity_t, trade.source_row)
        return dry_agrees(trade.quantity_t, dried(other, moisture), trade.source_row)


def _is_footer(row: Sequence[str]) -> bool:
    first = next((narrow(cell) for cell in row if cell.strip()), "")
    return bool(_FOOTER.match(first))
