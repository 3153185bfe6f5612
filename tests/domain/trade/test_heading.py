"""Headings as files really write them."""

import time

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.field import Field, narrow
from desk_app.domain.trade.heading import read_heading
from desk_app.domain.trade.heading_names import HEADINGS


@pytest.mark.parametrize(
    ("text", "field", "unit", "mass", "tax"),
    [
        ("数量(吨)", Field.QUANTITY, None, MassUnit.T, None),
        ("成交量(吨)", Field.QUANTITY, None, MassUnit.T, None),
        ("成交数量/吨", Field.QUANTITY, None, MassUnit.T, None),
        ("数量(公斤)", Field.QUANTITY, None, MassUnit.KG, None),
        ("净重(KG)", Field.QUANTITY, None, MassUnit.KG, None),
        ("含税单价(元/吨)", Field.PRICE, "yuan/t", None, Tax.INCL),
        ("不含税单价(万元/吨)", Field.PRICE, "wan/t", None, Tax.EXCL),
        ("单价(元/公斤,含税)", Field.PRICE, "yuan/kg", None, Tax.INCL),
        ("Price (yuan/t, VAT incl.)", Field.PRICE, "yuan/t", None, Tax.INCL),
        ("Unit price (RMB/kg, excl. VAT)", Field.PRICE, "yuan/kg", None, Tax.EXCL),
        ("成交额(元)", Field.AMOUNT, None, None, None),
        ("不含税金额(元)", Field.AMOUNT, None, None, Tax.EXCL),
        ("价税合计", Field.TOTAL, None, None, None),
        ("含税/不含税", Field.TAX, None, None, None),
        ("税率(%)", Field.TAX_RATE, None, None, None),
        ("Trade No", Field.REF, None, None, None),
        ("单位", Field.QUANTITY_UNIT, None, None, None),
    ],
)
def test_headings(text: str, field: Field, unit: str | None, mass: MassUnit | None, tax: Tax | None) -> None:
    heading = read_heading(text)
    assert (heading.field, heading.price_unit, heading.mass_unit, heading.tax) == (field, unit, mass, tax)


@pytest.mark.parametrize("text", ["", "稀土产品成交明细表", "制表日期:2026-01-16", "氧化镧", "2026-01-09", "4,560"])
def test_what_is_no_heading(text: str) -> None:
    assert read_heading(text).field is None


@pytest.mark.parametrize(
    ("text", "unit", "currency"),
    [
        ("单价($/kg)", "usd/kg", "usd"), ("单价(美元/公斤,不含税)", "usd/kg", "usd"),
        ("Price (USD/MT)", "usd/t", "usd"), ("单价", None, None),
        ("Price (EUR per kg)", "eur/kg", "eur"), ("单价(€/kg)", "eur/kg", "eur"), ("单价(HK$/kg)", "hkd/kg", "hkd"),
        ("单价(美元)", None, "usd"), ("单价(元)", None, "yuan"), ("单价(元/吨)", "yuan/t", "yuan"),
        ("吨价(美元)", "usd/t", "usd"), ("吨价", "yuan/t", "yuan"), ("单价(万美元/吨)", "万美元/吨", "usd"),
        ("单价(美元/磅)", "美元/磅", "usd"),
    ],
)  # fmt: skip
def test_currencies(text: str, unit: str | None, currency: str | None) -> None:
    heading = read_heading(text)
    foreign = currency not in (None, "yuan")
    said = (heading.price_unit, heading.foreign)
    assert (heading.field, *said) == (Field.PRICE, unit, foreign)


@pytest.mark.parametrize(
    ("text", "field", "basis", "unit"),
    [
        ("湿重(吨)", Field.QUANTITY, Basis.WET, MassUnit.T), ("干重(kg)", Field.QUANTITY, Basis.DRY, MassUnit.KG),
        ("干吨", Field.QUANTITY, Basis.DRY, MassUnit.T), ("湿吨数", Field.QUANTITY, Basis.WET, MassUnit.T),
        ("数量(干吨)", Field.QUANTITY, Basis.DRY, MassUnit.T), ("净重(湿)", Field.QUANTITY, Basis.WET, None),
        ("湿基数量", Field.QUANTITY, Basis.WET, None), ("折氧化物数量", Field.QUANTITY, Basis.OXIDE, None),
        ("折REO量(吨)", Field.QUANTITY, Basis.OXIDE, MassUnit.T), ("折纯数量", Field.QUANTITY, Basis.OXIDE, None),
        ("Wet weight (t)", Field.QUANTITY, Basis.WET, MassUnit.T),
        ("Quantity (dmt)", Field.QUANTITY, Basis.DRY, MassUnit.T),
        ("湿重 Wet weight", Field.QUANTITY, Basis.WET, None), ("干基单价(元/吨)", Field.PRICE, Basis.DRY, "yuan/t"),
        ("单价(元/湿吨)", Field.PRICE, Basis.WET, "yuan/t"), ("干吨价", Field.PRICE, Basis.DRY, "yuan/t"),
        ("单价(元/吨REO)", Field.PRICE, Basis.OXIDE, "yuan/t"), ("Price (USD/dmt)", Field.PRICE, Basis.DRY, "usd/t"),
        ("REO(%)", None, None, None), ("水分(%)", Field.MOISTURE, None, None),
        ("数量(吨)", Field.QUANTITY, None, MassUnit.T),
    ],
)  # fmt: skip
def test_bases(text: str, field: Field | None, basis: Basis | None, unit: str | MassUnit | None) -> None:
    heading = read_heading(text)
    said = heading.price_unit if field is Field.PRICE else heading.mass_unit
    assert (heading.field, heading.basis, said) == (field, basis, unit)


def test_no_heading_belongs_to_two_fields() -> None:
    names = [narrow(name) for names in HEADINGS.values() for name in names]
    assert len(names) == len(set(names))


def test_headings_in_two_languages_and_in_traditional_signs() -> None:
    assert read_heading("成交日期 Trade Date").field is Field.TRADE_DATE
    assert read_heading("数量 Price").field is None
    assert read_heading("含稅單價(元/噸)").field is Field.PRICE
    assert read_heading("含稅單價(元/噸)").tax is Tax.INCL


def test_a_long_text_with_many_signs_is_read_in_passing() -> None:
    start = time.process_time()
    assert read_heading("x" + "-" * 500_000 + "x" + ";" * 500_000).field is None
    assert time.process_time() - start < 5
