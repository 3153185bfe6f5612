"""Which trades may enter at all, and the reason of every one that may not."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.index.fate import REJECTED_FROM, Fate
from desk_app.domain.index.lines import by_product, purity
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.validity import validity
from tests.domain.index.panels import (
    LATE,
    OPEN,
    Bar,
    Trade,
    computed,
    days_of,
    fates,
    lines,
    ordinal,
    screened,
    stacked,
    told,
    weekdays,
)

DAY = "2026-01-05"
GOOD: list[Trade] = [(DAY, "a", 100.0, 1.0)]


@pytest.mark.parametrize("bad", [0.0, -1.0, math.nan, math.inf, -math.inf])
def test_no_bad_figure_reaches_a_price(bad: float) -> None:
    wrong: list[Trade] = [(DAY, "a", bad, 1.0), (DAY, "a", 100.0, bad), (DAY, "b", bad, bad)]
    assert fates([*GOOD, *wrong]) == [Fate.UNSCREENED, *[Fate.NOT_FINITE] * 3]
    days = days_of([*GOOD, *wrong])
    assert (days.value.tolist(), days.mass.tolist(), days.rejected.tolist()) == ([100.0, 0.0], [1.0, 0.0], [2, 1])
    for one in computed([*GOOD, *wrong]).values():
        assert np.isfinite(one.value).all()


def test_not_even_by_hand() -> None:
    trades: list[Trade] = [*GOOD, (DAY, "a", math.nan, 1.0), (DAY, "b", 100.0, 1.0)]
    by_hand = {2: Fate.INCLUDED, 3: Fate.INCLUDED}
    found = fates(trades, Bar(rules=Rules(reference_purity={"b": 99.0}), verdicts=by_hand))
    assert found[1:] == [Fate.NOT_FINITE, Fate.OFF_SPEC]


def test_whatever_else_keeps_a_trade_out_a_persons_word_puts_it_in() -> None:
    trades: list[Trade] = [(DAY, "a", 100.0, 0.1), (DAY, "a", 100.0, 1.0, "甲", "甲", "")]
    rules = Rules(least_mass={"": 1.0}, house=frozenset({"甲"}))
    assert fates(trades, Bar(rules=rules)) == [Fate.BELOW_MINIMUM, Fate.AFFILIATE]
    assert fates(trades, Bar(rules=rules, verdicts=dict.fromkeys((1, 2), Fate.INCLUDED))) == [Fate.INCLUDED] * 2


def test_what_is_dated_ahead_waits() -> None:
    trades: list[Trade] = [*GOOD, ("2026-01-06", "a", 100.0, 1.0)]
    assert fates(trades, Bar(today=ordinal(DAY)))[1] is Fate.FUTURE
    assert fates(trades, Bar(today=ordinal("2026-01-06")))[1] is Fate.UNSCREENED


def test_sample_lots_by_product_and_for_all_others() -> None:
    trades: list[Trade] = [(DAY, "a", 1.0, 0.4), (DAY, "a", 1.0, 0.5), (DAY, "b", 1.0, 0.9), (DAY, "b", 1.0, 1.0)]
    found = fates(trades, Bar(rules=Rules(least_mass={"a": 0.5, "": 1.0})))
    assert found == [Fate.BELOW_MINIMUM, Fate.UNSCREENED, Fate.BELOW_MINIMUM, Fate.UNSCREENED]


def test_trades_within_the_house_do_not_count() -> None:
    trades: list[Trade] = [
        (DAY, "a", 100.0, 1.0, "甲", "乙", ""),
        (DAY, "a", 100.0, 1.0, "甲", "丙", ""),
        (DAY, "a", 100.0, 1.0, "甲", "", ""),
    ]
    rules = Rules(house=frozenset({"甲", "乙"}))
    assert fates(trades, Bar(rules=rules)) == [Fate.AFFILIATE, Fate.UNSCREENED, Fate.UNSCREENED]


def test_prices_are_brought_to_the_reference_purity() -> None:
    trades: list[Trade] = [(DAY, "a", 90.0, 1.0), (DAY, "a", 100.0, 1.0), (DAY, "b", 70.0, 1.0)]
    (a, b) = screened(trades, Bar(rules=Rules(reference_purity={"a": 100.0}), grades=["90%", "特级", ""]))
    # 90 at 90 % is 100 at 100 %; without a purity there is no price to be had
    assert (a.lines.price[0], b.lines.price[0]) == (pytest.approx(100.0, rel=1e-14), 70.0)
    told_of = dict(zip(a.lines.trade.tolist(), a.fates.tolist(), strict=True))
    assert told_of[1] < REJECTED_FROM
    assert Fate(told_of[2]) is Fate.OFF_SPEC


@pytest.mark.parametrize(
    ("grade", "percent"),
    [
        ("99%", 99.0),
        ("REO 99.5 %", 99.5),
        ("TREO≥50％ Nd2O3 99.9％", 99.9),
        ("50", 50.0),
        ("特级", None),
        ("200%", None),
    ],
)
def test_the_purity_that_a_grades_words_give(grade: str, percent: float | None) -> None:
    found = purity(grade)
    assert math.isnan(found) if percent is None else found == percent


def both(mass: float = 1.0, price: float = 100.0, source: str = "p") -> Trade:
    return (DAY, "a", price, mass, "甲", "乙", source)


PLATFORM = Rules(platforms=frozenset({"p"}))


def test_of_two_reports_of_one_trade_the_platforms_counts() -> None:
    assert fates([both(source="collected"), both()], Bar(rules=PLATFORM)) == [Fate.DUPLICATE, Fate.UNSCREENED]
    assert fates([both(), both(source="z")], Bar(rules=PLATFORM)) == [Fate.UNSCREENED, Fate.DUPLICATE]
    assert fates([both(source="b"), both(source="a")]) == [Fate.DUPLICATE, Fate.UNSCREENED]


def test_two_equal_trades_of_one_source_stay_two() -> None:
    assert fates([both(), both()], Bar(rules=PLATFORM)) == [Fate.UNSCREENED] * 2
    found = fates([both(), both(source="c"), both(source="c")], Bar(rules=PLATFORM))
    assert sorted(found) == [Fate.UNSCREENED, Fate.UNSCREENED, Fate.DUPLICATE]
    assert found[0] is Fate.UNSCREENED


def test_of_equal_trades_it_is_always_the_same_one_that_another_source_reports() -> None:
    some = lines([both(), both(source="c"), both(source="c")])
    for order in permutations(range(3)):
        (one,) = by_product(some.take(np.array(order)))
        told_of = dict(zip(one.trade.tolist(), validity(one, PLATFORM, LATE).tolist(), strict=True))
        assert told_of == {1: Fate.ACCEPTED, 2: Fate.ACCEPTED, 3: Fate.DUPLICATE}


def test_without_both_parties_nothing_is_known_to_be_the_same() -> None:
    trades: list[Trade] = [(DAY, "a", 100.0, 1.0, "甲", "", source) for source in "pc"]
    assert fates(trades, Bar(rules=PLATFORM)) == [Fate.UNSCREENED] * 2


def test_anything_that_differs_is_another_trade() -> None:
    trades = [both(), both(mass=2.0, source="c"), both(price=101.0, source="c")]
    assert fates(trades, Bar(rules=PLATFORM)) == [Fate.UNSCREENED] * 3


def test_three_sources_that_report_one_trade_give_one() -> None:
    assert fates([both(source="c"), both(source="d"), both()], Bar(rules=PLATFORM)) == [
        Fate.DUPLICATE, Fate.DUPLICATE, Fate.UNSCREENED,
    ]  # fmt: skip


DAYS = weekdays("2026-01-05", 10)
trade = st.tuples(
    st.sampled_from(DAYS),
    st.sampled_from("ab"),
    st.sampled_from([100.0, 101.0, 102.0]),
    st.sampled_from([1.0, 2.0]),
    st.sampled_from(["甲", "乙"]),
    st.just("丙"),
)


@settings(max_examples=40)
@given(st.lists(trade, min_size=1, max_size=20), st.lists(trade, max_size=8))
def test_a_collected_report_of_what_the_platform_has_changes_nothing(
    platform: list[tuple[str, str, float, float, str, str]], more: list[tuple[str, str, float, float, str, str]]
) -> None:
    """Merging commutes: whatever is collected again, in whatever order, only what the platform lacks is added."""
    ours: list[Trade] = [(*one, "p") for one in platform]
    again: list[Trade] = [(*one, "c") for one in platform]
    extra: list[Trade] = [(*one, "c") for one in more if one not in platform]
    plain_, merged = _table([*ours, *extra]), _table([*again, *extra, *ours])
    assert plain_ == merged == _table([*ours, *again, *extra])


def _table(trades: list[Trade]) -> list[tuple[object, ...]]:
    days = stacked([days_of([t for t in trades if t[1] == name], OPEN, PLATFORM) for name in {t[1] for t in trades}])
    names = [days.products[at] for at in days.product.tolist()]
    columns = (days.day, days.value, days.mass, days.trades, days.low, days.high)
    return sorted(zip(names, *(column.tolist() for column in columns), strict=True))


def test_a_rejected_trade_has_no_effect() -> None:
    steady: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(DAYS) for _ in range(2)]
    with_it = computed([*steady, (DAYS[4], "a", 0.0, 5.0)])
    for key, one in computed(steady).items():
        assert told(with_it[key]) == told(one)
        assert with_it[key].quality.trades.tolist() == one.quality.trades.tolist()
