"""Unit and tax basis settled: by the file, by the user where it is silent or in two minds, else a question."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Level, Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import Field, price_unit_per
from desk_app.domain.trade.mapping import Mapping

T = TypeVar("T", bound=Hashable)


def decide(mapping: Mapping, price_unit: str | None, tax: Tax | None) -> Mapping:
    """The mapping with unit and tax settled; `Refused` for what stays open or contradicts itself or the user.

    A price without a stated unit is taken per the stated unit of the quantity, and the other way round: a
    desk that weighs in tonnes prices in yuan per tonne. The magnitude check stands behind that.
    """
    _columns_are_clear(mapping)
    if mapping.foreign:
        raise refuse("currency_foreign", "unit")
    unit = _settled("unit", mapping.units_said, price_unit, "unit_contradicted", "unit_not_as_told")
    taken = _settled("tax", mapping.taxes_said, tax, "tax_contradicted", "tax_not_as_told")
    if taken is None and Field.TAX not in mapping.columns:
        raise refuse("tax_not_stated", "tax")
    return replace(_with_units(mapping, unit), tax=taken)


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


def _with_units(mapping: Mapping, unit: str | None) -> Mapping:
    mass = _settled("unit", mapping.masses_said, None, "quantity_unit_contradicted", "unit_not_as_told")
    mass_by_row = Field.QUANTITY_UNIT in mapping.columns
    if unit is None and Field.PRICE_UNIT not in mapping.columns:
        unit = price_unit_per(mass)
        if unit is None and not mass_by_row:
            raise refuse("unit_not_stated", "unit")
    if mass is None and not mass_by_row:
        mass = MassUnit.KG if unit == "yuan/kg" else MassUnit.T if unit else None
        if mass is None:
            raise refuse("unit_not_stated", "unit")
    return replace(mapping, price_unit=unit, mass_unit=mass)
