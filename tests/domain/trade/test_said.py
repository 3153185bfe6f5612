"""Units and tax as texts state them."""

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.said import (
    mass_unit_in,
    mass_unit_named,
    price_unit_in,
    take_mass,
    take_tax,
    tax_in,
    taxes_in,
)


@pytest.mark.parametrize(
    ("text", "unit", "mass", "named"),
    [
        ("元/吨", "yuan/t", MassUnit.T, None),
        ("单位:元/干吨", "yuan/t", MassUnit.T, None),
        ("吨(t)", None, MassUnit.T, MassUnit.T),
        ("干吨", None, MassUnit.T, MassUnit.T),
        ("公斤", None, MassUnit.KG, MassUnit.KG),
        ("袋(25公斤)", None, MassUnit.KG, None),
        ("万吨", None, None, None),
        ("吨度", None, None, None),
    ],
)
def test_units(text: str, unit: str | None, mass: MassUnit | None, named: MassUnit | None) -> None:
    assert (price_unit_in(text), mass_unit_in(text), mass_unit_named(text)) == (unit, mass, named)


@pytest.mark.parametrize(
    ("text", "first", "every"),
    [
        ("含税", Tax.INCL, {Tax.INCL}),
        ("不含税价", Tax.EXCL, {Tax.EXCL}),
        ("含税/不含税", Tax.EXCL, {Tax.INCL, Tax.EXCL}),
        ("单价", None, set()),
    ],
)
def test_tax(text: str, first: Tax | None, every: set[Tax]) -> None:
    assert (tax_in(text), set(taxes_in(text))) == (first, every)


def test_what_is_taken_is_no_longer_in_the_text() -> None:
    assert take_tax("含税单价") == (Tax.INCL, "单价")
    assert take_mass("数量(公斤)") == (MassUnit.KG, "数量()")
    assert take_mass("数量") == (None, "数量")
