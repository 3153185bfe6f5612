"""Rows become trades, held rows or totals lines; none is lost."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.assets import resource_text
from desk_app.domain.product.catalogue import catalogue_from
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.build import Builder, HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import find_mapping
from desk_app.domain.trade.rate import read_rates
from desk_app.domain.trade.trade import Trade

CATALOGUE = catalogue_from(tomllib.loads(resource_text("catalogue", "products.toml"))["product"], ())
HEADINGS = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)", "金额"]
GOOD = ["2026-01-09", "氧化镨钕", "2", "637,900", "1275800"]


RATES = read_rates(["usd=7.1023@2026-01-05", "usd=7.0500@2026-01-20", "eur=8.2@2026-01-05"])


def outcomes(*rows: list[str], headings: list[str] = HEADINGS) -> list[Outcome]:
    table = [headings, *rows]
    mapping = find_mapping(table)
    assert mapping is not None
    builder = Builder(decide(mapping, None, None, rates=RATES), CATALOGUE, date(2026, 11, 22))
    return list(builder.outcomes((number, row) for number, row in enumerate(rows, 2)))


def test_a_good_row() -> None:
    (taken,) = outcomes(GOOD)
    assert isinstance(taken, Taken)
    assert taken.trade.price_inc_vat == Decimal(637900)
    assert taken.trade.source_row == 2
    assert taken.warnings == ()


@pytest.mark.parametrize(
    ("at", "text", "field", "key"),
    [
        (0, "2026-02-30", "trade_date", "date_no_such_day"),
        (1, "氧化钚", "product", "product_unknown"),
        (1, "", "product", "product_missing"),
        (2, "-5", "quantity", "quantity_negative"),
        (2, "0", "quantity", "quantity_zero"),
        (3, "", "price", "number_missing"),
        (3, "0,012", "price", "number_doubtful_comma"),
        (3, "63.79", "price", "price_magnitude"),
        (3, "-637900", "price", "price_negative"),
    ],
)
def test_a_row_that_cannot_be_taken_is_held_with_its_cells(at: int, text: str, field: str, key: str) -> None:
    row = [*GOOD[:at], text, *GOOD[at + 1 : 4], ""]
    (held,) = outcomes(row)
    assert isinstance(held, HeldRow)
    assert held.cells == tuple(row)
    assert [(p.field, p.key, p.row) for p in held.problems] == [(field, key, 2)]


def test_all_problems_of_a_row_are_told_at_once() -> None:
    (held,) = outcomes(["", "氧化钚", "x", "", ""])
    assert isinstance(held, HeldRow)
    assert {p.field for p in held.problems} == {"trade_date", "product", "quantity", "price"}


def test_totals_are_left_out_visibly_and_blank_lines_are_nothing() -> None:
    good, footer = outcomes(GOOD, ["", "", "", "", ""], ["合计", "", "2", "", "1,275,800"])
    assert isinstance(good, Taken)
    assert isinstance(footer, LeftOut)
    assert footer.problem.row == 4


def test_an_amount_that_does_not_agree_is_said() -> None:
    (taken,) = outcomes([*GOOD[:4], "1275900"])
    assert isinstance(taken, Taken)
    assert [w.key for w in taken.warnings] == ["amount_differs"]


def test_prices_that_contradict_each_other_hold_the_row() -> None:
    headings = ["日期", "产品", "数量(吨)", "不含税单价(元/吨)", "含税单价(元/吨)"]
    (good,) = outcomes(["2026-01-09", "氧化镨钕", "1", "500000", "565000"], headings=headings)
    (held,) = outcomes(["2026-01-09", "氧化镨钕", "1", "500000", "500000"], headings=headings)
    assert isinstance(good, Taken)
    assert isinstance(held, HeldRow)
    assert held.problems[0].key == "prices_disagree"


OTHER = ["成交日期", "品名", "数量(吨)", "不含税单价(元/吨)", "金额"]


def test_headings_that_come_again_are_left_out_and_others_hold_what_is_below_them() -> None:
    first, again, second, other, below = outcomes(GOOD, HEADINGS, GOOD, OTHER, GOOD)
    assert isinstance(first, Taken)
    assert isinstance(again, LeftOut)
    assert again.problem.key == "headings_again"
    assert isinstance(second, Taken)
    assert isinstance(other, HeldRow)
    assert isinstance(below, HeldRow)
    assert [problem.key for problem in below.problems] == ["headings_changed"]


def test_a_row_longer_than_the_headings_is_held() -> None:
    (held,) = outcomes(["2026-01-09", "氧化镧", "1", "500", "4500", "6750000"])
    assert isinstance(held, HeldRow)
    assert [problem.key for problem in held.problems] == ["row_too_long"]


@pytest.mark.parametrize(
    ("heading", "text", "field", "key"),
    [
        ("税别", "不含税", "tax", "cell_contradicts"),
        ("单位", "公斤", "unit", "cell_contradicts"),
        ("计价单位", "元/公斤", "unit", "cell_contradicts"),
        ("计价单位", "美元/公斤", "unit", "cell_contradicts"),
        ("计价单位", "美元/磅", "unit", "unit_unreadable"),
        ("币种", "USD", "unit", "cell_contradicts"),
        ("币种", "比索", "unit", "currency_unreadable"),
        ("单位", "湿吨", "quantity", "moisture_missing"),
        ("单位", "元/公斤", "unit", "unit_unreadable"),
        ("单位", "万吨", "unit", "unit_unreadable"),
        ("税率", "0.13%", "tax", "tax_rate_unlikely"),
    ],
)
def test_a_cell_against_the_headings_or_of_no_use_is_held(heading: str, text: str, field: str, key: str) -> None:
    (held,) = outcomes([*GOOD, text], headings=[*HEADINGS, heading])
    assert isinstance(held, HeldRow)
    assert [(problem.field, problem.key) for problem in held.problems] == [(field, key)]


def test_a_quantity_beyond_the_world_is_held() -> None:
    (held,) = outcomes([*GOOD[:2], "1000001", *GOOD[3:4], ""])
    assert isinstance(held, HeldRow)
    assert [problem.key for problem in held.problems] == ["quantity_unlikely"]


def taken(*cells: str, headings: list[str]) -> Trade:
    (outcome,) = outcomes(list(cells), headings=headings)
    assert isinstance(outcome, Taken)
    assert outcome.warnings == ()
    return outcome.trade


def held(*cells: str, headings: list[str]) -> list[tuple[str, str]]:
    (outcome,) = outcomes(list(cells), headings=headings)
    assert isinstance(outcome, HeldRow)
    return [(problem.field, problem.key) for problem in outcome.problems]


DOLLARS = ["成交日期", "品名", "数量(吨)", "单价($/kg,不含税)", "金额"]


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2026-01-05", "7.1023"), ("2026-01-19", "7.1023"), ("2026-01-20", "7.0500"), ("2026-02-20", "7.0500")],
)
def test_dollars_at_the_latest_rate_not_later_than_the_trade(day: str, rate: str) -> None:
    trade = taken(day, "氧化钕", "2", "85.125", "", headings=DOLLARS)
    assert (trade.fx, trade.unit_stated, trade.price_stated) == (Decimal(rate), "usd/kg", Decimal("85.125"))
    assert trade.price_ex_vat == Decimal("85.125") * Decimal(rate) * 1000


@pytest.mark.parametrize(("day", "key"), [("2026-01-04", "rate_later"), ("2026-02-21", "rate_too_old")])
def test_without_a_rate_of_its_time_a_line_is_held(day: str, key: str) -> None:
    assert held(day, "氧化钕", "2", "85.125", "", headings=DOLLARS) == [("unit", key)]


@pytest.mark.parametrize("amount", ["170250", "1209166.58"])
def test_an_amount_beside_dollars_may_be_in_dollars_or_yuan(amount: str) -> None:
    assert taken("2026-01-05", "氧化钕", "2", "85.125", amount, headings=DOLLARS).fx == Decimal("7.1023")
    (told,) = outcomes(["2026-01-05", "氧化钕", "2", "85.125", "170260"], headings=DOLLARS)
    assert isinstance(told, Taken)
    assert [(w.key, w.facts["expected"]) for w in told.warnings] == [("amount_differs", "170250")]


def test_each_line_may_have_its_own_currency() -> None:
    headings = ["成交日期", "品名", "数量", "单位", "原币单价", "币种", "是否含税"]
    assert taken("2026-01-05", "氧化钕", "2", "吨", "610000", "人民币", "是", headings=headings).fx is None
    dollars = taken("2026-01-05", "氧化钕", "2000", "公斤", "85", "USD", "否", headings=headings)
    assert (dollars.unit_stated, dollars.price_ex_vat) == ("usd/kg", Decimal("603695.5"))
    euros = taken("2026-01-05", "氧化钕", "2", "吨", "75000", "欧元", "否", headings=headings)
    assert (euros.unit_stated, euros.price_ex_vat) == ("eur/t", Decimal(615000))
    assert held("2026-01-05", "氧化钕", "2", "吨", "75000", "GBP", "否", headings=headings) == [
        ("unit", "rate_missing")
    ]


WET = ["成交日期", "品名", "湿重(吨)", "水分(%)", "干基单价(元/吨,不含税)"]


def test_a_wet_mass_is_dried_for_a_dry_price() -> None:
    trade = taken("2026-01-05", "稀土精矿", "2", "8.5", "26800", headings=WET)
    assert (trade.quantity_t, trade.basis, trade.moisture) == (Decimal("1.83"), Basis.WET, None)
    assert trade.price_ex_vat == 26800
    assert taken("2026-01-05", "稀土精矿", "2", "0", "26800", headings=WET).quantity_t == 2


@pytest.mark.parametrize(
    ("moisture", "key"),
    [
        ("", "moisture_missing"), ("0.085", "moisture_fraction"), ("100", "moisture_limits"), ("-1", "moisture_limits"),
        ("湿", "number_unreadable"), ("=A1", "formula_not_stored"),
    ],
)  # fmt: skip
def test_without_a_moisture_that_is_one_the_line_is_held(moisture: str, key: str) -> None:
    assert held("2026-01-05", "稀土精矿", "2", moisture, "26800", headings=WET) == [("quantity", key)]


def test_a_price_per_wet_tonne_keeps_its_amount_when_it_becomes_dry() -> None:
    headings = [*WEIGHT, "单价(元/湿吨,不含税)", "金额"]
    trade = taken("2026-01-05", "稀土精矿", "2", "8.5", "24522", "49044", headings=headings)
    assert (trade.quantity_t, trade.price_stated, trade.moisture) == (Decimal("1.83"), Decimal(24522), Decimal("8.5"))
    assert trade.price_ex_vat == 26800
    assert trade.amount_ex_vat == 49044


WEIGHT = WET[:4]


def test_an_unspoken_price_of_a_wet_mass_is_doubted_by_its_amount() -> None:
    headings = [*WEIGHT, "不含税单价(元/吨)", "金额"]
    assert taken("2026-01-05", "稀土精矿", "2", "8.5", "26800", "49044", headings=headings).price_ex_vat == 26800
    assert held("2026-01-05", "稀土精矿", "2", "8.5", "24522", "49044", headings=headings) == [
        ("unit", "amount_not_dry")
    ]


def test_dry_and_wet_mass_are_held_against_each_other() -> None:
    headings = ["成交日期", "品名", "湿重(公斤)", "水分(%)", "干重(吨)", "不含税单价(元/吨)"]
    trade = taken("2026-01-05", "稀土精矿", "2011", "8.5", "1.84", "26800", headings=headings)
    assert (trade.quantity_t, trade.basis) == (Decimal("1.84"), Basis.DRY)
    (told,) = outcomes(["2026-01-05", "稀土精矿", "2011", "8.5", "1.81", "26800"], headings=headings)
    assert isinstance(told, Taken)
    assert [(w.key, w.facts["expected"]) for w in told.warnings] == [("dry_differs", "1.840065")]


def test_a_mineral_with_moisture_and_no_word_on_its_mass_is_asked_about() -> None:
    headings = ["成交日期", "品名", "数量(吨)", "水分(%)", "不含税单价(元/吨)"]
    assert held("2026-01-05", "稀土精矿", "2", "8.5", "26800", headings=headings) == [("unit", "basis_open")]
    assert taken("2026-01-05", "稀土精矿", "2", "", "26800", headings=headings).basis is None
    assert taken("2026-01-05", "氧化钕", "2", "0.1", "610000", headings=headings).basis is None


def test_units_of_lines_may_state_the_basis() -> None:
    headings = ["成交日期", "品名", "数量", "单位", "单价", "计价单位", "水分", "税别"]
    wet = taken("2026-01-05", "稀土精矿", "2", "湿吨", "26800", "元/干吨", "8.5%", "不含税", headings=headings)
    assert (wet.basis, wet.quantity_t) == (Basis.WET, Decimal("1.83"))
    oxide = taken("2026-01-05", "碳酸稀土", "2", "吨(REO)", "58000", "元/吨", "", "不含税", headings=headings)
    assert (oxide.basis, oxide.quantity_t) == (Basis.OXIDE, Decimal(2))
    line = ("2026-01-05", "碳酸稀土", "2", "干吨", "58000", "元/吨REO", "", "不含税")
    assert held(*line, headings=headings) == [("unit", "basis_contradicted")]


CELLS = st.sampled_from(["", "2026-01-09", "氧化镧", "氧化钚", "1", "4500", "-3", "合计", "0,012", "abc", "1e9", "　"])


@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_every_row_has_one_outcome(rows: list[list[str]]) -> None:
    told = outcomes(*rows)
    assert len(told) == sum(any(cell.strip() for cell in row) for row in rows)
    for outcome in told:
        if isinstance(outcome, HeldRow):
            assert outcome.problems
