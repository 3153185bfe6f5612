"""The price adjustment sheet as data."""

import dataclasses
import json
from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.money import grouped
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.adjustment import PriceAdjustment
from desk_app.domain.sheet.block import Block, Day, Facts, Figure, Notes, Table, Text, Word
from desk_app.domain.sheet.plain import from_plain, to_plain
from desk_app.domain.sheet.price_adjustment import price_adjustment_sheet
from desk_app.domain.sheet.sheet import Sheet
from desk_app.jobs.load_price_list import announced_price, load_price_list

LOT = Lot(Decimal("51.25"), Decimal("8.50"), Decimal("60.000"))


def price(period: str) -> AnnouncedPrice:
    return announced_price(load_price_list(), period)


def adjustment(new: str = "2026Q1", old: str = "2025Q4", *lots: Lot) -> PriceAdjustment:
    deliveries = tuple(Delivery(date(2026, 1, 5), f"K{n}", lot) for n, lot in enumerate(lots))
    return PriceAdjustment(price(new), price(old), Terms(), "HT-1", "甲公司", "乙公司", "说明", deliveries)


def block(sheet: Sheet, key: str) -> Block:
    return next(found for found in sheet.blocks if found.key == key)


def table(sheet: Sheet, key: str) -> list[list[str]]:
    found = block(sheet, key)
    assert isinstance(found, Table)
    return [[grouped(c.value, c.places) for c in row if isinstance(c, Figure)] for row in found.rows]


def remarks(sheet: Sheet) -> list[str]:
    found = block(sheet, "remarks")
    assert isinstance(found, Notes)
    return [cell.key for cell in found.cells if isinstance(cell, Word)]


def amounts(sheet: Sheet) -> dict[str, object]:
    found = block(sheet, "amount")
    assert isinstance(found, Facts)
    return dict(found.rows)


def test_the_price_of_the_first_quarter_of_2026() -> None:
    rows = table(price_adjustment_sheet(adjustment()), "prices")
    assert rows == [
        ["26,205.00", "26,834.00", "629.00", "2.40"],
        ["524.10", "536.68", "12.58", "2.40"],
        ["29,611.65", "30,322.42", "710.77", "2.40"],
    ]


def test_the_ladder_runs_from_45_to_60() -> None:
    rows = table(price_adjustment_sheet(adjustment()), "ladder")
    assert [row[0] for row in rows] == [str(reo) for reo in range(45, 61)]
    assert rows[5] == ["50", "26,205.00", "26,834.00", "629.00"]
    assert rows[6] == ["51", "26,729.10", "27,370.68", "641.58"]


def test_deliveries_come_to_an_amount() -> None:
    sheet = price_adjustment_sheet(adjustment("2026Q1", "2025Q4", LOT, LOT))
    assert sheet.summary["total"] == "79993.60"
    made = amounts(sheet)
    assert made["net_change"] == Figure(Decimal("70790.80"), 2, sign=True, unit="yuan")
    assert made["capitals"] == Text("人民币柒万玖仟玖佰玖拾叁元陆角")
    assert made["direction"] == Word("sheet.text.buyer_pays")
    assert table(sheet, "deliveries")[0] == [
        "1", "60", "8.5", "51.25", "54.9", "26,860.125", "27,504.850", "35,395.40",
    ]  # fmt: skip


def test_a_fall_is_repaid() -> None:
    sheet = price_adjustment_sheet(adjustment("2024Q3", "2024Q2", LOT))
    made = amounts(sheet)
    assert made["direction"] == Word("sheet.text.seller_repays")
    assert str(made["capitals"]).startswith("Text(text='人民币负")


def test_another_basis_is_compared_like_for_like_and_said() -> None:
    sheet = price_adjustment_sheet(adjustment("2022H2", "2022H1"))
    assert table(sheet, "prices")[0] == ["26,360.00", "37,230.00", "10,870.00", "41.24"]
    assert table(sheet, "prices")[1][:2] == ["527.20", "744.60"]
    assert "sheet.remark.other_basis" in remarks(sheet)


@pytest.mark.parametrize(
    ("new", "old", "nearest", "said"),
    [
        ("2026Q1", "2025Q4", True, set()),
        ("2026Q3", "2026Q1", True, {"across_gap", "second_hand", "step_computed"}),
        ("2026Q1", "2025Q1", False, {"chosen_period"}),
        ("2022H2", "2022H1", True, {"other_basis", "revised_proposal"}),
    ],
)
def test_what_is_doubtful_is_said(new: str, old: str, nearest: bool, said: set[str]) -> None:
    made_from = dataclasses.replace(adjustment(new, old), nearest=nearest)
    found = set(remarks(price_adjustment_sheet(made_from))) - {"sheet.remark.rounding_prices"}
    assert found == {f"sheet.remark.{name}" for name in said}


def test_deliveries_outside_the_period_are_said() -> None:
    made_from = adjustment("2026Q1", "2025Q4", LOT)
    late = dataclasses.replace(made_from.deliveries[0], day=date(2026, 4, 1))
    sheet = price_adjustment_sheet(dataclasses.replace(made_from, deliveries=(late,)))
    assert "sheet.remark.outside" in remarks(sheet)


def test_what_an_amount_presumes_is_said() -> None:
    made_from = adjustment("2026Q1", "2025Q4", LOT)
    assert "sheet.remark.settled" in remarks(price_adjustment_sheet(made_from))
    assert "sheet.remark.no_days" not in remarks(price_adjustment_sheet(made_from))
    undated = dataclasses.replace(made_from, deliveries=(Delivery(None, "K1", LOT),))
    assert "sheet.remark.no_days" in remarks(price_adjustment_sheet(undated))
    assert "sheet.remark.settled" not in remarks(price_adjustment_sheet(adjustment()))


def test_old_and_new_price_both_say_where_they_come_from() -> None:
    found = block(price_adjustment_sheet(adjustment("2024Q1", "2023Q3")), "parties")
    assert isinstance(found, Facts)
    new, old = (dict(found.rows)[name] for name in ("ground", "old_ground"))
    assert isinstance(new, Word)
    assert (new.key, new.facts["source"]) == ("sheet.text.ground", Text("中钨在线 2024"))
    assert isinstance(old, Word)
    assert (old.key, old.facts["day"]) == ("sheet.text.ground_by", Day(date(2023, 7, 11)))


def test_a_day_known_only_as_the_latest_is_said_with_the_day() -> None:
    found = block(price_adjustment_sheet(adjustment("2024Q1", "2023Q3")), "remarks")
    assert isinstance(found, Notes)
    (said,) = (c for c in found.cells if isinstance(c, Word) and c.key == "sheet.remark.announced_by")
    assert said.facts["day"] == Day(date(2023, 7, 11))


def test_printed_columns_add_up_and_multiply_out() -> None:
    """Three decimals of mass and two of moisture make seven of dry mass: all are printed."""
    lots = (Lot(Decimal("52.7735"), Decimal("9.19"), Decimal("49.179")), Lot(Decimal(50), Decimal("9.17"), Decimal(1)))
    sheet = price_adjustment_sheet(adjustment("2026Q1", "2025Q4", *lots))
    found = block(sheet, "deliveries")
    assert isinstance(found, Table)
    first = table(sheet, "deliveries")[0]
    assert first[4:7] == ["44.6594499", "27,658.59135", "28,322.48198"]
    printed = [Decimal(row[4].replace(",", "")) for row in table(sheet, "deliveries")]
    (total,) = (c.value for c in found.total if isinstance(c, Figure) and c.places == 7)
    assert sum(printed) == total


def test_a_sheet_is_plain_data_and_comes_back_equal() -> None:
    sheet = price_adjustment_sheet(adjustment("2026Q1", "2025Q4", LOT))
    assert from_plain(json.loads(json.dumps(to_plain(sheet)))) == sheet
