"""A sheet as plain values for JSON, and back: decimals and days are text, every block and cell is tagged."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.sheet.block import (
    Column,
    Day,
    Fact,
    Facts,
    Figure,
    Formula,
    Name,
    Notes,
    Prose,
    Signatures,
    Table,
    Text,
    Word,
)
from desk_app.domain.sheet.sheet import Sheet

_TAGGED: dict[str, type] = {
    kind.__name__.lower(): kind
    for kind in (Word, Figure, Day, Text, Name, Fact, Facts, Column, Table, Notes, Formula, Prose, Signatures)
}


def to_plain(sheet: Sheet) -> dict[str, Any]:
    """Mappings, lists, text, whole numbers and truth values only."""
    return {
        "kind": sheet.kind,
        "head": sheet.head,
        "summary": dict(sheet.summary),
        "blocks": [_plain(found) for found in sheet.blocks],
    }


def from_plain(plain: Mapping[str, Any]) -> Sheet:
    """The sheet again, equal to what `to_plain` was given."""
    return Sheet(plain["kind"], plain["head"], dict(plain["summary"]), tuple(_made(found) for found in plain["blocks"]))


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {"map": {name: _plain(item) for name, item in value.items()}}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__.lower(), **fields}
    return value


def _made(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_made(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    if "decimal" in plain:
        return Decimal(plain["decimal"])
    if "date" in plain:
        return date.fromisoformat(plain["date"])
    if "map" in plain:
        return {name: _made(item) for name, item in plain["map"].items()}
    fields = {name: _made(item) for name, item in plain.items() if name != "is"}
    return _TAGGED[plain["is"]](**fields)
