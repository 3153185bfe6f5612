"""The heading line is found wherever it stands, and what stays open is asked about."""

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Level
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
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
    assert found(["单位:美元/公斤"], PLAIN, LINE).currencies_said == {"usd", "yuan"}
    assert found(["币种:欧元"], ["日期", "品名", "数量(吨)", "含税单价"], LINE).currencies_said == {"eur"}


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


def bases(mapping: Mapping) -> tuple[set[Basis], set[Basis]]:
    return set(mapping.bases_said), set(mapping.price_bases_said)


WEIGHED = ["成交日期", "品名", "湿重(吨)", "水分(%)", "干重(吨)", "干基单价(元/吨,不含税)"]


def test_of_a_wet_and_a_dry_mass_that_of_the_price_is_taken_and_the_other_kept() -> None:
    dry = found(WEIGHED, LINE)
    assert (dry.columns[Field.QUANTITY], dry.second_quantity, dry.second_mass) == (4, 2, MassUnit.T)
    assert bases(dry) == ({Basis.DRY}, {Basis.DRY})
    assert dry.doubts == ()
    wet = found([*WEIGHED[:5], "单价(元/湿吨,不含税)"], LINE)
    assert (wet.columns[Field.QUANTITY], wet.second_quantity) == (2, 4)
    assert bases(wet) == ({Basis.WET}, {Basis.WET})
    silent = found([*WEIGHED[:5], "单价(元/吨,不含税)"], LINE)
    assert silent.columns[Field.QUANTITY] == 4
    assert bases(silent) == ({Basis.DRY}, set())


def test_oxide_mass_beside_ore_mass_is_chosen_by_the_price_only() -> None:
    both = ["成交日期", "品名", "数量(吨)", "折氧化物数量(吨)"]
    doubtful = found([*both, "含税单价(元/吨)"], LINE)
    assert [(doubt.key, doubt.level) for doubt in doubtful.doubts] == [("masses_of_two_bases", Level.ERROR)]
    clear = found([*both, "含税单价(元/吨REO)"], LINE)
    assert (clear.columns[Field.QUANTITY], clear.doubts) == (3, ())


def test_a_line_above_states_the_basis_of_what_it_names() -> None:
    silent = ["日期", "品名", "数量", "含税单价"]
    for above, mass, price in (
        ("单位:元/干吨", set(), {Basis.DRY}),
        ("数量单位:湿吨", {Basis.WET}, set()),
        ("以下均为干量", {Basis.DRY}, {Basis.DRY}),
        ("单位:元/吨 REO≥50%", set(), set()),
    ):
        mapping = found([above], silent, LINE)
        assert bases(mapping) == (mass, price), above


def test_of_prices_in_yuan_and_in_dollars_the_yuan_is_taken_and_said() -> None:
    mapping = found(["日期", "品名", "数量(吨)", "单价(美元/吨)", "含税单价(元/吨)"], LINE)
    assert mapping.columns[Field.PRICE] == 4
    assert mapping.currencies_said == {"yuan"}
    assert [doubt.key for doubt in mapping.doubts] == ["column_left"]


def test_blank_columns_to_the_right_count_and_can_be_told() -> None:
    row = ["日期", "品名", "数量(吨)", "含税单价(元/吨)", *[""] * 500]
    found = find_mapping([row], None, {10: Field.REF})
    assert found is not None
    assert (found.width, len(found.texts), found.columns[Field.REF]) == (504, 504, 10)
