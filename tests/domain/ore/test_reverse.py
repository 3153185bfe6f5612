"""The price backwards: what is answered is what a working gives."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.answer import Answer, spoken
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.reverse import grade_for, moisture_for, wet_for
from desk_app.domain.ore.terms import GradeRule, MoistureTerms, Terms
from desk_app.domain.ore.working import problems_of, work
from tests.domain.ore.contract_terms import CAO, CONTENTS, IN_PRICE, IRON, some_bases, some_lots, some_terms

Q1 = TypedPrice(Decimal(26834), Decimal(50))
LOT = Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100))
PLAIN = Terms()
WHOLE, NEAREST = Terms(GradeRule.WHOLE_STEP), Terms(GradeRule.NEAREST_STEP)


def grade(wanted: str, terms: Terms = PLAIN, lot: Lot = LOT) -> Answer:
    return grade_for(Q1, lot, terms, Decimal(wanted))


def value(ratio: Ratio | None) -> Fraction:
    assert ratio is not None
    return Fraction(ratio.top) / Fraction(ratio.bottom)


def test_the_grade_of_a_price_that_a_grade_has() -> None:
    found = grade("28068.364")
    assert found.met
    assert value(found.exact) == Fraction("52.3")
    assert (found.lowest, found.highest) == (Decimal("52.3"), Decimal("52.3"))


def test_the_nearest_grade_of_28000() -> None:
    found = grade("28000")
    assert value(found.exact) == Fraction(28000 * 50, 26834)
    assert (found.lowest, found.gives.shown(), found.over.shown()) == tuple(
        map(Decimal, ("52.2", "28014.696", "14.696"))
    )
    assert not found.met
    fine = grade("28000", lot=replace(LOT, reo=Decimal("52.30")))
    assert fine.lowest == Decimal("52.17")


@pytest.mark.parametrize(
    ("terms", "wanted", "lowest", "highest"),
    [
        (WHOLE, "27907.36", "52.0", "52.9"),
        (WHOLE, "26834", "49.1", "50.9"),
        (WHOLE, "26297.32", "48.1", "49.0"),
        (NEAREST, "27907.36", "51.5", "52.4"),
        (NEAREST, "26834", "49.6", "50.4"),
        (NEAREST, "26297.32", "48.6", "49.5"),
        (WHOLE, "53668", "100.0", "100.0"),
    ],
)
def test_a_step_has_a_range_of_grades(terms: Terms, wanted: str, lowest: str, highest: str) -> None:
    found = grade(wanted, terms)
    assert found.met
    assert found.exact is None
    assert (str(found.lowest), str(found.highest)) == (lowest, highest)


def test_a_price_between_two_steps_is_refused_and_both_are_named() -> None:
    with pytest.raises(Refused) as refused:
        grade("28000", WHOLE)
    assert refused.value.problem.key == "ore_target_between"
    assert refused.value.problem.facts == {
        "wanted": "28,000", "unit": "@ore.unit.yuan/t", "below": "27,907.36", "below_at": "52.0–52.9",
        "above": "28,444.04", "above_at": "53.0–53.9",
    }  # fmt: skip


def test_a_rounded_unit_price_is_reached_by_rounding() -> None:
    assert grade("28068", Terms(unit_places=0)).met
    with pytest.raises(Refused) as refused:
        grade("28068.36", Terms(unit_places=0))
    assert refused.value.problem.key == "ore_target_places"


@pytest.mark.parametrize(
    ("wanted", "terms", "key"),
    [
        ("53668.01", Terms(), "ore_target_above"),
        ("53668.01", WHOLE, "ore_target_above"),
        ("1", Terms(), "ore_target_below"),
        ("1", NEAREST, "ore_target_below"),
        ("0", Terms(), "ore_target_limits"),
        ("-28000", Terms(), "ore_target_limits"),
        ("1e16", Terms(), "ore_target_limits"),
        ("28000.00000000001", Terms(), "ore_target_too_fine"),
    ],
)
def test_what_no_grade_can_give_is_refused(wanted: str, terms: Terms, key: str) -> None:
    with pytest.raises(Refused) as refused:
        grade(wanted, terms)
    assert (refused.value.problem.key, refused.value.problem.field) == (key, "target_price")


def test_a_worthless_step_is_nobodys_neighbour() -> None:
    with pytest.raises(Refused) as refused:
        grade("1", NEAREST)
    assert refused.value.problem.facts["gives"] == "536.68"


def test_mass_and_moisture_of_a_total() -> None:
    for ask, own in ((wet_for, LOT.wet), (moisture_for, LOT.moisture)):
        found = ask(Q1, LOT, Terms(), Decimal("2914815.39"))
        assert found.met
        assert found.lowest == found.highest == own
    wet = wet_for(Q1, LOT, Terms(), Decimal(3_000_000))
    assert (wet.lowest, wet.gives.top) == (Decimal("102.922"), Decimal("2999986.30"))
    moisture = moisture_for(Q1, LOT, Terms(), Decimal(3_000_000))
    assert (moisture.lowest, moisture.gives.top) == (Decimal("5.4"), Decimal("3000451.97"))


@pytest.mark.parametrize(
    ("wanted", "key"),
    [("3171725.14", "ore_target_above"), ("3171.72", "ore_target_below"), ("1.005", "ore_target_too_fine")],
)
def test_a_total_that_no_moisture_gives_is_refused(wanted: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        moisture_for(Q1, LOT, Terms(), Decimal(wanted))
    assert (refused.value.problem.key, refused.value.problem.field) == (key, "target_total")


def test_a_total_that_no_scale_weighs_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        wet_for(Q1, LOT, Terms(), Decimal("0.01"))
    assert refused.value.problem.key == "ore_target_below"


def test_a_lot_that_cannot_be_priced_has_no_reverse() -> None:
    for ask in (grade_for, wet_for, moisture_for):
        with pytest.raises(Refused) as refused:
            ask(Q1, replace(LOT, wet=Decimal(0)), Terms(), Decimal(28000))
        assert refused.value.problem.key == "ore_wet_limits"


@pytest.mark.parametrize(
    ("wanted", "terms", "key"),
    [("28068.364", Terms(), "met"), ("28000", Terms(), "near_exact"), ("27907.36", WHOLE, "met_range")],
)
def test_how_an_answer_is_said(wanted: str, terms: Terms, key: str) -> None:
    assert spoken(grade(wanted, terms))[0] == f"ore.what_if.{key}"


def finite(base: TypedPrice, lot: Lot, terms: Terms) -> Decimal:
    """The unit price of a lot that can be priced, where it can be written down."""
    assume(not any(problems_of(base, lot, terms)))
    unit = work(base, lot, terms).unit_price.exact()
    assume(unit is not None and -int(unit.as_tuple().exponent) <= 10)
    assert unit is not None
    return unit


@given(some_bases, some_lots, some_terms)
def test_the_price_of_a_grade_leads_back_to_it(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    unit = finite(base, lot, terms)
    found = grade_for(base, lot, terms, unit)
    assert found.met
    assert found.lowest <= lot.reo <= found.highest
    for reo in (found.lowest, found.highest):
        assert work(base, replace(lot, reo=reo), terms).unit_price.same_as(Ratio(unit))
    if terms.unit_places is None and found.exact is not None and found.lowest == found.highest:
        assert value(found.exact) == Fraction(lot.reo)


@given(some_bases, some_lots, some_terms)
def test_the_range_ends_where_it_says(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    unit = finite(base, lot, terms)
    found = grade_for(base, lot, terms, unit)
    for beyond in (found.lowest - Decimal("0.1"), found.highest + Decimal("0.1")):
        moved = replace(lot, reo=beyond)
        if beyond <= 100 and not any(problems_of(base, moved, terms)):
            assert not work(base, moved, terms).unit_price.same_as(Ratio(unit))


@given(some_bases, some_lots, st.decimals("2000", "90000", places=2))
def test_no_grade_is_nearer_than_the_nearest(base: TypedPrice, lot: Lot, wanted: Decimal) -> None:
    try:
        found = grade_for(base, lot, Terms(), wanted)
    except Refused:
        assume(False)
    assert value(found.exact) == Fraction(wanted) * Fraction(base.basis) / Fraction(base.price)
    assert abs(Fraction(found.lowest) - value(found.exact)) <= Fraction(1, 20)


@given(some_bases, some_lots, some_terms)
def test_the_total_of_a_lot_leads_back_to_it(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    assume(not any(problems_of(base, lot, terms)))
    total = work(base, lot, terms).total_inc_vat
    assume(total > 0)
    wet, moisture = wet_for(base, lot, terms, total), moisture_for(base, lot, terms, total)
    assert wet.met
    assert moisture.met
    assert wet.lowest <= lot.wet <= wet.highest
    assert moisture.lowest <= lot.moisture <= moisture.highest
    for end in (wet.lowest, wet.highest):
        assert work(base, replace(lot, wet=end), terms).total_inc_vat == total
    for end in (moisture.lowest, moisture.highest):
        assert work(base, replace(lot, moisture=end), terms).total_inc_vat == total


@given(some_lots, some_terms)
def test_the_exact_mass_and_moisture_are_those_of_the_unrounded_amount(lot: Lot, terms: Terms) -> None:
    """To within what the roundings of the two amounts, the dry tonnes and the unit price can move them."""
    free = replace(terms, unit_places=None, dry_places=None)
    assume(not any(problems_of(Q1, lot, free)))
    working = work(Q1, lot, free)
    wet, moisture = (ask(Q1, lot, free, working.total_inc_vat) for ask in (wet_for, moisture_for))
    assert abs(value(wet.exact) / Fraction(lot.wet) - 1) <= Fraction(2, 100) / Fraction(working.net_ex_vat)
    bent = free.moisture.limit is not None and free.moisture.excess != "reject"
    assert (moisture.exact is None) == bent
    if moisture.exact is not None:
        share = (100 - value(moisture.exact)) / (100 - Fraction(lot.moisture))
        assert abs(share - 1) <= Fraction(2, 100) / Fraction(working.net_ex_vat)


def test_a_contract_that_rejects_is_no_answer() -> None:
    """Nothing below the floor, nothing above the moisture limit, nothing that the cap does not pay."""
    floor = Terms(grade_floor=Decimal(52), grade_cap=Decimal(53), moisture=MoistureTerms(limit=Decimal(9)))
    for wanted, key, end in (("27000", "ore_target_below", "52"), ("29000", "ore_target_above", "100")):
        with pytest.raises(Refused) as refused:
            grade(wanted, floor)
        assert (refused.value.problem.key, refused.value.problem.facts["value"]) == (key, end)
    with pytest.raises(Refused) as refused:
        moisture_for(Q1, LOT, floor, Decimal(2_800_000))
    assert refused.value.problem.facts["value"] == "9"
    assert (grade("28444.04", floor).lowest, grade("28444.04", floor).highest) == (Decimal("53.0"), Decimal("100.0"))


def test_a_price_of_wet_tonnes_is_asked_in_wet_tonnes() -> None:
    terms = Terms(moisture=IN_PRICE)
    found = grade("25789.826516", terms)
    assert found.met
    assert value(found.exact) == Fraction("52.3")
    assert found.unit == "@ore.unit.yuan/wet t"
    bent = moisture_for(Q1, LOT, terms, Decimal(3_000_000))
    assert bent.exact is None
    assert spoken(bent)[0] == "ore.what_if.near"


def test_other_elements_are_in_the_price_that_is_wanted() -> None:
    """Iron and lime move the whole line over REO, which stays as steep."""
    lot, terms = replace(LOT, contents=CONTENTS | {"CaO": Decimal(4)}), Terms(elements=(IRON, CAO))
    unit = work(Q1, lot, terms).unit_price.shown()
    assert unit == Decimal("28064.364")  # −12 for iron, +8 for lime
    assert value(grade_for(Q1, lot, terms, unit).exact) == Fraction("52.3")
