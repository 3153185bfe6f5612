"""Several quarters repriced: each delivery by its own, every sum to the fen, forth and back nothing."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.announced import PriceList
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.reprice import reprice
from desk_app.domain.ore.reprice_all import quarter, reprice_all, together
from desk_app.domain.ore.terms import GradeRule, Terms
from tests.domain.ore.announcing import price

PAID = PriceList([price("2025Q4", "25000"), price("2026Q1", "26205"), price("2026Q3", "38565")])
NOW = PriceList([price("2025Q4", "26205"), price("2026Q1", "26834"), price("2026Q3", "38565")])


def delivery(day: str, reo: str = "51.25", moisture: str = "8.5", wet: str = "60") -> Delivery:
    return Delivery(date.fromisoformat(day), "A1", Lot(Decimal(reo), Decimal(moisture), Decimal(wet)))


def test_each_delivery_by_its_own_quarter() -> None:
    days = ("2026-01-05", "2025-12-31", "2026-09-30", "2026-03-31")
    made = reprice_all(PAID, NOW, [delivery(day) for day in days], Terms())
    assert [each.new.period for each in made.quarters] == ["2025Q4", "2026Q1", "2026Q3"]
    assert [len(each.repricing.rows) for each in made.quarters] == [1, 2, 1]
    # 54.9 dry tonnes × 51.25 / 50 × 1,205, twice × 629, nothing
    assert [each.repricing.net_ex_vat for each in made.quarters] == [
        Decimal("67808.36"), Decimal("70790.80"), Decimal("0.00"),
    ]  # fmt: skip
    assert [each.repricing.vat for each in made.quarters] == [Decimal("8815.09"), Decimal("9202.80"), Decimal("0.00")]
    assert (made.net_ex_vat, made.vat, made.total_inc_vat) == (
        Decimal("138599.16"), Decimal("18017.89"), Decimal("156617.05"),
    )  # fmt: skip
    assert (made.wet_tonnes, made.dry_tonnes) == (Decimal(240), Decimal("219.6"))


def test_a_day_without_a_price_on_either_side_is_refused() -> None:
    for old, new, which in ((PAID, PriceList([]), "new"), (PriceList([]), NOW, "old")):
        with pytest.raises(Refused) as error:
            reprice_all(old, new, [delivery("2026-01-05")], Terms())
        assert error.value.problem.key == "reprice_no_price"
        assert error.value.problem.facts["which"] == f"@ore.reprice.{which}"
    with pytest.raises(Refused):
        reprice_all(PAID, NOW, [delivery("2026-05-05")], Terms())


def test_without_a_day_nobody_knows_its_quarter() -> None:
    with pytest.raises(Refused) as error:
        reprice_all(PAID, NOW, [Delivery(None, "B7", delivery("2026-01-05").lot)], Terms())
    assert (error.value.problem.key, error.value.problem.facts["ref"]) == ("reprice_no_day", "B7")


def test_a_half_year_became_quarters() -> None:
    old = PriceList([price("2025H2", "20000")])
    new = PriceList([price("2025Q3", "19109"), price("2025Q4", "26205")])
    made = reprice_all(old, new, [delivery("2025-07-01"), delivery("2025-10-01")], Terms())
    assert [(each.old.period, each.new.period) for each in made.quarters] == [
        ("2025H2", "2025Q3"),
        ("2025H2", "2025Q4"),
    ]


def test_nothing_delivered_nothing_due() -> None:
    made = reprice_all(PAID, NOW, [], Terms())
    assert made.quarters == ()
    assert (made.net_ex_vat, made.total_inc_vat) == (Decimal(0), Decimal(0))


def test_one_step_for_all_is_the_plain_repricing() -> None:
    lots = [delivery("2026-01-05"), delivery("2026-05-05", "49.9")]
    old, new = PAID.prices[0], NOW.prices[1]
    made = together([quarter(old, new, lots, Terms())])
    plain = reprice(old, new, lots, Terms())
    assert (made.net_ex_vat, made.vat, made.total_inc_vat) == (plain.net_ex_vat, plain.vat, plain.total_inc_vat)


quarters = ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
lists = st.tuples(
    *(st.tuples(st.decimals("9000", "60000", places=2), st.sampled_from(["50", "51", "52.5"])) for _ in quarters)
).map(lambda found: PriceList([price(q, str(p), b) for q, (p, b) in zip(quarters, found, strict=True)]))
deliveries = st.lists(
    st.builds(
        lambda days, reo, moisture, wet: Delivery(date(2025, 1, 1) + timedelta(days), "", Lot(reo, moisture, wet)),
        st.integers(0, 364),
        st.decimals("30", "70", places=2),
        st.decimals("0", "20", places=2),
        st.decimals("0.001", "1000", places=3),
    ),
    max_size=8,
)
terms = st.builds(
    Terms, st.sampled_from(GradeRule), st.sampled_from(Rounding), st.sampled_from([None, 0, 2]), st.just(Decimal(13))
)


@given(lists, lists, deliveries, terms)
def test_forth_and_back_is_nothing(old: PriceList, new: PriceList, found: list[Delivery], terms: Terms) -> None:
    forth, back = reprice_all(old, new, found, terms), reprice_all(new, old, found, terms)
    for name in ("net_ex_vat", "vat", "total_inc_vat"):
        assert getattr(forth, name) + getattr(back, name) == 0
    for one, other in zip(forth.quarters, back.quarters, strict=True):
        changes = zip(one.repricing.rows, other.repricing.rows, strict=True)
        assert all(there.net_change + here.net_change == 0 for there, here in changes)


@given(lists, lists, deliveries, terms)
def test_all_of_it_adds_up_and_every_delivery_is_there_once(
    old: PriceList, new: PriceList, found: list[Delivery], terms: Terms
) -> None:
    made = reprice_all(old, new, found, terms)
    rows = [row for each in made.quarters for row in each.repricing.rows]
    assert sorted(map(str, found)) == sorted(str(row.delivery) for row in rows)
    assert made.net_ex_vat == sum((row.net_change for row in rows), Decimal(0))
    assert made.total_inc_vat == made.net_ex_vat + made.vat
    for each in made.quarters:
        for row in each.repricing.rows:
            assert row.delivery.day is not None
            assert each.new.effective_from <= row.delivery.day <= each.new.effective_to
            exact = Fraction(row.new_unit.top) / Fraction(row.new_unit.bottom)
            exact -= Fraction(row.old_unit.top) / Fraction(row.old_unit.bottom)
            assert abs(Fraction(row.net_change) - exact * Fraction(row.dry_tonnes)) <= Fraction(1, 200)


@given(lists, lists, lists, deliveries)
def test_two_corrections_come_to_the_one_within_a_fen_a_delivery(
    first: PriceList, second: PriceList, third: PriceList, found: list[Delivery]
) -> None:
    steps = (
        reprice_all(first, second, found, Terms()).net_ex_vat + reprice_all(second, third, found, Terms()).net_ex_vat
    )
    straight = reprice_all(first, third, found, Terms()).net_ex_vat
    assert abs(steps - straight) <= Decimal("0.015") * len(found)
