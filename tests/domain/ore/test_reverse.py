"""The price backwards: what is answered is what a working gives."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.reverse import Answer, grade_for, moisture_for, spoken, wet_for
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import work

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
        "wanted": "28,000", "below": "27,907.36", "below_at": "52.0–52.9",
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
    [("28068.364", Terms(), "met"), ("28000", Terms(), "near_price"), ("27907.36", WHOLE, "met_range")],
)
def test_how_an_answer_is_said(wanted: str, terms: Terms, key: str) -> None:
    assert spoken(grade(wanted, terms))[0] == f"ore.what_if.{key}"


lots = st.builds(
    Lot, st.decimals("1", "100", places=1), st.decimals("0", "99", places=1), st.decimals("0.001", "5000", places=3)
)
bases = st.builds(
    TypedPrice, st.decimals("1000", "90000", places=2), st.sampled_from([Decimal(50), Decimal(51), Decimal("50.5")])
)
many_terms = st.builds(
    Terms, st.sampled_from(GradeRule), st.sampled_from(Rounding), st.sampled_from([None, 0, 2]), st.just(Decimal(13))
)


@given(bases, lots, many_terms)
def test_the_price_of_a_grade_leads_back_to_it(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    unit = work(base, lot, terms).unit_price.exact()
    assume(unit is not None and -int(unit.as_tuple().exponent) <= 10)
    assert unit is not None
    found = grade_for(base, lot, terms, unit)
    assert found.met
    assert found.lowest <= lot.reo <= found.highest
    for reo in (found.lowest, found.highest):
        assert work(base, replace(lot, reo=reo), terms).unit_price.same_as(Ratio(unit))


@given(bases, lots, many_terms)
def test_the_range_ends_where_it_says(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    unit = work(base, lot, terms).unit_price.exact()
    assume(unit is not None and -int(unit.as_tuple().exponent) <= 10)
    assert unit is not None
    found = grade_for(base, lot, terms, unit)
    for beyond in (found.lowest - Decimal("0.1"), found.highest + Decimal("0.1")):
        if Decimal(1) <= beyond <= 100:
            assert not work(base, replace(lot, reo=beyond), terms).unit_price.same_as(Ratio(unit))


@given(bases, lots, st.decimals("2000", "90000", places=2))
def test_no_grade_is_nearer_than_the_nearest(base: TypedPrice, lot: Lot, wanted: Decimal) -> None:
    try:
        found = grade_for(base, lot, Terms(), wanted)
    except Refused:
        assume(False)
    assert value(found.exact) == Fraction(wanted) * Fraction(base.basis) / Fraction(base.price)
    assert abs(Fraction(found.lowest) - value(found.exact)) <= Fraction(1, 20)


@given(bases, lots, many_terms)
def test_the_total_of_a_lot_leads_back_to_it(base: TypedPrice, lot: Lot, terms: Terms) -> None:
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
