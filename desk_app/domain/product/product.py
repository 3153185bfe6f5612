"""A product of the desk: what it is called, how it is quoted, where its price lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.base.exact import exact
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax

GROUPS = ("light", "medium_heavy", "oxide", "metal", "alloy", "mineral", "magnet")
"""轻稀土, 中重稀土, 氧化物, 金属, 合金, 矿产品, 磁材. A product may stand in several."""

UNITS = ("yuan/t", "wan/t", "yuan/kg")
"""元/吨, 万元/吨, 元/公斤."""


@dataclass(frozen=True, slots=True)
class Band:
    """The price range seen publicly, yuan per tonne on the product's customary tax basis."""

    low: Decimal
    high: Decimal
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Product:
    """`unit` and `tax` say how the trade customarily quotes it; `grade` is the reference grade."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    groups: frozenset[str]
    grade: str
    standard: str
    unit: str
    tax: Tax
    band: Band | None

    @property
    def is_mineral(self) -> bool:
        """Sold by dry weight, weighed wet."""
        return "mineral" in self.groups

    def name(self, language: str) -> str:
        """The name in one of the program's languages."""
        return self.zh if language.startswith("zh") else self.en


def product_from(entry: Mapping[str, Any]) -> Product:
    """A product from a catalogue entry; `Refused` names what is wrong with it."""
    key = str(entry.get("key", ""))
    try:
        return _product(key, entry)
    except (KeyError, ValueError, TypeError) as error:
        raise refuse("product_entry_wrong", "product", product=key or "?", detail=str(error)) from error


def _product(key: str, entry: Mapping[str, Any]) -> Product:
    groups = frozenset(entry.get("groups", ()))
    if not key.replace("_", "").isalnum() or not key.isascii() or not key.islower():
        raise ValueError(f"key {key!r}")
    if unknown := groups - set(GROUPS):
        raise ValueError(f"groups {sorted(unknown)}")
    unit = str(entry.get("unit", "yuan/t"))
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r}")
    return Product(
        key=key,
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        aliases=tuple(str(a) for a in entry.get("aliases", ())),
        groups=groups,
        grade=str(entry.get("grade", "")),
        standard=str(entry.get("standard", "")),
        unit=unit,
        tax=Tax(entry.get("tax", "incl")),
        band=_band(entry["band"]) if entry.get("band") else None,
    )


def _band(entry: Mapping[str, str]) -> Band:
    low, high = exact(entry["low"]), exact(entry["high"])
    if not 0 < low <= high:
        raise ValueError(f"band {low}..{high}")
    return Band(low, high, date.fromisoformat(entry["on"]), entry["source"])
