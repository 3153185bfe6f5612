"""What the texts of a column mean, remembered: a market's days, products, quantities and prices repeat."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.mass import IN_TONNES, MassUnit, to_tonnes
from desk_app.domain.base.rounding import WIDE
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.cells import Cells
from desk_app.domain.trade.check_row import BAND_FACTOR
from desk_app.domain.trade.price_unit import YUAN, price_unit_per

PRICE_PLACES, MASS_PLACES, STORED_PLACES, FEN_PLACES = 8, 9, 4, 2
_MOST_REMEMBERED = 200_000
_LONGEST = 30
_ANY_PRICE = 10**30
NO_AMOUNT = -1


class Memo(dict[Any, Any]):
    """A text's meaning by the text; forgets everything when there is too much of it."""

    def __init__(self, meaning: Callable[[Any], Any]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, raw: Any) -> Any:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[raw] = self._meaning(raw)
        return value


class Memos:
    """A memo for every column; None stands for whatever the builder must look at.

    day: ISO text · usual: (the day's VAT, its text) · product: (key, lowest, highest price in the band, whether that
    is 含税) · quantity, price: (integer, canonical text) · amount: fen, -1 where empty · rate: (VAT, its text), ()
    where empty · unit: the unit, empty where the quantity's unit says it · mass: (how many make a tonne, the price
    unit per it, itself) · tax: (whether 含税, its text) · in_yuan: whether the currency is no other · texts: as read.
    """

    def __init__(self, cells: Cells) -> None:
        self.day = Memo(lambda raw: _day(clear(cells.day, raw)))
        self.usual = Memo(lambda raw: _usual(clear(cells.day, raw)))
        self.product = Memo(lambda raw: _product(cells, raw))
        self.quantity = Memo(lambda raw: _positive(raw, MASS_PLACES, cells.quantity))
        self.price = Memo(lambda raw: _positive(raw, PRICE_PLACES, cells.price))
        self.mass = Memo(lambda raw: _mass(clear(cells.mass, raw)) if _of_the_file(cells.basis, raw) else None)
        self.unit = Memo(lambda raw: _unit(cells.unit, raw) if _of_the_file(cells.price_basis, raw) else None)
        self.in_yuan = Memo(lambda raw: cells.currency.meaning(raw) in ((YUAN, ""), (None, "")))
        self.tax = Memo(lambda raw: _tax(clear(cells.tax, raw)))
        self.rate = Memo(lambda raw: _rate(cells.rate, raw))
        self.amount = Memo(lambda raw: _amount(raw, cells.amount))
        self.grade = Memo(lambda raw: clear(cells.grade, raw))
        self.ref = Memo(lambda raw: clear(cells.ref, raw))
        self.buyer = Memo(lambda raw: clear(cells.buyer, raw))
        self.seller = Memo(lambda raw: clear(cells.seller, raw))
        self.tonnes = Memo(lambda key: exact_text(to_tonnes(Decimal(key[0]), key[1])))


def clear(cell: Cell[Any], raw: str) -> Any:
    """What the cell says, None where anything is the matter with it."""
    value, key = cell.meaning(raw)
    return None if key else value


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _usual(day: date | None) -> tuple[int, str] | None:
    return None if day is None else (int(vat_rate(day)), exact_text(vat_rate(day)))


def _product(cells: Cells, raw: str) -> tuple[str, int, int, bool] | None:
    product = clear(cells.product, raw)
    if product is None or (product.is_mineral and _may_be_wet(cells)):
        return None
    incl = product.tax is Tax.INCL
    if product.band is None:
        return product.key, 0, _ANY_PRICE, incl
    lowest, highest = product.band.low / BAND_FACTOR, product.band.high * BAND_FACTOR
    unit = Decimal(10**STORED_PLACES)
    return product.key, -int(-lowest * unit // 1), int(highest * unit), incl


def _may_be_wet(cells: Cells) -> bool:
    """With a moisture, and no word on what the mass is."""
    return cells.moisture.at is not None and cells.basis.must is None


def _of_the_file(cell: Cell[Basis | None], raw: str) -> bool:
    """Whether a cell says of the mass basis nothing but what holds for the whole file."""
    basis, key = cell.meaning(raw)
    return not key and basis in (None, cell.must)


def _mass(unit: MassUnit | None) -> tuple[int, str, MassUnit] | None:
    return None if unit is None else (int(1 / IN_TONNES[unit]), price_unit_per(unit) or "", unit)


def _tax(tax: Tax | None) -> tuple[bool, str] | None:
    return None if tax is None else (tax is Tax.INCL, tax.value)


def _unit(cell: Cell[str | None], raw: str) -> str | None:
    value, key = cell.meaning(raw)
    return None if key else value or ""


def _rate(cell: Cell[Decimal | None], raw: str) -> tuple[int, str] | tuple[()] | None:
    value, key = cell.meaning(raw)
    if key:
        return None
    if value is None:
        return ()
    return (int(value), exact_text(value)) if value == int(value) else None


def _positive(raw: str, places: int, cell: Cell[Decimal]) -> tuple[int, str] | None:
    """Plain digits at once, anything else as the cell reads it; the integer counts units of the last place."""
    text = raw.strip()
    whole, _, part = text.partition(".")
    if whole.isdigit() and text.isascii() and (whole == "0" or whole[0] != "0") and len(text) < _LONGEST:
        if text == whole:
            return (int(whole) * 10**places, whole) if whole != "0" else None
        if part.isdigit() and len(part) <= places and (number := int(whole + part)):
            return number * 10 ** (places - len(part)), text.rstrip("0").rstrip(".")
    value = clear(cell, raw)
    number = _integer(value, places)
    return (number, exact_text(value)) if number else None


def _amount(raw: str, cell: Cell[Decimal]) -> int | None:
    if not raw or raw.isspace():
        return NO_AMOUNT
    quick = _positive(raw, FEN_PLACES, cell)
    return quick[0] if quick else None


def _integer(value: Decimal | None, places: int) -> int:
    """0 for what has more places, or is not positive."""
    if value is None or value <= 0:
        return 0
    scaled = value.scaleb(places, WIDE)
    return int(scaled) if scaled == int(scaled) else 0
