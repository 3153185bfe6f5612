"""Unit, tax and mass basis settled: by the file, by the user where it is silent or in two minds, else a question."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from desk_app.domain.base.problem import Level, Problem, Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.dry import field_of, turn
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping
from desk_app.domain.trade.price_unit import YUAN, is_unit, price_unit_per, unit_named
from desk_app.domain.trade.rate import Rate, no_rate

T = TypeVar("T", bound=Hashable)


def decide(
    mapping: Mapping,
    price_unit: str | None,
    tax: Tax | None,
    basis: Basis | None = None,
    rates: tuple[Rate, ...] = (),
) -> Mapping:
    """The mapping with unit, tax and mass basis settled; `Refused` for what stays open or contradicts itself or the
    user, and for a currency without a rate.

    A price without a stated unit is taken per the stated unit of the quantity, and the other way round: a
    desk that weighs in tonnes prices in yuan per tonne. The magnitude check stands behind that.
    """
    _columns_are_clear(mapping)
    unit = _settled("unit", mapping.units_said, price_unit, "unit_contradicted", "unit_not_as_told")
    taken = _settled("tax", mapping.taxes_said, tax, "tax_contradicted", "tax_not_as_told")
    if taken is None and Field.TAX not in mapping.columns:
        raise refuse("tax_not_stated", "tax")
    currency = _currency(mapping, unit)
    if currency != YUAN and all(rate.currency != currency for rate in rates):
        raise Refused(no_rate(currency))
    decided = replace(_with_units(mapping, unit, currency), tax=taken, currency=currency, rates=rates)
    return _with_basis(decided, basis)


def _columns_are_clear(mapping: Mapping) -> None:
    for field in mapping.missing():
        raise refuse("column_missing", field.value, column=f"@trade.field.{field.value}")
    for doubt in mapping.doubts:
        if doubt.level is Level.ERROR:
            raise Refused(doubt)


def _settled(field: str, said: frozenset[T], told: T | None, contradicted: str, not_as_told: str) -> T | None:
    """The one value the file states, or the user's answer; the answer may choose, but not contradict."""
    if told is not None and (not said or told in said):
        return told
    if told is not None:
        raise refuse(not_as_told, field)
    if len(said) > 1:
        raise refuse(contradicted, field)
    return next(iter(said), None)


def _currency(mapping: Mapping, unit: str | None) -> str:
    """That of the unit, or of a heading that names no more than a currency: 单价(美元)."""
    said = mapping.currencies_said
    if unit is not None and not is_unit(unit):
        raise refuse("unit_unreadable", "unit", text=unit)
    if unit is None:
        return _settled("unit", said, None, "unit_contradicted", "unit_not_as_told") or YUAN
    currency = unit_named(unit).currency
    if said and currency not in said:
        raise refuse("unit_not_as_told", "unit")
    if len(said) > 1 and len(mapping.units_said) < 2:
        raise refuse("unit_contradicted", "unit")
    return currency


def _with_units(mapping: Mapping, unit: str | None, currency: str) -> Mapping:
    mass = _settled("unit", mapping.masses_said, None, "quantity_unit_contradicted", "unit_not_as_told")
    mass_by_row = Field.QUANTITY_UNIT in mapping.columns
    if unit is None and Field.PRICE_UNIT not in mapping.columns:
        unit = price_unit_per(mass, currency)
        if unit is None and not mass_by_row:
            raise refuse("unit_not_stated", "unit")
    if mass is None and not mass_by_row:
        if unit is None:
            raise refuse("unit_not_stated", "unit")
        mass = unit_named(unit).mass
    return replace(mapping, price_unit=unit, mass_unit=mass)


def _with_basis(mapping: Mapping, told: Basis | None) -> Mapping:
    """The answer stands for whatever of mass and price is silent; it must stand for something."""
    mass, price = (_one_basis(said) for said in (mapping.bases_said, mapping.price_bases_said))
    if told is not None and told not in (mass, price) and None not in (mass, price):
        raise refuse("basis_not_as_told", "unit")
    found = replace(mapping, basis=mass or told, price_basis=price or told)
    moist = Field.MOISTURE in mapping.columns
    needed = turn(found.basis, found.price_basis, moist=moist, mineral=False)
    by_row = {Field.QUANTITY_UNIT, Field.PRICE_UNIT} & mapping.columns.keys()
    if isinstance(needed, str) and not by_row:
        raise refuse(needed, field_of(needed))
    if found.basis is Basis.WET and found.price_basis is None:
        return replace(found, doubts=(*found.doubts, Problem("price_taken_dry", "unit", level=Level.WARNING)))
    return found


def _one_basis(said: frozenset[Basis]) -> Basis | None:
    if len(said) > 1:
        raise refuse("basis_contradicted", "unit")
    return next(iter(said), None)
