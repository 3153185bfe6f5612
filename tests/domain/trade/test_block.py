"""The quick road says what the builder says, line for line."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.catalogue import Catalogue, catalogue_from
from desk_app.domain.trade.block import BlockReader
from desk_app.domain.trade.build import Builder, Taken
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import find_mapping
from desk_app.domain.trade.rate import read_rates
from desk_app.domain.trade.record import record_of
from desk_app.jobs.load_products import own_entries

CATALOGUE: Catalogue = catalogue_from(own_entries(), ())
TODAY = date(2026, 11, 1)
RATES = read_rates(["usd=7.1023@2026-01-05"])
HEADINGS = (
    "成交单号", "成交日期", "品名", "规格", "数量", "数量单位", "单价", "单价单位", "是否含税", "税率",
    "金额", "税额", "价税合计", "买方", "币种", "水分(%)",
)  # fmt: skip
COLUMNS = (
    ("T001", " T-9", "", "1.2E+11", "=A1", "00123456789012345678"),
    ("2026-01-09", "2026/1/8", "2018-06-01", "2016年3月1日", "2026-02-30", "", "合计"),
    ("氧化镨钕", "*稀土产品*氧化镧", "稀土精矿", "Nd oxide", "氧化铽", "空气", "", "合计"),
    ("99.9%", "", " TREO 99 ", "#N/A"),
    ("1", "0.5", "10.000", "1,250", "-3", "0", "x", "0.0000000001", "２"),
    ("吨", "公斤", "干吨", "湿吨", "吨(REO)", "克", "", "袋"),
    ("620000", "62", "26800", "62.49", "4500.125", "620,000.00", "0.012", "007", "0", "1e5", "99999999999999"),
    ("元/吨", "万元/吨", "元/公斤", "元/干吨", "", "美元/公斤", "美元/磅"),
    ("含税", "不含税", "", "?"),
    ("13%", "", "0.13", "16%", "99"),
    ("620000.00", "", "310000", "-5", "abc"),
    ("71327.43", "", "80600"),
    ("700600", "", "620000.00"),
    ("甲公司", "", " 乙 "),
    ("", "人民币", "USD", "EUR", "比索"),
    ("", "8.5", "0.085", "x"),
)
LINE = st.tuples(*(st.sampled_from(texts) for texts in COLUMNS)).map(list)
LIKELY = st.tuples(*(st.sampled_from(texts[:2]) for texts in COLUMNS)).map(list)


def roads(lines: list[list[str]], tax: Tax | None, headings: Sequence[str] = HEADINGS) -> tuple[object, object]:
    """What the block reader gives, and what the builder alone gives."""
    mapping = find_mapping([headings])
    assert mapping is not None
    decided = decide(mapping, None, tax, rates=RATES)
    read = BlockReader(Builder(decided, CATALOGUE, TODAY), decided).read(2, lines, list(zip(*lines, strict=True)))
    alone = list(Builder(decided, CATALOGUE, TODAY).outcomes(enumerate(lines, 2)))
    quick = sorted(
        [*read.records, *(record_of(o.trade) for o in read.others if isinstance(o, Taken))], key=lambda r: r[1]
    )
    slow = [record_of(outcome.trade) for outcome in alone if isinstance(outcome, Taken)]
    rest = [outcome for outcome in read.others if not isinstance(outcome, Taken)]
    return (quick, rest), (slow, [outcome for outcome in alone if not isinstance(outcome, Taken)])


@settings(max_examples=300)
@given(st.lists(st.one_of(LIKELY, LINE), min_size=1, max_size=12))
def test_both_roads_agree(lines: list[list[str]]) -> None:
    quick, slow = roads(lines, None)
    assert quick == slow


@settings(max_examples=200)
@given(
    st.lists(st.one_of(LIKELY, LINE), min_size=1, max_size=8),
    st.sampled_from(("数量", "数量(吨)", "数量(干吨)", "湿重(吨)", "折氧化物数量(吨)")),
    st.sampled_from(("单价(元/吨)", "单价(美元/公斤)", "单价(元/干吨)", "单价(元/湿吨)", "单价(元/吨REO)", "单价")),
    st.booleans(),
)
def test_both_roads_agree_whatever_the_headings_state(
    lines: list[list[str]], quantity: str, price: str, moist: bool
) -> None:
    named = {4: quantity, 5: "附一", 6: price, 7: "附二", 14: "币种", 15: "水分(%)" if moist else "附三"}
    headings = [named.get(at, heading) for at, heading in enumerate(HEADINGS)]
    try:
        quick, slow = roads(lines, None, headings)
    except Refused:
        return
    assert quick == slow


@settings(max_examples=100)
@given(st.lists(LIKELY, min_size=1, max_size=8), st.integers(0, 8))
def test_below_other_headings_nothing_is_quick(lines: list[list[str]], at: int) -> None:
    other = ["日期", "品名", "数量", "单价", *[""] * 12]
    quick, slow = roads([*lines[:at], other, *lines[at:]], None)
    assert quick == slow


AMOUNTS = st.sampled_from(("620000.00", "620000", "620000.5", "71327.43", "700600.00", "", "0.01", "1,000.00", "1\n2"))
NUMBERS = st.sampled_from(("T001", "20260109-7", "x", "", " T1", "1E5", "1\n2", "００1"))


@settings(max_examples=200)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, NUMBERS), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_both_roads_agree_on_columns_of_amounts_and_numbers(
    cells: list[tuple[str, str, str]], plain_amounts: bool, plain_numbers: bool
) -> None:
    lines = [list(PLAIN) for _ in cells]
    for line, (amount, total, number) in zip(lines, cells, strict=True):
        line[10], line[12] = ("1240000.00", total) if plain_amounts else (amount, "1240000")
        line[0] = "T7" if plain_numbers else number
    quick, slow = roads(lines, None)
    assert quick == slow


PLAIN = [
    "T001", "2026-01-09", "氧化镨钕", "99.9%", "2", "吨", "620000", "元/吨", "含税", "13%", "", "", "", "甲",
    "人民币", "",
]  # fmt: skip


def quick_lines(line: list[str], headings: Sequence[str] = HEADINGS) -> list[int]:
    mapping = find_mapping([headings])
    assert mapping is not None
    decided = decide(mapping, None, None, rates=RATES)
    read = BlockReader(Builder(decided, CATALOGUE, TODAY), decided).read(2, [line], [[cell] for cell in line])
    return [record[1] for record in read.records]


def test_a_plain_line_takes_the_quick_road() -> None:
    assert quick_lines(PLAIN) == [2]
    assert quick_lines([*PLAIN[:15], "0.2"]) == [2]


@pytest.mark.parametrize("quantity", ["干重(吨)", "折氧化物数量(吨)"])
def test_so_does_one_of_a_file_that_states_a_plain_basis(quantity: str) -> None:
    headings = [*HEADINGS[:4], quantity, "附一", *HEADINGS[6:]]
    assert quick_lines(PLAIN, headings) == [2]


@pytest.mark.parametrize(("at", "cell"), [(14, "USD"), (7, "美元/公斤"), (5, "干吨")])
def test_an_unusual_line_is_left_to_the_builder(at: int, cell: str) -> None:
    assert quick_lines([*PLAIN[:at], cell, *PLAIN[at + 1 :]]) == []
