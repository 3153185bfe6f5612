"""The announced price list: gaps stay gaps, changes are like for like, steps are checked."""

import csv
import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.announced import PriceList, change_between
from desk_app.domain.ore.lot import TypedPrice
from desk_app.domain.ore.rule.grade import graded_price
from desk_app.domain.ore.terms import GradeRule
from desk_app.jobs.load_price_list import announced_price, load_price_list
from tests.shared import shared_path

PRICES = load_price_list()


def changes() -> dict[str, tuple[str, Decimal]]:
    return {row.period: (row.change.against, row.change.percent) for row in PRICES.rows() if row.change}


def test_the_shared_facts_and_no_others() -> None:
    with shared_path("data/ore_prices.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert [row["period"] for row in facts] == [p.period for p in PRICES.prices]
    for row, price in zip(facts, PRICES.prices, strict=True):
        assert str(price.price) == row["price_yuan_per_dry_tonne_ex_vat"]
        assert (str(price.basis), str(price.step)) == (row["reo_basis_percent"], row["step_yuan_per_percent"])
        assert price.effective_from.isoformat() == row["effective_from"]
        assert price.effective_to.isoformat() == row["effective_to"]
        assert (price.announced_on.isoformat() if price.announced_on else "") == row["announced_on"]
        assert price.step_origin == row["step_origin"]
        assert row["confidence"].startswith(price.confidence)


def test_every_row_says_where_it_comes_from() -> None:
    assert all(p.source and p.address.startswith("http") for p in PRICES.prices)


def test_gaps_stay_gaps() -> None:
    gaps = [row for row in PRICES.rows() if row.announced is None]
    assert [(row.period, row.change) for row in gaps] == [("2023Q4", None), ("2026Q2", None)]
    assert PRICES.get("2023Q4") is None
    assert PRICES.at(date(2026, 5, 1)) is None


def test_changes_like_for_like() -> None:
    found = changes()
    assert found["2022H2"] == ("2022H1", Decimal("41.24"))  # 38.47 would mix bases 51 and 50
    assert found["2024Q3"] == ("2024Q2", Decimal("-0.30"))
    assert found["2025Q4"] == ("2025Q3", Decimal("37.13"))
    assert found["2026Q1"] == ("2025Q4", Decimal("2.40"))
    assert found["2026Q4"] == ("2026Q3", Decimal("0.53"))


def test_a_change_across_a_gap_names_the_earlier_period() -> None:
    across = [row for row in PRICES.rows() if row.change and row.change.across_gap]
    named = [(row.period, row.change.against) for row in across if row.change]
    assert named == [("2024Q1", "2023Q3"), ("2026Q3", "2026Q1")]


def test_another_basis_is_brought_to_the_new_one() -> None:
    first, second = PRICES.prices[:2]
    change = change_between(first, second)
    assert (change.earlier_at_basis, change.amount) == (Decimal("26360.00"), Decimal("10870.00"))
    assert change.other_basis


def test_finding_a_price() -> None:
    half = PRICES.get("2022H1")
    assert half is not None
    assert PRICES.get("2022Q2") is half
    assert PRICES.at(date(2022, 3, 1)) is half
    assert PRICES.get("nonsense") is None
    assert PRICES.latest().period == "2026Q4"
    assert PRICES.before(half) is None


@pytest.mark.parametrize(("quarter", "key"), [("2026Q2", "ore_quarter_gap"), ("2031Q1", "ore_quarter_unknown")])
def test_a_price_not_known_is_refused(quarter: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        announced_price(PRICES, quarter)
    assert refused.value.problem.key == key


def test_a_quarter_still_to_come_is_refused_with_the_last_ones_age() -> None:
    with pytest.raises(Refused) as refused:
        announced_price(PRICES, "2027Q1", date(2027, 1, 5))
    problem = refused.value.problem
    assert problem.key == "ore_quarter_not_yet"
    assert (problem.facts["last"], problem.facts["since"], problem.facts["days"]) == ("2026Q4", "2026-10-09", "88")


def test_a_step_that_is_not_price_over_basis_is_refused() -> None:
    wrong = dataclasses.replace(PRICES.prices[0], step=Decimal("527.21"))
    with pytest.raises(Refused) as refused:
        PriceList([wrong])
    assert refused.value.problem.key == "ore_step_mismatch"


def test_overlapping_periods_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        PriceList([PRICES.prices[0], PRICES.prices[0]])
    assert refused.value.problem.key == "ore_periods_overlap"


def test_the_press_mixed_the_bases() -> None:
    """The proposal of June 2022: 45.75 % above the price at 51 %, but 48.67 % like for like."""
    first = PRICES.prices[0]
    proposal = dataclasses.replace(PRICES.prices[1], price=Decimal(39189), step=Decimal("783.78"))
    assert change_between(first, proposal).percent == Decimal("48.67")
    mixed = change_between(dataclasses.replace(first, basis=Decimal(50), step=first.price / 50), proposal)
    assert mixed.percent == Decimal("45.75")


def test_every_step_is_the_price_over_its_basis() -> None:
    assert all(price.step * price.basis == price.price for price in PRICES.prices)


def test_disclosed_totals_of_2022_h1() -> None:
    """116,600 t at 50 % for 3.473 bn yuan with VAT: price at 51 % brought to 50 %, VAT of 13 %."""
    at_50 = PRICES.prices[0].at_basis(Decimal(50))
    assert at_50.exact() == 26360
    assert at_50.times(Decimal(116_600)).times(Decimal("1.13")).exact() == Decimal("3473140880")


def test_disclosed_totals_of_2021() -> None:
    """179,800 t at 50 % for 2.868 bn yuan without VAT: 16,269 at 51 % is 15,950 at 50 %."""
    at_50 = TypedPrice(Decimal(16269), Decimal(51))
    unit = graded_price(at_50, Decimal(50), GradeRule.PRO_RATA)
    assert unit.exact() == 15950
    assert unit.times(Decimal(179_800)).exact() == Decimal("2867810000")
