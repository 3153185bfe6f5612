"""What may join the announced prices, and what is asked about first."""

import dataclasses
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.announced import Added, AnnouncedPrice, PriceList, change_between
from desk_app.domain.ore.check_announced import check_announced, is_far, neighbour, price_period, step_of
from tests.domain.ore.announcing import price

KNOWN = PriceList([price("2022H1", "26887.20", "51"), price("2026Q1", "26834"), price("2026Q4", "38769")])
TODAY = date(2027, 1, 31)


def refused(new: AnnouncedPrice, *, sure: bool = False) -> str:
    with pytest.raises(Refused) as error:
        check_announced(new, KNOWN, TODAY, sure=sure)
    return error.value.problem.key


def test_a_price_that_is_all_right() -> None:
    check_announced(price("2027Q1", "39000"), KNOWN, TODAY, sure=False)
    check_announced(price("2026Q2", "38804"), KNOWN, TODAY, sure=False)
    check_announced(price("2026Q4", "38770"), KNOWN, TODAY, sure=False)


def test_a_step_that_is_another_has_to_say_why() -> None:
    assert refused(price("2027Q1", "39000", step="779")) == "announce_step_why"
    assert refused(price("2027Q1", "39000", step="779"), sure=True) == "announce_step_why"
    check_announced(price("2027Q1", "39000", step="779", why="公告原文如此"), KNOWN, TODAY, sure=False)


@pytest.mark.parametrize("period", ["2022Q1", "2022Q2"])
def test_a_quarter_of_a_known_half_year_overlaps(period: str) -> None:
    assert refused(price(period, "26887")) == "announce_overlap"


def test_a_half_year_over_a_known_quarter_overlaps() -> None:
    assert refused(price("2026H1", "26887")) == "announce_overlap"


def test_more_than_sixty_percent_asks_to_be_sure() -> None:
    far, near = price("2027Q1", "62030.41"), price("2027Q1", "62030.4")  # 38,769 × 1.6
    assert refused(far) == "announce_far"
    assert refused(price("2027Q1", "3876.9")) == "announce_far"
    check_announced(near, KNOWN, TODAY, sure=False)
    check_announced(far, KNOWN, TODAY, sure=True)


def test_the_distance_is_like_for_like() -> None:
    first = PriceList([price("2026Q4", "30000", "40")])
    twice = price("2027Q1", "60000", "50")  # the same ore: 37,500 before
    assert not is_far(twice, first.prices[0])
    assert is_far(price("2027Q1", "60001", "50"), first.prices[0])


def test_the_neighbour_is_the_nearest_earlier_else_the_next() -> None:
    assert neighbour(price("2026Q3", "1"), KNOWN) is KNOWN.prices[1]
    assert neighbour(price("2026Q1", "1"), KNOWN) is KNOWN.prices[0]
    assert neighbour(price("2017H1", "9250"), KNOWN) is KNOWN.prices[0]
    assert neighbour(price("2017H1", "9250"), PriceList([])) is None


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"source": ""}, "announce_source"),
        ({"source": "x" * 301}, "announce_text"),
        ({"address": "a\nb"}, "announce_text"),
        ({"added": Added("", "甲\u0007", "")}, "announce_text"),
        ({"effective_to": date(2027, 3, 30)}, "announce_days"),
        ({"announced_on": date(2027, 2, 1)}, "announce_day"),
        ({"announced_on": date(1989, 12, 31)}, "announce_day"),
        ({"price": Decimal(0)}, "ore_price_limits"),
        ({"basis": Decimal(101)}, "ore_basis_limits"),
        ({"step": Decimal(-780)}, "announce_step"),
    ],
)
def test_refused(change: dict[str, object], key: str) -> None:
    assert refused(dataclasses.replace(price("2027Q1", "39000"), **change)) == key  # type: ignore[arg-type]


@pytest.mark.parametrize("period", ["9999H2", "2028Q2", "1989Q4", "0001Q1"])
def test_a_period_nobody_announces_now(period: str) -> None:
    assert refused(price(period, "39000"), sure=True) == "announce_when"


def test_a_year_ahead_is_not_too_far() -> None:
    check_announced(dataclasses.replace(price("2028Q1", "39000"), announced_on=None), KNOWN, TODAY, sure=False)


@pytest.mark.parametrize("text", ["2027", "2027Q5", "2027-01", "27Q1", "2027q1", "", "2027Q1 ", "0000Q1", "2027H3"])
def test_no_period(text: str) -> None:
    with pytest.raises(Refused) as error:
        price_period(text)
    assert error.value.problem.key == "announce_period"


yuan = st.decimals("1", "90000", places=2)
percents = st.decimals("30", "70", places=1)


@given(yuan, percents)
def test_a_computed_step_always_fits(stated: Decimal, basis: Decimal) -> None:
    step = step_of(stated, basis)
    assert price("2027Q1", str(stated), str(basis), step=format(step, "f")).step_fits
    assert abs(Fraction(step) - Fraction(stated) / Fraction(basis)) <= Fraction(1, 10**10)


@given(yuan, percents, yuan, percents)
def test_far_is_what_the_exact_change_says(first: Decimal, basis: Decimal, second: Decimal, other: Decimal) -> None:
    old, new = price("2026Q4", str(first), str(basis)), price("2027Q1", str(second), str(other))
    before = Fraction(first) * Fraction(other) / Fraction(basis)
    assert is_far(new, old) == (abs(Fraction(second) - before) > before * Fraction(3, 5))
    assert change_between(old, new).other_basis == (basis != other)
