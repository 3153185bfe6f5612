"""A decided mapping as plain values, so that a line which waits can be read again long after its file is gone."""

import dataclasses
from collections.abc import Mapping as Entry
from enum import StrEnum
from typing import Any

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping
from desk_app.domain.trade.rate import read_rates

_KINDS: Entry[str, type[StrEnum]] = {
    "masses_said": MassUnit,
    "mass_unit": MassUnit,
    "second_mass": MassUnit,
    "taxes_said": Tax,
    "tax": Tax,
    "amount_tax": Tax,
    "second_tax": Tax,
    "bases_said": Basis,
    "price_bases_said": Basis,
    "basis": Basis,
    "price_basis": Basis,
}
_LEFT_OUT = frozenset(("lines", "doubts"))
"""They serve only while the file itself is read."""


def mapping_entry(mapping: Mapping) -> dict[str, Any]:
    """The fields of a mapping by name."""
    names = [field.name for field in dataclasses.fields(mapping) if field.name not in _LEFT_OUT]
    return {name: _plain(getattr(mapping, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): at for key, at in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [str(each) for each in value] if isinstance(value, tuple) else value


def mapping_from(entry: Entry[str, Any]) -> Mapping:
    """What `mapping_entry` made of a mapping; `KeyError`, `TypeError` or `ValueError` for anything else."""
    values = {name: _value(name, value) for name, value in entry.items()}
    return Mapping(**values)


def _value(name: str, value: Any) -> Any:
    kind = _KINDS.get(name, str)
    if name == "columns":
        return {Field(field): at for field, at in value.items()}
    if name == "rates":
        return read_rates(value)
    if name == "texts":
        return tuple(value)
    if isinstance(value, list):
        return frozenset(kind(each) for each in value)
    return kind(value) if name in _KINDS and value is not None else value
