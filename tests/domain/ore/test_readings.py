"""One lot under every reading of its contract: golden figures, and what must hold for all lots."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.figures import Figures, figures_of
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.domain.ore.readings import CONTRACT, Reading, readings
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import problems_of, work
from desk_app.domain.sheet.capitals import capitals
from desk_app.jobs.load_price_list import load_price_list
from tests.domain.ore.contract_terms import CONTENTS, IN_PRICE, IN_QUANTITY, some_bases, some_lots, some_terms

Q1 = TypedPrice(Decimal(26834), Decimal(50))
LOT = Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100))
PLAIN = Terms()


def ledger(base: BasePrice = Q1, lot: Lot = LOT, terms: Terms = PLAIN) -> dict[tuple[str, str], Reading]:
    return {(reading.question, reading.choice): reading for reading in readings(base, lot, terms)}


def change(reading: Reading) -> Figures:
    assert reading.change is not None
    return reading.change


def money(reading: Reading) -> tuple[str, str, str]:
    assert reading.figures is not None
    return str(reading.figures.net_ex_vat), str(reading.figures.vat), str(reading.figures.total_inc_vat)


GOLDEN = {
    (CONTRACT, ""): ("0.00", "2579482.65", "335332.74", "2914815.39"),
    ("grade_rule", "whole-step"): ("-14796.27", "2564686.38", "333409.23", "2898095.61"),
    ("grade_rule", "nearest-step"): ("-14796.27", "2564686.38", "333409.23", "2898095.61"),
    ("unit_places", "2"): ("-0.37", "2579482.28", "335332.70", "2914814.98"),
    ("unit_places", "0"): ("-33.45", "2579449.20", "335328.40", "2914777.60"),
    ("rounding", "half-even"): ("0.00", "2579482.65", "335332.74", "2914815.39"),
    ("vat", "exact"): ("0.00", "2579482.65", "335332.75", "2914815.40"),
    ("basis", "51"): ("-50578.09", "2528904.56", "328757.59", "2857662.15"),
    ("moisture", "forgotten"): ("227353.75", "2806836.40", "364888.73", "3171725.13"),
    ("moisture", "twice"): ("-208938.09", "2370544.56", "308170.79", "2678715.35"),
}


def test_the_lot_that_was_worked_out_beforehand() -> None:
    found = ledger()
    assert {key: (str(change(each).net_ex_vat), *money(each)) for key, each in found.items()} == GOLDEN


def test_unit_prices_and_mass_between_readings() -> None:
    found = ledger()
    assert change(found["grade_rule", "whole-step"]).unit_price.rounded(2) == Decimal("-161.00")
    assert change(found["moisture", "forgotten"]).dry_tonnes == Decimal("8.1")
    basis = found["basis", "51"].figures
    assert basis is not None
    assert Fraction(basis.unit_price.top) / Fraction(basis.unit_price.bottom) == Fraction(26834) * Fraction("52.3") / 51


def test_the_total_in_capitals() -> None:
    own = ledger()[CONTRACT, ""].figures
    assert own is not None
    assert capitals(own.total_inc_vat) == "人民币贰佰玖拾壹万肆仟捌佰壹拾伍元叁角玖分"


def test_a_tie_is_a_fen_and_two_with_vat() -> None:
    tie = Lot(Decimal("51.25"), Decimal("8.50"), Decimal("60.000"))
    found = change(ledger(lot=tie)["rounding", "half-even"])
    assert (found.net_ex_vat, found.vat, found.total_inc_vat) == tuple(map(Decimal, ("-0.01", "-0.01", "-0.02")))


def test_a_price_at_51_is_also_read_at_50() -> None:
    price = load_price_list().get("2022H1")
    assert price is not None
    found = ledger(base=price)
    assert [choice for question, choice in found if question == "basis"] == ["50"]
    assert change(found["basis", "50"]).net_ex_vat > 0


def test_only_what_the_contract_does_not_say_is_another_reading() -> None:
    terms = Terms(GradeRule.WHOLE_STEP, Rounding.HALF_EVEN, 2)
    keys = list(ledger(terms=terms))
    assert keys[0] == (CONTRACT, "")
    assert set(keys[1:]) == {
        ("grade_rule", "pro-rata"), ("grade_rule", "nearest-step"), ("unit_places", ""), ("unit_places", "0"),
        ("rounding", "half-up"), ("vat", "exact"), ("basis", "51"), ("moisture", "forgotten"), ("moisture", "twice"),
    }  # fmt: skip


def test_moisture_in_the_price_is_read_from_there() -> None:
    """Wet tonnes are paid 28,068.364 × 0.919 − 5: forgotten, nothing comes off; twice, dry tonnes get that price."""
    found = ledger(terms=Terms(moisture=IN_PRICE))
    own, forgotten, twice = (found[key] for key in ((CONTRACT, ""), ("moisture", "forgotten"), ("moisture", "twice")))
    assert money(own)[0] == "2578982.65"
    assert money(forgotten)[0] == "2806836.40"
    assert money(twice)[0] == str((Decimal("25789.826516") * Decimal("91.9")).quantize(Decimal("0.01")))
    assert own.facts["paid"] == "@ore.paid_in.price"


def test_the_rest_of_the_contract_holds_in_every_reading() -> None:
    """Excess moisture takes 0.15 % of the dry tonnes, however the grade is read."""
    plain, strict = ledger(), ledger(terms=Terms(moisture=IN_QUANTITY))
    for key in (("grade_rule", "whole-step"), ("basis", "51"), ("unit_places", "0")):
        full, less = plain[key].figures, strict[key].figures
        assert full is not None
        assert less is not None
        assert less.dry_tonnes == full.dry_tonnes * (1 - Decimal("0.0015"))


def test_a_reading_that_cannot_be_priced_says_so_and_the_others_stand() -> None:
    found = ledger(lot=Lot(Decimal("0.4"), Decimal(0), Decimal(1)))
    worthless = found["grade_rule", "nearest-step"]
    assert worthless.figures is None
    assert worthless.change is None
    assert worthless.problem is not None
    assert worthless.problem.key == "ore_reo_below_rule"
    assert found["grade_rule", "whole-step"].figures is not None


def test_a_lot_that_cannot_be_priced_at_all_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        readings(Q1, replace(LOT, moisture=Decimal(100)), Terms())
    assert refused.value.problem.key == "ore_moisture_limits"


def read(base: TypedPrice, lot: Lot, terms: Terms) -> tuple[Reading, ...]:
    """The readings of a lot that can be priced; others are passed over."""
    assume(not any(problems_of(base, lot, terms)))
    return readings(base, lot, terms)


@given(some_bases, some_lots, some_terms)
def test_the_contract_reads_as_its_working_and_differs_by_nothing(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    own = read(base, lot, terms)[0]
    assert own.is_own
    assert own.figures == figures_of(work(base, lot, terms))
    found = change(own)
    assert found.unit_price.top == 0
    assert not any((found.dry_tonnes, found.net_ex_vat, found.vat, found.total_inc_vat))


@given(some_bases, some_lots, some_terms)
def test_every_reading_adds_up_and_differs_by_what_it_says(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    found = read(base, lot, terms)
    own = figures_of(work(base, lot, terms))
    assert len({(reading.question, reading.choice) for reading in found}) == len(found)
    for reading in found:
        figures = reading.figures
        if figures is None:
            continue
        assert figures.net_ex_vat + figures.vat == figures.total_inc_vat
        assert own.net_ex_vat + change(reading).net_ex_vat == figures.net_ex_vat
        assert own.total_inc_vat + change(reading).total_inc_vat == figures.total_inc_vat


@given(st.integers(30, 55), st.decimals("0.001", "5000", places=3), some_terms)
def test_what_changes_nothing_differs_by_nothing(reo: int, wet: Decimal, terms: Terms) -> None:
    """Whole points of REO and dry ore: the grade rules and the moisture are the same, whichever way they are read."""
    found = ledger(lot=Lot(Decimal(reo), Decimal(0), wet, contents=CONTENTS), terms=terms)
    alike = [each for (question, _), each in found.items() if question in {"grade_rule", "moisture"}]
    assert len(alike) == 4
    assert not any(change(each).total_inc_vat or change(each).unit_price.top for each in alike)


@given(some_bases, some_lots, st.decimals("0", "10", places=2), some_terms)
def test_a_better_grade_is_never_worth_less(base: TypedPrice, lot: Lot, more: Decimal, terms: Terms) -> None:
    better = replace(lot, reo=min(Decimal(100), lot.reo + more))
    for poor, rich in zip(read(base, lot, terms), read(base, better, terms), strict=True):
        if poor.figures is not None and rich.figures is not None:
            assert rich.figures.net_ex_vat >= poor.figures.net_ex_vat
            assert rich.figures.total_inc_vat >= poor.figures.total_inc_vat


@given(some_lots, some_terms)
def test_forgetting_moisture_never_costs_and_deducting_it_twice_never_pays(lot: Lot, terms: Terms) -> None:
    assume(not any(problems_of(Q1, lot, terms)))
    found = ledger(lot=lot, terms=terms)
    assert change(found["moisture", "forgotten"]).net_ex_vat >= 0 >= change(found["moisture", "twice"]).net_ex_vat


@given(some_bases, some_lots, some_terms)
def test_vat_from_the_exact_amount_is_never_far(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    assume(not any(problems_of(base, lot, terms)))
    found = change(ledger(base, lot, terms)["vat", "exact"])
    assert found.net_ex_vat == 0
    assert abs(found.total_inc_vat) <= Decimal("0.02")
