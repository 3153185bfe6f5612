"""The heading line is found wherever it stands, and what stays open is asked about."""

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Level
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping, find_mapping

PLAIN = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)"]
LINE = ["2026-01-09", "氧化镧", "1", "4500"]


def found(*rows: list[str]) -> Mapping:
    mapping = find_mapping(rows)
    assert mapping is not None
    return mapping


def said(mapping: Mapping) -> tuple[set[str], set[Tax], set[MassUnit]]:
    return set(mapping.units_said), set(mapping.taxes_said), set(mapping.masses_said)


def test_headings_below_a_title_and_a_blank_line() -> None:
    mapping = found(["成交明细"], [], PLAIN, LINE)
    assert mapping.header == 2
    assert mapping.columns[Field.PRICE] == 3


def test_unit_and_tax_from_the_line_above() -> None:
    rows = (["单位:元/吨(含税)"], ["成交日期", "品名", "成交量(吨)", "成交价"], LINE)
    mapping = found(*rows)
    assert said(mapping) == ({"yuan/t"}, {Tax.INCL}, {MassUnit.T})


def test_two_heading_lines_and_two_prices() -> None:
    rows = (
        ["日期", "产品", "数量", "", "价格", ""],
        ["", "", "吨", "备注", "不含税单价(万元/吨)", "含税单价(万元/吨)"],
        ["2026-01-14", "镨钕金属", "5", "", "67.58", "76.3654"],
    )
    mapping = found(*rows)
    assert mapping.header == 1
    assert said(mapping) == ({"wan/t"}, {Tax.EXCL}, {MassUnit.T})
    assert (mapping.second_price, mapping.second_tax) == (5, Tax.INCL)


def test_no_headings() -> None:
    assert find_mapping([["a", "b"], ["1", "2"]]) is None
    assert find_mapping([]) is None


def test_a_whole_heading_is_not_passed_over_for_a_longer_one_below_its_data() -> None:
    assert found(PLAIN, LINE, [*PLAIN, "买方"], [*LINE, "甲"]).header == 0
    assert found(["品名", "数量", "单价"], ["氧化镧", "10", "日期"], PLAIN, LINE).header == 2


def test_the_better_named_of_two_columns_is_taken_and_said() -> None:
    mapping = found(["合同日期", "成交日期", "品名", "数量(吨)", "含税单价(元/吨)"])
    assert mapping.columns[Field.TRADE_DATE] == 1
    (doubt,) = mapping.doubts
    assert (doubt.key, doubt.field, doubt.level) == ("column_left", "trade_date", Level.WARNING)
    assert doubt.facts == {"taken": "成交日期", "left": "合同日期"}


def test_a_heading_is_no_statement_about_the_price() -> None:
    mapping = found(["", "", "", "", "金额(不含税)"], [*PLAIN, ""], LINE)
    assert mapping.taxes_said == {Tax.INCL}


def test_another_currency_above_the_headings_is_seen() -> None:
    assert found(["单位:美元/公斤"], PLAIN, LINE).foreign


def test_a_line_of_units_below_the_headings() -> None:
    found = find_mapping(
        [["日期", "品名", "数量", "含税单价"], ["", "", "吨", "元/吨"], ["2026-01-05", "镧", "1", "9"]]
    )
    assert found is not None
    assert found.header == 1
    assert found.units_said == frozenset(("yuan/t",))
    assert found.masses_said == frozenset((MassUnit.T,))


def test_both_tax_bases_below_one_price() -> None:
    upper, lower = ["日期", "品名", "数量", "单价(万元/吨)", ""], ["", "", "吨", "含税", "不含税"]
    found = find_mapping([upper, lower])
    assert found is not None
    assert found.taxes_said == frozenset((Tax.INCL,))
    assert (found.second_price, found.second_tax) == (4, Tax.EXCL)
