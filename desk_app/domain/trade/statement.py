"""What a line above the headings states of units, such as "单位:元/吨(含税)" or "数量均为干量"."""

import re

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.trade.basis import Basis, bases_in, take_basis
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.price_unit import currency_of, take_currency
from desk_app.domain.trade.said import mass_unit_in, price_unit_in

_STATES_UNIT = re.compile(r"单位|unit|含税|未税|vat|tax|价格口径|计价|均[为按]|币种|currency")
_OF_MASS = re.compile(r"数量|重量|成交量|quantity|weight|tonnage")
_OF_PRICE = re.compile(r"价|price")
_OF_CURRENCY = re.compile(r"币种|价|currency|price")


def states_unit(cell: str) -> bool:
    """Whether the cell speaks of units at all."""
    return bool(_STATES_UNIT.search(narrow(cell)))


def mass_above(cell: str) -> MassUnit | None:
    """A line above may state the quantity's unit by name ("数量单位:吨"); a price unit says nothing of it."""
    return mass_unit_in(cell) if re.search(r"(?:数量|重量)单位|quantity", narrow(cell)) else None


def currency_above(cell: str) -> str | None:
    """The currency of prices that the cell states: by their unit, or in so many words (币种:美元)."""
    unit, plain = price_unit_in(cell), narrow(cell)
    if unit:
        return currency_of(unit)
    return take_currency(plain)[0] if _OF_CURRENCY.search(plain) else None


def bases_above(cell: str) -> tuple[frozenset[Basis], bool, bool]:
    """The one basis the cell states, and whether it speaks of masses, of prices: of both where it names neither."""
    plain = narrow(cell)
    bases = bases_in(plain)
    of_mass = bool(_OF_MASS.search(plain))
    of_price = bool(_OF_PRICE.search(plain)) or price_unit_in(cell) is not None
    if len(bases) != 1 or take_basis(plain)[0] is None:
        return frozenset(), False, False
    return bases, of_mass or not of_price, of_price or not of_mass
