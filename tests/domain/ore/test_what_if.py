"""What 0.1 % is worth, the table around a lot, the curve of its price."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.figures import figures_of
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.what_if import Worth, curve, sensitivity, worths
from desk_app.domain.ore.working import problems_of, work
from tests.domain.ore.contract_terms import some_bases, some_lots, some_terms

Q1 = TypedPrice(Decimal(26834), Decimal(50))
LOT = Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100))
PLAIN = Terms()
WHOLE = Terms(GradeRule.WHOLE_STEP)


def found(lot: Lot = LOT, terms: Terms = PLAIN) -> dict[tuple[str, str], Worth]:
    return {(each.field, f"{each.by:+}"): each for each in worths(Q1, lot, terms)}


def test_a_tenth_on_the_lot_of_the_telephone() -> None:
    """536.68 × 0.1 × 91.9 = 4,932.0892 and 28,068.364 × 0.1 = 2,806.8364; with 13 % VAT on the rounded."""
    made = found()
    assert made["reo", "+0.1"] == Worth("reo", Decimal("0.1"), Decimal("4932.09"), Decimal("5573.26"))
    assert made["reo", "-0.1"].net_ex_vat == Decimal("-4932.09")
    assert made["moisture", "+0.1"] == Worth("moisture", Decimal("0.1"), Decimal("-2806.84"), Decimal("-3171.73"))
    assert made["moisture", "-0.1"].total_inc_vat == Decimal("3171.73")


def test_under_whole_points_a_tenth_is_nothing_or_a_whole_step() -> None:
    assert found(terms=WHOLE)["reo", "+0.1"].net_ex_vat == 0
    edge = found(replace(LOT, reo=Decimal("52.9")), WHOLE)
    assert edge["reo", "+0.1"].net_ex_vat == Decimal("49320.89")
    assert edge["reo", "-0.1"].net_ex_vat == 0


def test_beyond_a_hundred_and_below_nothing_there_is_no_worth() -> None:
    made = found(Lot(Decimal(100), Decimal(0), Decimal(1)))
    assert made["reo", "+0.1"].net_ex_vat is None
    assert made["moisture", "-0.1"].total_inc_vat is None
    assert made["reo", "-0.1"].net_ex_vat is not None


lots = st.builds(
    Lot, st.decimals("2", "99", places=2), st.decimals("0.1", "98", places=2), st.decimals("0.001", "5000", places=3)
)


@given(lots)
def test_the_worth_is_the_exact_one_to_the_fen(lot: Lot) -> None:
    made = found(lot)
    each = Fraction(26834) / 50 * Fraction(lot.wet) * (100 - Fraction(lot.moisture)) / 100 / 10
    net = made["reo", "+0.1"].net_ex_vat
    assert net is not None
    assert abs(Fraction(net) - each) <= Fraction(1, 200)


@given(lots)
def test_up_and_down_are_alike_in_proportion(lot: Lot) -> None:
    made = found(lot)
    for field in ("reo", "moisture"):
        up, down = made[field, "+0.1"].net_ex_vat, made[field, "-0.1"].net_ex_vat
        assert up is not None
        assert down is not None
        assert up + down == 0


def test_the_table_holds_the_lot_in_its_middle() -> None:
    table = sensitivity(Q1, LOT, Terms())
    assert [str(reo) for reo in table.reos] == ["51.3", "51.8", "52.3", "52.8", "53.3"]
    assert [str(moisture) for moisture in table.moistures] == ["7.1", "7.6", "8.1", "8.6", "9.1"]
    assert table.rows[2][2].lot == LOT
    assert table.rows[2][2].figures == figures_of(work(Q1, LOT, Terms()))


def test_every_cell_of_the_table_is_a_working() -> None:
    for row in sensitivity(Q1, LOT, WHOLE, Decimal("0.3"), Decimal("1.25")).rows:
        for cell in row:
            assert cell.figures == figures_of(work(Q1, cell.lot, WHOLE))


def test_the_table_ends_where_percent_ends() -> None:
    table = sensitivity(Q1, Lot(Decimal("99.8"), Decimal("0.1"), Decimal(1)), Terms())
    assert max(table.reos) == Decimal("99.8")
    assert min(table.moistures) == Decimal("0.1")
    assert all(cell.figures for row in table.rows for cell in row)


def test_what_a_rule_cannot_price_is_left_open_in_the_table() -> None:
    table = sensitivity(Q1, Lot(Decimal("0.6"), Decimal(0), Decimal(1)), Terms(GradeRule.NEAREST_STEP))
    assert table.rows[0][0].lot.reo == Decimal("0.1")
    assert table.rows[0][0].figures is None


@pytest.mark.parametrize("step", ["0", "-1", "11", "0.00000000001"])
def test_a_step_that_makes_no_table_is_refused(step: str) -> None:
    with pytest.raises(Refused) as refused:
        sensitivity(Q1, LOT, Terms(), Decimal(step))
    assert (refused.value.problem.key, refused.value.problem.field) == ("ore_table_step", "reo_step")


def test_the_curve_is_straight_in_proportion() -> None:
    points = curve(Q1, LOT, Terms())
    assert (points[0].reo, points[-1].reo) == (Decimal("49.0"), Decimal("56.0"))
    assert len(points) == 71
    rises = {str(b.unit_price.minus(a.unit_price).shown().normalize()) for a, b in pairwise(points)}
    assert rises == {"53.668"}


def test_the_curve_has_steps_where_the_contract_has() -> None:
    points = curve(Q1, LOT, WHOLE)
    prices = {point.reo: point.unit_price.shown() for point in points}
    assert prices[Decimal("49.1")] == prices[Decimal("50.9")] == 26834
    assert prices[Decimal("51.0")] - prices[Decimal("50.9")] == Decimal("536.68")
    assert len(set(prices.values())) == 8


def test_the_curve_ends_at_a_hundred_and_where_the_ore_is_worth_nothing() -> None:
    assert curve(Q1, replace(LOT, reo=Decimal(100)), Terms())[-1].reo == 100
    assert curve(Q1, replace(LOT, reo=Decimal("0.6")), Terms(GradeRule.NEAREST_STEP))[0].reo == Decimal("0.6")


@pytest.mark.parametrize("ask", [worths, sensitivity, curve])
def test_a_lot_that_cannot_be_priced_is_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(Refused):
        ask(Q1, replace(LOT, reo=Decimal(0)), Terms())


@given(some_bases, some_lots, some_terms)
def test_under_every_contract_the_table_the_worth_and_the_curve_are_its_workings(
    base: TypedPrice, lot: Lot, terms: Terms
) -> None:
    assume(not any(problems_of(base, lot, terms)))
    own = figures_of(work(base, lot, terms))
    cells = [cell for row in sensitivity(base, lot, terms).rows for cell in row]
    assert [cell.figures for cell in cells if cell.lot == lot] == [own]
    for cell in cells:
        rejected = any(problems_of(base, cell.lot, terms))
        assert (cell.figures is None) == rejected
    prices = {point.reo: point.unit_price for point in curve(base, lot, terms)}
    assert prices[lot.reo].same_as(own.unit_price)
    for each in worths(base, lot, terms):
        if each.net_ex_vat is not None:
            moved = work(base, lot.having(**{each.field: getattr(lot, each.field) + each.by}), terms)
            assert abs(each.net_ex_vat - (moved.net_ex_vat - own.net_ex_vat)) <= Decimal("0.01")


@given(some_bases, some_lots, some_terms)
def test_the_curve_never_falls(base: TypedPrice, lot: Lot, terms: Terms) -> None:
    assume(not any(problems_of(base, lot, terms)))
    for lower, higher in pairwise(curve(base, lot, terms)):
        assert higher.unit_price.minus(lower.unit_price).top >= 0
