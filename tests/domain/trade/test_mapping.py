"""The heading line is found wherever it stands, and what stays open is asked about."""

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping, decide, find_mapping

PLAIN = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)"]
LINE = ["2026-01-09", "氧化镧", "1", "4500"]


def found(*rows: list[str]) -> Mapping:
    mapping = find_mapping(rows)
    assert mapping is not None
    return mapping


def test_headings_below_a_title_and_a_blank_line() -> None:
    mapping = found(["成交明细"], [], PLAIN, LINE)
    assert mapping.header == 2
    assert mapping.columns[Field.PRICE] == 3


def test_unit_and_tax_from_the_line_above() -> None:
    rows = (["单位:元/吨(含税)"], ["成交日期", "品名", "成交量(吨)", "成交价"], LINE)
    mapping = found(*rows)
    assert (mapping.price_unit, mapping.tax, mapping.mass_unit) == ("yuan/t", Tax.INCL, MassUnit.T)


def test_two_heading_lines_and_two_prices() -> None:
    rows = (
        ["日期", "产品", "数量", "", "价格", ""],
        ["", "", "吨", "备注", "不含税单价(万元/吨)", "含税单价(万元/吨)"],
        ["2026-01-14", "镨钕金属", "5", "", "67.58", "76.3654"],
    )
    mapping = found(*rows)
    assert mapping.header == 1
    assert (mapping.price_unit, mapping.tax, mapping.mass_unit) == ("wan/t", Tax.EXCL, MassUnit.T)
    assert (mapping.second_price, mapping.second_tax) == (5, Tax.INCL)


def test_no_headings() -> None:
    assert find_mapping([["a", "b"], ["1", "2"]]) is None
    assert find_mapping([]) is None


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        (["品名", "数量(吨)", "含税单价(元/吨)"], "trade_date"),
        (["成交日期", "数量(吨)", "含税单价(元/吨)"], "product"),
        (["成交日期", "品名", "含税单价(元/吨)"], "quantity"),
        (["成交日期", "品名", "数量(吨)"], "price"),
    ],
)
def test_a_missing_column_refuses_for_its_field(headings: list[str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(found(headings), None, None)
    assert refused.value.problem.field == field


def test_tax_is_asked_about_never_guessed() -> None:
    mapping = found(["成交日期", "品名", "数量(吨)", "单价(元/吨)"])
    with pytest.raises(Refused) as refused:
        decide(mapping, None, None)
    assert refused.value.problem.field == "tax"
    assert decide(mapping, None, Tax.EXCL).tax is Tax.EXCL


def test_unit_is_asked_about_when_nothing_tells_it() -> None:
    mapping = found(["成交日期", "品名", "数量", "含税单价"])
    with pytest.raises(Refused) as refused:
        decide(mapping, None, None)
    assert refused.value.problem.field == "unit"
    decided = decide(mapping, "yuan/kg", None)
    assert (decided.price_unit, decided.mass_unit) == ("yuan/kg", MassUnit.KG)


def test_foreign_prices_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(found(["成交日期", "品名", "数量(吨)", "单价($/kg)"]), None, Tax.EXCL)
    assert refused.value.problem.key == "currency_foreign"
