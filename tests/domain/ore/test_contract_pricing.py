"""A lot under a contract's terms: franchise, excess, floor and cap, other elements, roundings; moisture counts once."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import Excess, MoistureIn, MoistureTerms, Terms
from desk_app.domain.ore.working import Working, check_terms, problems_of, work
from tests.domain.ore.contract_terms import CAO, IN_PRICE, IN_QUANTITY, IRON

Q1 = TypedPrice(Decimal(26834), Decimal(50))
LOT = Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100))


def unit(working: Working) -> Fraction:
    return Fraction(working.unit_price.top) / Fraction(working.unit_price.bottom)


def test_a_franchise_is_taken_off_the_wet_mass_first() -> None:
    working = work(Q1, LOT, Terms(moisture=MoistureTerms(franchise=Decimal("0.5"))))
    assert working.dry_tonnes == working.paid_tonnes == Decimal("91.4405")  # 100 × 0.995 × 0.919
    assert working.steps[0].key == "paid_wet"


def test_moisture_above_the_limit_costs_quantity() -> None:
    working = work(Q1, LOT, Terms(moisture=IN_QUANTITY))
    assert working.paid_tonnes == Decimal("91.9") * (Decimal(100) - Decimal("0.15")) / 100
    assert unit(working) == unit(work(Q1, LOT, Terms()))


def test_moisture_in_the_price_pays_wet_tonnes() -> None:
    working = work(Q1, LOT, Terms(moisture=IN_PRICE))
    assert working.paid_tonnes == Decimal(100)
    assert working.dry_tonnes == Decimal("91.9")
    assert unit(working) == Fraction("28068.364") * Fraction("0.919") - 5  # 0.1 points × 50
    assert [step.key for step in working.steps if step.unit == "yuan/wet t"][:2] == ["wet_price", "excess_price"]


@given(st.decimals("0.1", 100, places=2), st.decimals(0, "99.99", places=2), st.decimals("0.001", 10**5, places=3))
def test_moisture_in_price_or_in_quantity_comes_to_the_same(reo: Decimal, moisture: Decimal, wet: Decimal) -> None:
    lot = Lot(reo, moisture, wet)
    in_price = work(Q1, lot, Terms(moisture=MoistureTerms(MoistureIn.PRICE)))
    assert in_price.net_ex_vat == work(Q1, lot, Terms()).net_ex_vat


def test_reo_above_the_cap_counts_as_the_cap() -> None:
    capped = work(Q1, LOT, Terms(grade_cap=Decimal(52)))
    assert capped.net_ex_vat == work(Q1, replace(LOT, reo=Decimal(52)), Terms()).net_ex_vat
    assert "capped_reo" in [step.key for step in capped.steps]


def test_other_elements_change_the_unit_price() -> None:
    lot = replace(LOT, contents={"TFe": Decimal("8.2"), "CaO": Decimal("3.4")})
    working = work(Q1, lot, Terms(elements=(IRON, CAO)))
    assert unit(working) == Fraction("28068.364")  # −12 + 12
    only_iron = work(Q1, lot, Terms(elements=(IRON,), unit_places=2))
    assert only_iron.unit_price.exact() == Decimal("28056.36")
    assert only_iron.net_ex_vat == (Decimal("28056.36") * Decimal("91.9")).quantize(Decimal("0.01"))


def test_dry_tonnes_are_rounded_before_they_are_paid() -> None:
    lot = replace(LOT, wet=Decimal("33.33"), moisture=Decimal("7.4"))
    assert work(Q1, lot, Terms(dry_places=3)).paid_tonnes == Decimal("30.864")


@pytest.mark.parametrize(
    ("terms", "lot", "key", "field"),
    [
        (Terms(moisture=MoistureTerms(limit=Decimal(8))), LOT, "ore_moisture_rejected", "moisture"),
        (Terms(grade_floor=Decimal(53)), LOT, "ore_grade_rejected", "reo"),
        (Terms(elements=(IRON,)), LOT, "ore_content_missing", "contents"),
        (Terms(elements=(IRON,)), replace(LOT, contents={"TFe": Decimal(13)}), "ore_rejected_over", "contents"),
        (Terms(), replace(LOT, contents={"TFe": Decimal(101)}), "ore_content_limits", "contents"),
        (
            Terms(moisture=replace(IN_PRICE, each=Decimal(300_000))),
            LOT,
            "ore_price_gone",
            "moisture",
        ),
        (Terms(moisture=replace(IN_QUANTITY, each=Decimal(1000))), LOT, "ore_moisture_takes_all", "moisture"),
    ],
)
def test_what_the_contract_does_not_take(terms: Terms, lot: Lot, key: str, field: str) -> None:
    assert [(problem.key, problem.field) for problem in problems_of(Q1, lot, terms)] == [(key, field)]
    with pytest.raises(Refused):
        work(Q1, lot, terms)


@pytest.mark.parametrize(
    ("terms", "key"),
    [
        (Terms(moisture=MoistureTerms(excess=Excess.PRICE, limit=Decimal(8))), "ore_moisture_twice"),
        (
            Terms(moisture=MoistureTerms(MoistureIn.PRICE, excess=Excess.QUANTITY, limit=Decimal(8))),
            "ore_moisture_twice",
        ),
        (Terms(moisture=MoistureTerms(franchise=Decimal(100))), "ore_franchise_limits"),
        (Terms(moisture=MoistureTerms(limit=Decimal(100))), "ore_moisture_limits"),
        (Terms(moisture=MoistureTerms(each=Decimal(-1))), "ore_excess_limits"),
        (Terms(grade_floor=Decimal(55), grade_cap=Decimal(50)), "ore_grade_range"),
        (Terms(grade_cap=Decimal(101)), "ore_reo_limits"),
        (Terms(dry_places=7), "ore_unit_places_limits"),
        (Terms(elements=(IRON, IRON)), "ore_element_twice"),
    ],
)
def test_terms_that_contradict_each_other(terms: Terms, key: str) -> None:
    assert [problem.key for problem in check_terms(terms)] == [key]


def test_what_is_off_changes_nothing() -> None:
    plain = work(Q1, LOT, Terms())
    assert plain.steps == work(Q1, replace(LOT, contents={"TFe": Decimal(8)}), Terms(grade_cap=Decimal(60))).steps
