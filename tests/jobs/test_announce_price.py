"""The desk adds announced prices: checked, all or nothing, never silent about what they replace."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.announce_price import (
    Announcing,
    announce_file,
    announce_price,
    announced_log,
    read_price_list,
    withdraw_price,
)
from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, price_adjustment_of
from desk_app.jobs.list_events import ore_prices
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.open_desk import Desk, open_desk

ASKED = Announcing("2027Q1", Decimal(39000), step=Decimal(780), source="公告 2027-001", by="甲")
HEAD = "period,price_yuan_per_dry_tonne_ex_vat,reo_basis_percent,step_yuan_per_percent,source"


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as made:
        yield made


def refused(desk: Desk, asked: Announcing) -> str:
    with pytest.raises(Refused) as error:
        announce_price(desk, asked)
    return error.value.problem.key


def test_a_price_is_known_from_then_on(desk: Desk) -> None:
    made = announce_price(desk, ASKED)
    assert made.new
    assert (made.replaced, made.conflict) == (None, None)
    assert made.change is not None
    assert (made.change.against, made.change.percent) == ("2026Q4", Decimal("0.60"))
    found = load_price_list(desk).get("2027Q1")
    assert found is not None
    assert (found.price, found.added.by if found.added else "") == (Decimal(39000), "甲")
    assert load_price_list().get("2027Q1") is None


def test_a_step_not_given_is_said_to_be_computed(desk: Desk) -> None:
    assert announce_price(desk, dataclasses.replace(ASKED, step=None)).price.step_origin == "computed"


def test_the_same_again_writes_nothing(desk: Desk) -> None:
    announce_price(desk, ASKED)
    assert not announce_price(desk, dataclasses.replace(ASKED, by="乙")).new
    assert len(announced_log(desk)) == 1


def test_a_correction_says_what_it_replaces(desk: Desk) -> None:
    announce_price(desk, ASKED)
    made = announce_price(desk, dataclasses.replace(ASKED, price=Decimal(39050), step=Decimal(781), why="更正公告"))
    assert made.replaced is not None
    assert (made.replaced.price, made.price.why) == (Decimal(39000), "更正公告")
    assert [kept.price.price for kept in announced_log(desk)] == [39000, 39050]


def test_another_price_than_the_programs_is_a_conflict(desk: Desk) -> None:
    made = announce_price(desk, Announcing("2026Q3", Decimal(38600), source="公司公告"))
    assert made.conflict is not None
    assert made.conflict.shipped.price == 38565
    assert made.replaced == made.conflict.shipped
    assert load_price_list(desk).conflicts == (made.conflict,)
    assert load_price_list().conflicts == ()


def test_what_is_refused_leaves_nothing(desk: Desk) -> None:
    assert refused(desk, dataclasses.replace(ASKED, step=Decimal(779))) == "announce_step_why"
    assert refused(desk, dataclasses.replace(ASKED, quarter="2022Q1")) == "announce_overlap"
    assert refused(desk, dataclasses.replace(ASKED, price=Decimal("3.9"), step=None)) == "announce_far"
    assert refused(desk, dataclasses.replace(ASKED, source=" ")) == "announce_source"
    assert refused(desk, dataclasses.replace(ASKED, basis=Decimal(0))) == "ore_basis_limits"
    assert refused(desk, dataclasses.replace(ASKED, announced_on=date(2099, 1, 1))) == "announce_day"
    assert announced_log(desk) == ()


def test_a_far_price_that_was_confirmed(desk: Desk) -> None:
    assert announce_price(desk, dataclasses.replace(ASKED, price=Decimal(3900), step=None), sure=True).new


def test_as_known_on_a_day(desk: Desk) -> None:
    announce_price(desk, Announcing("2026Q3", Decimal(38600), source="公司公告"))
    before = load_price_list(desk, "2026-10-31")
    assert [each.period for each in before.prices][-2:] == ["2026Q3", "2026Q4"]
    assert before.get("2026Q3") == load_price_list().get("2026Q3")
    early = load_price_list(desk, "2026-01-08")
    assert early.latest().period == "2025Q4"
    assert load_price_list(desk, "2099-12-31").get("2026Q3") == load_price_list(desk).get("2026Q3")


def test_withdrawn_the_programs_own_holds_again(desk: Desk) -> None:
    announce_price(desk, Announcing("2026Q3", Decimal(38600), source="公司公告"))
    gone, holds = withdraw_price(desk, "2026Q3", "记错", "乙")
    assert gone.price == 38600
    assert holds is not None
    assert holds.price == 38565
    assert load_price_list(desk).conflicts == ()
    (kept,) = announced_log(desk)
    assert kept.withdrawn is not None
    assert (kept.withdrawn.by, kept.withdrawn.why) == ("乙", "记错")


@pytest.mark.parametrize(("quarter", "why", "key"), [
    ("2026Q4", "x", "announce_not_own"), ("2027Q1", " ", "announce_withdraw_why"), ("", "x", "announce_not_own"),
])  # fmt: skip
def test_only_the_desks_own_can_be_withdrawn_and_not_without_a_reason(
    desk: Desk, quarter: str, why: str, key: str
) -> None:
    announce_price(desk, ASKED)
    with pytest.raises(Refused) as error:
        withdraw_price(desk, quarter, why)
    assert error.value.problem.key == key


def file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "公告价.csv"
    path.write_bytes("\n".join([HEAD, *lines]).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_any_encoding_and_order(desk: Desk, tmp_path: Path, encoding: str) -> None:
    path = file(tmp_path, "2027Q2,61000,50,,公告乙", "2027Q1,39000,50,780,公告甲", encoding=encoding)
    made = announce_file(desk, path, by="甲")
    assert [each.price.period for each in made] == ["2027Q1", "2027Q2"]  # 61,000 is near only to 39,000
    assert [each.price.source for each in made] == ["公告甲", "公告乙"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("2027Q2,39000,50,781,x", "announce_step_why"),
        ("2027Q2,x,50,,x", "announce_cell"),
        ("2027H1,39000,50,780,x", "announce_overlap"),
        ("2027Q1,39000,50,780,x", "announce_twice"),
        ("2027Q2,390,50,,x", "announce_far"),
        ("2027Q2,39000,50,,", "announce_source"),
    ],
)
def test_a_file_is_taken_whole_or_not_at_all(desk: Desk, tmp_path: Path, line: str, key: str) -> None:
    with pytest.raises(Refused) as error:
        announce_file(desk, file(tmp_path, "2027Q1,39000,50,780,x", line))
    assert error.value.problem.key == key
    assert announced_log(desk) == ()


def test_the_programs_own_list_has_the_form(desk: Desk) -> None:
    shipped = Path("resources/catalogue/announced_prices.csv")
    assert [each.period for each in read_price_list(shipped).prices] == [p.period for p in load_price_list().prices]
    assert all(each.new and each.conflict is None for each in announce_file(desk, shipped, sure=True))


def test_the_lane_of_events_has_the_desks_own(desk: Desk) -> None:
    assert ore_prices(desk) == ore_prices()
    announce_price(desk, dataclasses.replace(ASKED, announced_on=date(2026, 11, 2)))
    (event,) = (each for each in ore_prices(desk) if each.day == date(2026, 11, 2))
    assert event.zh.startswith("2027Q1 稀土精矿公布价 39,000.00 元/干吨（不含税")
    assert event.zh.endswith("同口径较 2026Q4 +0.60 %；本台登记")
    assert event.en.endswith("; added by this desk")
    assert event.source == "公告 2027-001"
    withdraw_price(desk, "2027Q1", "误")
    assert ore_prices(desk) == ore_prices()


def test_a_sheet_can_be_made_of_it(desk: Desk) -> None:
    with pytest.raises(Refused) as error:
        price_adjustment_of(PriceAdjustmentRequest("2027Q1"), desk)
    assert error.value.problem.key == "ore_quarter_not_yet"
    announce_price(desk, dataclasses.replace(ASKED, step=Decimal(779), why="公告原文"))
    sheet = price_adjustment_of(PriceAdjustmentRequest("2027Q1"), desk)
    assert (sheet.summary["period"], sheet.summary["against"]) == ("2027Q1", "2026Q4")
    remarks = next(block for block in sheet.blocks if block.key == "remarks")
    assert "sheet.remark.odd_step" in str(remarks)
    assert "公告原文" in str(remarks)
