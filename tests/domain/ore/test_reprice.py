"""Repricing deliveries from an old price to a new one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.reprice import reprice
from desk_app.domain.ore.terms import GradeRule, Terms

OLD = TypedPrice(Decimal(26205), Decimal(50))
NEW = TypedPrice(Decimal(26834), Decimal(50))


def delivery(reo: str, moisture: str, wet: str) -> Delivery:
    return Delivery(date(2026, 1, 5), "A1", Lot(Decimal(reo), Decimal(moisture), Decimal(wet)))


def test_the_researched_lot() -> None:
    made = reprice(OLD, NEW, [delivery("51.25", "8.5", "60")], Terms())
    assert made.rows[0].unit_change.exact() == Decimal("644.725")
    assert made.rows[0].net_change == Decimal("35395.40")
    assert (made.vat, made.total_inc_vat) == (Decimal("4601.40"), Decimal("39996.80"))


def test_a_fall_is_negative_throughout() -> None:
    made = reprice(NEW, OLD, [delivery("51.25", "8.5", "60")], Terms())
    assert (made.net_ex_vat, made.total_inc_vat) == (Decimal("-35395.40"), Decimal("-39996.80"))


def test_each_price_has_its_own_basis() -> None:
    old = TypedPrice(Decimal("26887.20"), Decimal(51))
    new = TypedPrice(Decimal(37230), Decimal(50))
    made = reprice(old, new, [delivery("50", "0", "1")], Terms())
    assert made.net_ex_vat == Decimal("10870.00")
    whole = reprice(old, new, [delivery("52.9", "0", "1")], Terms(GradeRule.WHOLE_STEP))
    assert whole.net_ex_vat == Decimal(37230) + 2 * Decimal("744.60") - Decimal("27414.40")


def test_nothing_delivered_nothing_due() -> None:
    made = reprice(OLD, NEW, [], Terms())
    assert str(made.net_ex_vat) == "0.00"
    assert made.total_inc_vat == 0


def test_one_bad_delivery_refuses_all() -> None:
    with pytest.raises(Refused):
        reprice(OLD, NEW, [delivery("51", "8", "60"), delivery("0", "8", "60")], Terms())


lots = st.builds(
    Lot,
    st.decimals("1", "100", places=3),
    st.decimals("0", "99", places=3),
    st.decimals("0.001", "1000", places=3),
)


@given(st.lists(lots, max_size=5))
def test_the_column_adds_up(found: list[Lot]) -> None:
    made = reprice(
        OLD, TypedPrice(Decimal("27000.5"), Decimal(51)), [Delivery(None, "", lot) for lot in found], Terms()
    )
    assert made.net_ex_vat == sum((row.net_change for row in made.rows), Decimal(0))
    for row in made.rows:
        lot = row.delivery.lot
        per_tonne = Fraction(lot.reo) * (Fraction("27000.5") / 51 - Fraction(26205) / 50)
        exact = per_tonne * Fraction(row.dry_tonnes)
        assert abs(Fraction(row.net_change) - exact) <= Fraction(1, 200)


any_price = st.builds(
    TypedPrice, st.decimals("1000", "90000", places=2), st.sampled_from([Decimal(50), Decimal(51), Decimal("50.5")])
)
any_terms = st.builds(Terms, st.sampled_from(GradeRule), st.sampled_from(Rounding), st.sampled_from([None, 0, 2]))


@given(any_price, any_price, st.lists(lots, max_size=5), any_terms)
def test_there_and_back_is_nothing(one: TypedPrice, two: TypedPrice, found: list[Lot], terms: Terms) -> None:
    deliveries = [Delivery(None, "", replace(lot, reo=max(lot.reo, Decimal(2)))) for lot in found]
    there, back = reprice(one, two, deliveries, terms), reprice(two, one, deliveries, terms)
    for row, turned in zip(there.rows, back.rows, strict=True):
        assert row.net_change + turned.net_change == 0
    assert there.net_ex_vat + back.net_ex_vat == 0
    assert there.vat + back.vat == 0
    assert there.total_inc_vat + back.total_inc_vat == 0


@given(any_price, st.lists(lots, max_size=5), any_terms)
def test_to_the_same_price_is_nothing(price: TypedPrice, found: list[Lot], terms: Terms) -> None:
    deliveries = [Delivery(None, "", replace(lot, reo=max(lot.reo, Decimal(2)))) for lot in found]
    assert reprice(price, price, deliveries, terms).total_inc_vat == 0


@given(st.lists(lots, max_size=6), st.randoms())
def test_the_order_of_deliveries_is_no_matter(found: list[Lot], chance: Random) -> None:
    deliveries = [Delivery(None, "", lot) for lot in found]
    shuffled = list(deliveries)
    chance.shuffle(shuffled)
    one, other = (reprice(OLD, NEW, listed, Terms()) for listed in (deliveries, shuffled))
    assert (one.net_ex_vat, one.total_inc_vat) == (other.net_ex_vat, other.total_inc_vat)
