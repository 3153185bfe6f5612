"""The working of an ore price: golden cases, both routes, exactness against fractions."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import Working, problems_of, work
from desk_app.jobs.load_price_list import load_price_list
from tests.shared import shared_path

Q1 = TypedPrice(Decimal(26834), Decimal(50))
LOT = Lot(Decimal("51.25"), Decimal("8.50"), Decimal("60.000"))


def options(args: list[str]) -> dict[str, str]:
    return dict(zip(args[::2], args[1::2], strict=True))


def terms_of(given: dict[str, str]) -> Terms:
    places = given.get("--unit-places")
    return Terms(
        GradeRule(given.get("--grade-rule", "pro-rata")),
        Rounding(given.get("--rounding", "half-up")),
        None if places is None else int(places),
        Decimal(given.get("--vat", "13")),
    )


def figures(working: Working) -> dict[str, str]:
    return {
        "dry_tonnes": exact_text(working.dry_tonnes),
        "unit_price_ex_vat": exact_text(working.unit_price_ex_vat),
        "net_ex_vat": str(working.net_ex_vat),
        "vat": str(working.vat),
        "total_inc_vat": str(working.total_inc_vat),
    }


def test_every_shared_case_to_the_fen() -> None:
    cases = json.loads(shared_path("data/ore_cases.json").read_text(encoding="utf-8"))
    assert len(cases) == 25
    for case in cases:
        given = options(case["args"])
        price = load_price_list().get(given["--quarter"])
        assert price is not None
        lot = Lot(Decimal(given["--reo"]), Decimal(given["--moisture"]), Decimal(given["--wet"]))
        assert figures(work(price, lot, terms_of(given))) == case["expect"], case["args"]


def test_an_amount_beyond_all_capitals_is_refused() -> None:
    most = Lot(Decimal(50), Decimal(0), Decimal("1e7"))
    assert work(TypedPrice(Decimal("8e8"), Decimal(50)), most, Terms()).total_inc_vat == Decimal("9.04e15")
    with pytest.raises(Refused) as refused:
        work(TypedPrice(Decimal("1e9"), Decimal(50)), most, Terms())
    assert refused.value.problem.key == "ore_amount_limits"


def test_a_tie_shows_why_the_rounding_is_a_term() -> None:
    up = work(Q1, LOT, Terms())
    even = work(Q1, LOT, Terms(rounding=Rounding.HALF_EVEN))
    assert (up.net_ex_vat, up.vat, up.total_inc_vat) == tuple(map(Decimal, ("1510016.27", "196302.12", "1706318.39")))
    assert (even.net_ex_vat, even.total_inc_vat) == (Decimal("1510016.26"), Decimal("1706318.37"))


def test_steps_in_the_order_they_apply() -> None:
    keys = [step.key for step in work(Q1, LOT, Terms(unit_places=2)).steps]
    assert keys == [
        "dry_tonnes", "each_point", "points_pro_rata", "unit_price", "unit_price_rounded",
        "net", "vat", "total", "wet_unit_price",
    ]  # fmt: skip
    assert "converted_tonnes" in [step.key for step in work(Q1, LOT, Terms()).steps]


def test_a_repeating_unit_price_says_so_and_costs_nothing() -> None:
    working = work(TypedPrice(Decimal(30000), Decimal(51)), LOT, Terms())
    step = next(s for s in working.steps if s.key == "unit_price")
    assert step.repeating
    expected = Fraction(30000) * Fraction(LOT.reo) / 51 * Fraction("54.9")
    assert abs(Fraction(working.net_ex_vat) - expected) <= Fraction(1, 200)


reos = st.decimals("0.0001", 100, places=4)
moistures = st.decimals(0, "99.9999", places=4)
wets = st.decimals("0.001", 10**6, places=3)
prices = st.decimals("0.01", 10**6, places=2)
bases = st.sampled_from([Decimal(50), Decimal(51), Decimal("50.5"), Decimal(33)])


@given(prices, bases, reos, moistures, wets)
def test_nothing_is_lost_before_the_one_rounding(
    price: Decimal, basis: Decimal, reo: Decimal, moisture: Decimal, wet: Decimal
) -> None:
    working = work(TypedPrice(price, basis), Lot(reo, moisture, wet), Terms())
    dry = Fraction(wet) * (100 - Fraction(moisture)) / 100
    assert Fraction(working.dry_tonnes) == dry
    unit = Fraction(price) + (Fraction(reo) - Fraction(basis)) * Fraction(price) / Fraction(basis)
    assert Fraction(working.unit_price.top) / Fraction(working.unit_price.bottom) == unit
    assert unit * dry == dry * Fraction(reo) / Fraction(basis) * Fraction(price)
    assert abs(Fraction(working.net_ex_vat) - unit * dry) <= Fraction(1, 200)
    assert working.total_inc_vat == working.net_ex_vat + working.vat


@pytest.mark.parametrize(
    ("change", "key", "field"),
    [
        ({"reo": "0"}, "ore_reo_limits", "reo"),
        ({"reo": "100.01"}, "ore_reo_limits", "reo"),
        ({"reo": "-3"}, "ore_reo_limits", "reo"),
        ({"moisture": "100"}, "ore_moisture_limits", "moisture"),
        ({"moisture": "-0.1"}, "ore_moisture_limits", "moisture"),
        ({"wet": "0"}, "ore_wet_limits", "wet"),
        ({"wet": "10000001"}, "ore_wet_limits", "wet"),
        ({"wet": "1.00000000001"}, "ore_too_fine", "wet"),
    ],
)
def test_outside_the_limits_is_refused(change: dict[str, str], key: str, field: str) -> None:
    given = {"reo": "51", "moisture": "8", "wet": "60"} | change
    lot = Lot(*(Decimal(given[name]) for name in ("reo", "moisture", "wet")))
    with pytest.raises(Refused) as refused:
        work(Q1, lot, Terms())
    assert (refused.value.problem.key, refused.value.problem.field) == (key, field)


def test_all_problems_at_once_for_a_form() -> None:
    lot = Lot(Decimal(0), Decimal(100), Decimal(0))
    terms = Terms(unit_places=9, vat_percent=Decimal(100))
    fields = [p.field for p in problems_of(TypedPrice(Decimal(0), Decimal(0)), lot, terms)]
    assert fields == ["wet", "moisture", "price", "basis", "reo", "unit_places", "vat"]


def test_the_limits_themselves_are_allowed() -> None:
    assert work(Q1, Lot(Decimal(100), Decimal(0), Decimal("0.001")), Terms()).net_ex_vat == Decimal("53.67")


rules = st.sampled_from(GradeRule)


@given(prices, bases, st.decimals("2", 99, places=2), st.decimals(0, 1, places=2), rules)
def test_a_better_grade_is_never_cheaper(
    price: Decimal, basis: Decimal, reo: Decimal, more: Decimal, rule: GradeRule
) -> None:
    poor, rich = (
        work(TypedPrice(price, basis), Lot(each, Decimal(8), Decimal(100)), Terms(rule)) for each in (reo, reo + more)
    )
    assert rich.unit_price.minus(poor.unit_price).top >= 0
    assert rich.net_ex_vat >= poor.net_ex_vat
    assert rich.total_inc_vat >= poor.total_inc_vat


@given(prices, bases, st.decimals("2", 100, places=2), moistures, wets, st.integers(1, 1000), rules)
def test_the_money_grows_as_the_tonnes(
    price: Decimal, basis: Decimal, reo: Decimal, moisture: Decimal, wet: Decimal, times: int, rule: GradeRule
) -> None:
    """Linear in mass but for the one rounding of each net amount; the unit price knows no mass."""
    base, terms = TypedPrice(price, basis), Terms(rule)
    one, many = (work(base, Lot(reo, moisture, mass), terms) for mass in (wet / 1000, wet / 1000 * times))
    assert many.dry_tonnes == one.dry_tonnes * times
    assert many.unit_price.same_as(one.unit_price)
    assert abs(many.net_ex_vat - one.net_ex_vat * times) <= Decimal("0.005") * (times + 1)


@given(prices, bases, reos, moistures, wets)
def test_both_routes_to_the_amount_are_one(
    price: Decimal, basis: Decimal, reo: Decimal, moisture: Decimal, wet: Decimal
) -> None:
    """Dry tonnes × graded price, and tonnes converted to the basis × P: the same before any rounding."""
    working = work(TypedPrice(price, basis), Lot(reo, moisture, wet), Terms())
    converted = Ratio(working.dry_tonnes).times(reo).over(basis)
    assert converted.times(price).same_as(working.unit_price.times(working.dry_tonnes))


def test_grade_and_routes_of_the_researched_lot() -> None:
    working = work(Q1, LOT, Terms())
    assert working.unit_price.exact() == Decimal("27504.85")
    assert working.unit_price.times(working.dry_tonnes).exact() == Decimal("1510016.265")
    assert Decimal("54.9") * Decimal("51.25") / 50 * 26834 == Decimal("1510016.265")
    even = work(Q1, LOT, Terms(rounding=Rounding.HALF_EVEN))
    assert (even.vat, working.vat) == (Decimal("196302.11"), Decimal("196302.12"))
