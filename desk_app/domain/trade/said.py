"""What a text states of units and tax: 元/吨, 公斤, 含税."""

import re

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import take_basis
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.price_unit import take_price_unit

_MASS = re.compile(r"(?<![万千百])公斤|千克|\bkgs?\b|(?<![毫微])克|\bg\b|(?<![万千百])公?吨(?!度)|\btonnes?\b|\bm?t\b")
_KG = MassUnit.KG
_MASS_OF = {"公斤": _KG, "千克": _KG, "kg": _KG, "kgs": _KG, "克": MassUnit.G, "g": MassUnit.G}
_EXCL = re.compile(
    r"不含税|未税|不含增值税|excl(?:uding|\.)?\s*(?:vat|tax)|(?:vat|tax)\s*(?:excluded|excl)\.?|ex[- ]?vat|net of vat"
)
_INCL = re.compile(
    r"(?<!不)含(?:增值)?税|incl(?:uding|\.)?\s*(?:vat|tax)|(?:vat|tax)\s*(?:included|incl)\.?|inc[- ]?vat"
)


def price_unit_in(text: str) -> str | None:
    """The price unit a text states (元/吨, 万元/吨, $/kg, 元/干吨), or None; see `take_price_unit`."""
    return take_price_unit(take_basis(narrow(text))[1])[0]


def tax_in(text: str) -> Tax | None:
    """The tax basis a text states (含税, 不含税), or None."""
    return take_tax(narrow(text))[0]


def mass_unit_in(text: str) -> MassUnit | None:
    """The mass unit a text states (吨, 公斤, 克), or None."""
    return take_mass(narrow(text))[0]


def mass_unit_named(text: str) -> MassUnit | None:
    """The mass unit a text is the name of and nothing else: "吨(t)", 干吨, but not 元/吨, 袋(25公斤) or 万吨."""
    unit, rest = take_mass(take_basis(narrow(text))[1])
    again, rest = take_mass(rest)
    return unit if again in (None, unit) and not re.search(r"\w", rest) else None


def taxes_in(text: str) -> frozenset[Tax]:
    """Every tax basis a text names."""
    first, rest = take_tax(narrow(text))
    return frozenset(tax for tax in (first, take_tax(rest)[0]) if tax)


def take_tax(text: str) -> tuple[Tax | None, str]:
    """The first tax basis in a narrow text, and the text without it."""
    for pattern, tax in ((_EXCL, Tax.EXCL), (_INCL, Tax.INCL)):
        if found := pattern.search(text):
            return tax, text[: found.start()] + text[found.end() :]
    return None, text


def take_mass(text: str) -> tuple[MassUnit | None, str]:
    """The first mass unit in a narrow text, and the text without it."""
    found = _MASS.search(text)
    if not found:
        return None, text
    return _MASS_OF.get(found[0], MassUnit.T), text[: found.start()] + text[found.end() :]
