"""With how much of its quantity a trade weighs: sources' factors, and the cap on one party."""

import math
import random as chance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.index.lines import by_product
from desk_app.domain.index.rules import NO_RULES, Rules
from desk_app.domain.index.weighting import capped, monday, weights_of
from tests.domain.index.panels import OPEN, Trade, days_of, lines, ordinal, weekdays

DAYS = weekdays("2026-01-05", 10)
CAP = Rules(party_cap=0.25)


def weights(trades: list[Trade], rules: Rules) -> list[float]:
    (some,) = by_product(lines(trades))
    found = weights_of(some, np.ones(len(some), bool), rules)
    assert found is not None
    by_trade = dict(zip(some.trade.tolist(), found.tolist(), strict=True))
    return [by_trade[number] for number in sorted(by_trade)]


def sold(
    mass: float, buyer: str, seller: str = "", day: str = DAYS[0], price: float = 100.0, source: str = ""
) -> Trade:
    return (day, "a", price, mass, buyer, seller, source)


def test_without_rules_nothing_is_weighed() -> None:
    (some,) = by_product(lines([sold(1, "甲")]))
    assert weights_of(some, np.ones(1, bool), NO_RULES) is None
    assert list(capped(some, np.ones(1, bool), NO_RULES)) == []


def test_one_party_weighs_at_most_the_cap_of_the_week() -> None:
    trades = [sold(60, "甲"), sold(20, "乙", day=DAYS[4]), sold(20, "丙")]
    # 60 of 100 t are weighed as 25; 20 % are under the cap
    assert weights(trades, CAP) == pytest.approx([25 / 60, 1, 1])
    (some,) = by_product(lines(trades))
    (one,) = capped(some, np.ones(3, bool), CAP)
    assert (one.week, one.party, one.share) == (ordinal("2026-01-05"), "甲", 0.6)
    assert one.factor == pytest.approx(25 / 60)


def test_a_week_is_for_itself() -> None:
    trades = [sold(60, "甲"), sold(140, "乙", day=DAYS[5])]
    assert weights(trades, Rules(party_cap=0.5)) == [0.5, 0.5]


def test_buyer_and_seller_count_alike_and_the_smaller_factor_holds() -> None:
    trades = [sold(40, "甲", "乙"), sold(40, "丙", "乙"), sold(20, "丁", "戊")]
    assert weights(trades, CAP) == pytest.approx([25 / 80, 25 / 80, 1])
    assert weights([sold(50, "甲", "甲"), sold(50, "乙"), sold(100, "")], CAP) == [1, 1, 1]  # once, not twice


def test_who_is_not_stated_or_of_the_house_is_not_capped() -> None:
    trades = [sold(90, "", "自家"), sold(10, "乙", "自家")]
    assert weights(trades, Rules(party_cap=0.25, house=frozenset({"自家"}))) == [1, 1]


def test_sources_weigh_with_their_factor_and_a_platform_with_all() -> None:
    trades = [sold(1, "", source=name) for name in ("p", "c", "d")]
    assert weights(trades, Rules(platforms=frozenset({"p"}), source_factor={"": 0.5, "d": 0.2})) == [1, 0.5, 0.2]


def test_prices_are_kept_and_weigh_less() -> None:
    trades = [sold(75, "甲", price=100), sold(25, "乙", price=200)]
    plain, days = days_of(trades), days_of(trades, OPEN, CAP)
    assert [float(table.value[0] / table.mass[0]) for table in (plain, days)] == [125, 150]
    assert (days.low[0], days.high[0], days.trades[0], days.mass[0]) == (100, 200, 2, 50)


parties = st.sampled_from(["", "甲", "乙", "丙", "丁"])
one = st.builds(sold, st.floats(0.01, 100), parties, parties, st.sampled_from(DAYS), st.floats(10, 1e4))


@given(st.lists(one, min_size=1, max_size=30), st.floats(0.05, 1), st.randoms(use_true_random=False))
def test_no_party_weighs_more_than_the_cap_and_no_order_changes_a_bit(
    trades: list[Trade], cap: float, random: chance.Random
) -> None:
    rules = Rules(party_cap=cap)
    found = weights(trades, rules)
    assert all(0 < weight <= 1 for weight in found)
    for week in {monday(ordinal(trade[0])) for trade in trades}:
        both = zip(trades, found, strict=True)
        inside = [(trade, weight) for trade, weight in both if monday(ordinal(trade[0])) == week]
        total = math.fsum(trade[3] for trade, _ in inside)
        for party in ("甲", "乙", "丙", "丁"):
            weighed = math.fsum(trade[3] * weight for trade, weight in inside if party in trade[4:6])
            assert weighed <= cap * total * (1 + 1e-9)
    shuffled = list(trades)
    random.shuffle(shuffled)
    one_way, other = days_of(trades, OPEN, rules), days_of(shuffled, OPEN, rules)
    assert (one_way.mass.tolist(), one_way.value.tolist()) == (other.mass.tolist(), other.value.tolist())


@given(st.lists(one, min_size=1, max_size=20))
def test_a_cap_that_no_one_reaches_changes_no_bit(trades: list[Trade]) -> None:
    assert days_of(trades, OPEN, Rules(party_cap=1.0)).value.tolist() == days_of(trades, OPEN).value.tolist()
