"""Rows become trades, held rows or totals lines; none is lost."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.assets import resource_text
from desk_app.domain.product.catalogue import catalogue_from
from desk_app.domain.trade.build import Builder, HeldRow, LeftOut, Outcome, Taken
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import find_mapping

CATALOGUE = catalogue_from(tomllib.loads(resource_text("catalogue", "products.toml"))["product"], ())
HEADINGS = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)", "金额"]
GOOD = ["2026-01-09", "氧化镨钕", "2", "637,900", "1275800"]


def outcomes(*rows: list[str], headings: list[str] = HEADINGS) -> list[Outcome]:
    table = [headings, *rows]
    mapping = find_mapping(table)
    assert mapping is not None
    builder = Builder(decide(mapping, None, None), CATALOGUE, date(2026, 11, 22))
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
        ("计价单位", "美元/公斤", "unit", "unit_unreadable"),
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


CELLS = st.sampled_from(["", "2026-01-09", "氧化镧", "氧化钚", "1", "4500", "-3", "合计", "0,012", "abc", "1e9", "　"])


@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_every_row_has_one_outcome(rows: list[list[str]]) -> None:
    told = outcomes(*rows)
    assert len(told) == sum(any(cell.strip() for cell in row) for row in rows)
    for outcome in told:
        if isinstance(outcome, HeldRow):
            assert outcome.problems
