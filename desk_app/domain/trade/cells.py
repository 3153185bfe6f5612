"""The columns of a file, each with the way its cells are read; made once for all lines of the file."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade import read_cell
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping


class Cells:
    """Every field's `Cell`, by name; `mapping` must be decided."""

    def __init__(self, mapping: Mapping, catalogue: Catalogue, today: date, doubt_commas: bool) -> None:
        number = partial(read_cell.read_number, doubt_commas=doubt_commas)
        at = mapping.columns.get
        form = mapping.day_form
        mass, unit, tax = mapping.mass_unit, mapping.price_unit, mapping.tax
        self.day = Cell[date]("trade_date", at(Field.TRADE_DATE), lambda text: read_cell.read_day(text, today, form))
        self.product = Cell[Product]("product", at(Field.PRODUCT), partial(_find_product, catalogue))
        self.quantity = Cell[Decimal]("quantity", at(Field.QUANTITY), _positive("quantity", number))
        self.taken_back = Cell[Decimal]("quantity", at(Field.QUANTITY), _negative(number))
        self.price = Cell[Decimal]("price", at(Field.PRICE), _positive("price", number))
        self.mass = Cell[MassUnit](
            "unit", at(Field.QUANTITY_UNIT), read_cell.read_mass_unit, mass, mass if mapping.masses_said else None
        )
        self.unit = Cell[str | None](
            "unit", at(Field.PRICE_UNIT), _unit_or_nothing, unit, unit if mapping.units_said else None
        )
        self.tax = Cell[Tax]("tax", at(Field.TAX), read_cell.read_tax, tax, tax if mapping.taxes_said else None)
        self.basis = Cell[Basis | None]("unit", at(Field.QUANTITY_UNIT), read_cell.read_basis, None, mapping.basis)
        self.price_basis = Cell[Basis | None](
            "unit", at(Field.PRICE_UNIT), read_cell.read_basis, None, mapping.price_basis
        )
        self.currency = Cell[str | None]("unit", at(Field.CURRENCY), read_cell.read_currency)
        self.moisture = Cell[Decimal | None]("quantity", at(Field.MOISTURE), read_cell.read_moisture)
        self.rate = Cell[Decimal | None]("tax", at(Field.TAX_RATE), _rate_or_nothing)
        self.amount = Cell[Decimal]("amount", at(Field.AMOUNT), read_cell.read_number)
        self.vat_sum = Cell[Decimal]("tax", at(Field.TAX_AMOUNT), read_cell.read_number)
        self.total = Cell[Decimal]("amount", at(Field.TOTAL), read_cell.read_number)
        self.second_quantity = Cell[Decimal]("quantity", mapping.second_quantity, read_cell.read_number)
        self.second = Cell[Decimal]("price", mapping.second_price, read_cell.read_number)
        texts = (Field.GRADE, Field.REF, Field.BUYER, Field.SELLER)
        self.grade, self.ref, self.buyer, self.seller = (Cell[str](f.value, at(f), read_cell.read_text) for f in texts)


def _find_product(catalogue: Catalogue, text: str) -> Product:
    product = catalogue.find(text)
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


def _negative(number: Callable[[str], Decimal]) -> Callable[[str], Decimal]:
    def parse(text: str) -> Decimal:
        value = number(text)
        if value >= 0:
            raise read_cell.CellProblem("quantity_negative")
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
