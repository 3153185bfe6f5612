"""What a difference of assays is worth in yuan, and what going to the umpire is."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.assay import AssayClause, Element, Exchange, UmpireRule
from desk_app.domain.ore.assay_money import (
    Chance,
    Deal,
    even_spread,
    outcomes,
    prospect,
    with_result,
    worth_of_a_tenth,
)
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import work

Q1 = TypedPrice(Decimal(26834), Decimal(50))
DEAL = Deal(Q1, Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100)), Terms())
APART = Exchange(Element.REO, Decimal("52.3"), Decimal("51.8"), Decimal("52.0"))
CLAUSE = AssayClause(Decimal("0.3"))


def test_every_way_it_may_end_in_yuan() -> None:
    found = {each.key: each for each in outcomes(DEAL, APART, CLAUSE)}
    nets = {key: str(each.net_ex_vat) for key, each in found.items()}
    assert nets == {
        "seller": "2579482.65",
        "buyer": "2554822.21",
        "mean": "2567152.43",
        "umpire_nearer-mean": "2559754.29",
        "umpire_middle": "2564686.38",
        "umpire_final": "2564686.38",
    }
    assert found["seller"].total_inc_vat == Decimal("2914815.39")
    assert found["seller"].over_buyer == Decimal("24660.44")
    assert found["buyer"].over_buyer == 0
    split = dataclasses.replace(CLAUSE, seller_share=Decimal(60))
    assert next(e for e in outcomes(DEAL, APART, split) if e.key == "split").value == Decimal("52.1")


def test_one_result_has_its_own_outcome_only() -> None:
    alone = Exchange(Element.REO, Decimal("52.3"), None)
    assert [each.key for each in outcomes(DEAL, alone, CLAUSE)] == ["seller"]


def test_a_tenth_of_a_point() -> None:
    assert worth_of_a_tenth(DEAL, Element.REO) == Decimal("4932.09")
    assert worth_of_a_tenth(DEAL, Element.MOISTURE) == Decimal("-2806.83")
    pure = dataclasses.replace(DEAL, lot=Lot(Decimal(100), Decimal("99.95"), Decimal(100)))
    assert worth_of_a_tenth(pure, Element.REO) > 0 > worth_of_a_tenth(pure, Element.MOISTURE)
    whole = dataclasses.replace(DEAL, terms=Terms(GradeRule.WHOLE_STEP))
    assert worth_of_a_tenth(whole, Element.REO) == 0


def test_an_even_spread_is_worth_the_mean_and_the_fee_is_lost() -> None:
    found = prospect(DEAL, APART, CLAUSE, fee=Decimal(3000))
    assert found.assumed
    assert (found.settle_at, found.spread) == (Decimal("52.05"), 101)
    assert abs(found.expected_net - found.settle_net) <= Decimal("0.01")
    for side in (found.seller, found.buyer):
        assert side.pays == 50
        assert side.gain_after_fee == Decimal("-1500.00") + side.gain
        assert side.break_even is not None
        assert side.break_even <= Decimal("0.02")


def test_the_users_own_belief() -> None:
    """Final umpire: 70 % at 52.3, 30 % at 51.8, so 52.15 on average: 0.1 point, 4,932.09 yuan over the mean."""
    chances = (Chance(Decimal("52.3"), Decimal(70)), Chance(Decimal("51.8"), Decimal(30)))
    clause = dataclasses.replace(CLAUSE, umpire_rule=UmpireRule.FINAL)
    found = prospect(DEAL, APART, clause, chances=chances, fee=Decimal(5000))
    assert not found.assumed
    assert found.expected_net == Decimal("2572084.52")  # 0.7 × 2,579,482.65 + 0.3 × 2,554,822.21
    assert found.seller.gain == Decimal("4932.09")
    assert found.buyer.gain == Decimal("-4932.09")
    assert found.seller.pays == 30
    assert found.seller.break_even == Decimal("16440.29")
    assert found.seller.gain_after_fee == Decimal("3432.09")
    assert found.buyer.break_even == 0


def test_who_never_pays_may_ask_for_any_fee() -> None:
    sure = (Chance(Decimal("52.3"), Decimal(100)),)
    found = prospect(DEAL, APART, CLAUSE, chances=sure)
    assert found.seller.break_even is None
    assert found.seller.gain_after_fee is None
    assert found.buyer.pays == 100


def test_settling_elsewhere_than_at_the_mean() -> None:
    low = prospect(DEAL, APART, CLAUSE, settle_at=Decimal("51.9"))
    assert low.seller.gain > 0 > low.buyer.gain
    assert low.seller.break_even is not None
    assert low.seller.break_even == pytest.approx(low.seller.gain * 2, abs=Decimal("0.02"))


def test_moisture_moves_the_lot_the_other_way() -> None:
    wet = Exchange(Element.MOISTURE, Decimal("8.1"), Decimal("8.6"))
    seller, buyer = outcomes(DEAL, wet, CLAUSE)[:2]
    assert seller.over_buyer > 0
    assert buyer.net_ex_vat == work(Q1, with_result(DEAL.lot, Element.MOISTURE, Decimal("8.6")), Terms()).net_ex_vat


@pytest.mark.parametrize(
    ("given_", "key"),
    [
        ({"chances": (Chance(Decimal(52), Decimal(99)),)}, "assay_chances_total"),
        ({"chances": (Chance(Decimal(52), Decimal(0)),)}, "assay_chance_limits"),
        ({"chances": (Chance(Decimal(101), Decimal(100)),)}, "assay_reo_limits"),
        ({"fee": Decimal(-1)}, "assay_fee_limits"),
        ({"fee": Decimal("0.001")}, "assay_too_fine"),
        ({"settle_at": Decimal(0)}, "assay_reo_limits"),
    ],
)
def test_beliefs_that_are_none(given_: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        prospect(DEAL, APART, CLAUSE, **given_)  # type: ignore[arg-type]
    assert refused.value.problem.key == key


def test_one_result_has_no_prospect() -> None:
    with pytest.raises(Refused) as refused:
        prospect(DEAL, Exchange(Element.REO, None, Decimal(52)), CLAUSE)
    assert refused.value.problem.key == "assay_needs_both"


results = st.decimals("30", "70", places=2)


@settings(max_examples=25)
@given(results, results, st.sampled_from(UmpireRule), st.none() | st.decimals(0, 10_000, places=2))
def test_one_partys_gain_is_the_others_loss(
    seller: Decimal, buyer: Decimal, rule: UmpireRule, fee: Decimal | None
) -> None:
    clause = AssayClause(Decimal("0.1"), umpire_rule=rule)
    one = prospect(DEAL, Exchange(Element.REO, seller, buyer), clause, fee=fee)
    other = prospect(DEAL, Exchange(Element.REO, buyer, seller), clause, fee=fee)
    assert one.seller.gain == -one.buyer.gain
    assert one.seller.pays + one.buyer.pays == 100
    assert (one.expected_net, one.settle_net, one.seller) == (other.expected_net, other.settle_net, other.seller)


@given(results, results)
def test_the_spread_reaches_from_one_to_the_other(seller: Decimal, buyer: Decimal) -> None:
    found = [chance.result for chance in even_spread(seller, buyer)]
    assert (found[0], found[-1]) == (min(seller, buyer), max(seller, buyer))
    assert sum(found) * 2 == (seller + buyer) * len(found)
