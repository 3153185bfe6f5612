"""What a heading says: which field its column is, and unit, currency, tax and mass basis."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis, take_basis
from desk_app.domain.trade.field import Field, narrow
from desk_app.domain.trade.heading_names import HEADINGS
from desk_app.domain.trade.price_unit import (
    YUAN,
    currency_named,
    currency_of,
    price_unit_per,
    take_currency,
    take_price_unit,
)
from desk_app.domain.trade.said import take_mass, take_tax

_PER_TONNE = re.compile(r"(?<![千万])公?吨(?:单价|价格|价)")
_EDGES = " ()[]/,:;、_-"
_BY_NAME = {narrow(name): field for field, names in HEADINGS.items() for name in names}
_RANK = {narrow(name): rank for names in HEADINGS.values() for rank, name in enumerate(names)}
_LESS_LIKED = 100
"""A price in yuan comes before one in another currency, whatever their names."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the field, and unit, currency, tax and mass basis where it states them. The lower `rank`,
    the better its name among those of the field.
    """

    field: Field | None
    price_unit: str | None = None
    mass_unit: MassUnit | None = None
    tax: Tax | None = None
    currency: str | None = None
    basis: Basis | None = None
    text: str = ""
    name: str = ""

    @property
    def foreign(self) -> bool:
        return self.currency not in (None, YUAN)

    @property
    def rank(self) -> int:
        return _RANK.get(self.name, 0) + (_LESS_LIKED if self.foreign else 0)


@lru_cache(4_096)
def read_heading(text: str) -> Heading:
    """Understand one heading, such as "含税单价(万元/吨)" or "Price (yuan/t, VAT incl.)"."""
    plain = narrow(text)
    if plain in _BY_NAME:
        return Heading(_BY_NAME[plain], text=plain, name=plain)
    basis, rest = take_basis(plain)
    if basis:
        again, shorter = take_basis(rest)
        found = _read(shorter if again is basis else rest, mass_alone=True)
        if found.field in (Field.QUANTITY, Field.PRICE):
            return replace(found, basis=basis, text=plain)
    return _read(plain)


def _read(plain: str, mass_alone: bool = False) -> Heading:
    """`mass_alone`: a unit of mass by itself is a quantity (干吨)."""
    unit, rest = take_price_unit(plain)
    tax, rest = take_tax(rest)
    currency, rest = take_currency(rest)
    if unit is None and (found := _PER_TONNE.search(rest)):
        unit = price_unit_per(MassUnit.T, currency or YUAN)
        rest = f"{rest[: found.start()]}单价{rest[found.end() :]}"
    mass, rest = take_mass(rest)
    if not currency:
        currency = currency_of(unit) if unit else currency_named(rest)
    name = _bare(rest)
    field = _BY_NAME.get(name) or _in_two_languages(name)
    if mass_alone and mass and not unit and name in ("", "数"):
        field = Field.QUANTITY
    return Heading(field, unit, mass, tax, currency, None, plain, name)


def _in_two_languages(name: str) -> Field | None:
    """The field of a heading that says the same twice: "成交日期 trade date"."""
    chinese = "".join(re.findall(r"[\u4e00-\u9fff]+", name))
    field = _BY_NAME.get(chinese)
    other = _bare(re.sub(r"[\u4e00-\u9fff]+", " ", name)) if field else ""
    return field if other and _BY_NAME.get(other) is field else None


def _bare(text: str) -> str:
    """The heading without brackets, a currency and stray signs."""
    inside_out = re.sub(r"\([\s,/元%]*\)|\[[\s,/元]*\]", "", text)
    return inside_out.strip(_EDGES)
