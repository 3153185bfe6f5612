"""The screen by hand, and against a slow second reading of its definition."""

import math
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.index.fate import Fate
from tests.domain.index.panels import Bar, Trade, computed, days_of, fates, screened, told
from tests.domain.index.slow_screen import DAYS, SCREEN, Slow


def at(day: int, price: float, buyer: str = "", seller: str = "") -> Trade:
    return (DAYS[day], "a", price, 1.0, buyer, seller, "")


STEADY = [at(0, 100.0) for _ in range(6)]


def last_fate(*trades: Trade) -> Fate:
    return fates([*STEADY, *trades])[-1]


def test_equal_prices_leave_room_for_five_floors() -> None:
    # MAD 0: s = 1 %, and a day's age 0.8 %: sqrt(0.01² + 0.008²) = 0.012806, five times that 0.064031
    edge = 5 * math.sqrt(0.01**2 + 0.008**2)
    assert last_fate(at(1, 100 * math.exp(edge - 1e-9))) is Fate.ACCEPTED
    assert last_fate(at(1, 100 * math.exp(edge + 1e-9))) is Fate.OUTLIER
    assert last_fate(at(1, 100 * math.exp(-edge + 1e-9))) is Fate.ACCEPTED
    assert last_fate(at(1, 100 * math.exp(-edge - 1e-9))) is Fate.OUTLIER


def test_low_errors_are_caught_like_high_ones() -> None:
    assert last_fate(at(1, 5.0)) is Fate.OUTLIER
    assert last_fate(at(1, 2000.0)) is Fate.OUTLIER


def test_the_spread_is_the_median_distance() -> None:
    # ln p: 0, ±0.02, ±0.04 about ln 100: median 0, MAD 0.02, s = sqrt(0.029652² + 0.008²)
    trades = [at(0, 100 * math.exp(step)) for step in (-0.04, -0.02, 0.0, 0.02, 0.04)]
    (one,) = screened([*trades, at(1, 100.0)])
    assert one.held.spread[1] == pytest.approx(math.hypot(1.4826 * 0.02, 0.008), rel=1e-12)
    assert one.held.centre[1] == pytest.approx(math.log(100), rel=1e-14)
    assert one.held.count.tolist() == [5, 5]


def test_each_weekday_without_a_trade_widens_the_reach() -> None:
    # After 25 weekdays: sqrt(0.01² + 25 · 0.008²) = 0.041231; 22 % is within five of it, the next day it was not
    assert last_fate(at(1, 122.0)) is Fate.OUTLIER
    assert last_fate(at(25, 122.0)) is Fate.ACCEPTED


def test_a_weekend_ages_nothing() -> None:
    friday, saturday, monday = "2026-01-09", "2026-01-10", "2026-01-12"
    base: list[Trade] = [(friday, "a", 100.0, 1.0) for _ in range(6)]
    spreads = [next(screened([*base, (day, "a", 100.0, 1.0)])).held.spread[1] for day in (saturday, monday)]
    assert spreads == [0.01, math.hypot(0.01, 0.008)]


def test_with_fewer_than_five_nothing_is_screened() -> None:
    assert fates([at(0, 100.0), at(0, 9_000.0), at(1, 1.0), at(1, 2.0)]) == [Fate.UNSCREENED] * 4


def test_four_and_one_more_are_held_against_all_five() -> None:
    trades = [*(at(0, 100.0) for _ in range(4)), at(1, 10_000.0)]
    assert fates(trades) == [*[Fate.UNSCREENED] * 4, Fate.OUTLIER]


def test_a_hundredfold_error_on_the_opening_day_is_caught_against_its_own_day() -> None:
    assert fates([*STEADY, at(0, 10_000.0)]) == [*[Fate.ACCEPTED] * 6, Fate.OUTLIER]


def test_three_of_two_pairs_are_the_market_having_moved() -> None:
    moved = [at(1, 150.0, "甲", "乙"), at(2, 151.0, "丙", "乙"), at(5, 152.0, "甲", "乙")]
    assert fates([*STEADY, *moved])[6:] == [Fate.RELEASED] * 3
    (one,) = screened([*STEADY, *moved])
    released = one.released_on[one.fates == int(Fate.RELEASED)]
    assert set(released.tolist()) == {one.lines.day[-1]}


def test_three_of_one_pair_are_not() -> None:
    assert fates([*STEADY, *(at(day, 150.0, "甲", "乙") for day in (1, 2, 3, 4))])[6:] == [Fate.OUTLIER] * 4


def test_three_that_fall_too_far_apart_are_not() -> None:
    moved = [at(1, 150.0, "甲", "乙"), at(2, 150.0, "丙", "乙"), at(6, 150.0, "甲", "乙")]
    assert fates([*STEADY, *moved])[6:] == [Fate.OUTLIER] * 3


def test_three_that_differ_among_themselves_are_not() -> None:
    moved = [at(1, 150.0, "甲", "乙"), at(1, 250.0, "丙", "乙"), at(1, 350.0, "甲", "丁")]
    assert fates([*STEADY, *moved])[6:] == [Fate.OUTLIER] * 3


def test_where_no_party_is_stated_three_of_one_day_are_not_enough() -> None:
    assert fates([*STEADY, *[at(1, 150.0)] * 3])[6:] == [Fate.OUTLIER] * 3
    assert fates([*STEADY, *[at(1, 150.0)] * 2, at(2, 150.0)])[6:] == [Fate.RELEASED] * 3


def test_after_a_release_only_the_new_level_is_the_reference() -> None:
    moved = [at(1, 150.0), at(1, 150.0), at(2, 150.0)]
    after = [at(3, 151.0), at(3, 151.0), at(4, 151.0), at(4, 100.0)]
    found = fates([*STEADY, *moved, *after])[9:]
    # With three of the new level there are too few; with the day's own two there are five.
    assert found == [*[Fate.ACCEPTED] * 3, Fate.OUTLIER]
    (one,) = screened([*STEADY, *moved, *after])
    assert one.held.reference_from[-1] == one.lines.day[6]


def test_someone_may_put_in_and_take_out() -> None:
    trades = [*STEADY, at(1, 150.0), at(1, 100.0)]
    verdicts = {7: Fate.INCLUDED, 8: Fate.EXCLUDED}
    assert fates(trades, Bar(verdicts=verdicts))[6:] == [Fate.INCLUDED, Fate.EXCLUDED]
    assert days_of(trades, SCREEN).trades.tolist() == [6, 1]


def test_what_was_put_in_is_part_of_the_reference() -> None:
    trades = [*STEADY, *(at(1, 150.0) for _ in range(7)), at(2, 150.0)]
    verdicts = dict.fromkeys(range(7, 14), Fate.INCLUDED)
    assert fates(trades, Bar(verdicts=verdicts))[-1] is Fate.ACCEPTED
    assert fates(trades)[-1] is Fate.RELEASED


def test_what_was_taken_out_is_no_reference() -> None:
    found = fates([*STEADY, at(1, 150.0)], Bar(verdicts=dict.fromkeys(range(1, 7), Fate.EXCLUDED)))
    assert found == [*[Fate.EXCLUDED] * 6, Fate.UNSCREENED]


def test_a_day_whose_trades_are_all_rejected_has_a_row_and_no_price() -> None:
    days = days_of([*STEADY, at(1, 900.0), at(1, 1.0)], SCREEN)
    assert (days.trades.tolist(), days.rejected.tolist()) == ([6, 0], [0, 2])
    assert math.isnan(days.low[1])
    found = computed([*STEADY, at(1, 900.0)], screen=SCREEN)["a", "day"]
    assert found.status == ["ok", "no_trade"]
    assert found.quality.rejected.tolist() == [0, 1]


steps = st.sampled_from([0.0, 0.0, 0.004, -0.01, 0.03, 0.1, 0.11, 0.12, -0.3, -0.31, 2.0, 4.605, -4.605])
pairs = st.sampled_from([("", ""), ("甲", "乙"), ("丙", "乙"), ("甲", "")])
loose = st.lists(st.tuples(st.integers(0, 25), steps, pairs, st.booleans()), min_size=1, max_size=45)


@settings(max_examples=150)
@given(loose, st.integers(0, 9))
def test_it_says_what_its_definition_says(
    raw: list[tuple[int, float, tuple[str, str], bool]], forced_one_in: int
) -> None:
    trades = [at(day, 100 * math.exp(step), *pair) for day, step, pair, _ in raw]
    forced = {n for n, (*_, flag) in enumerate(raw, 1) if flag and forced_one_in == 0}
    verdicts = dict.fromkeys(forced, Fate.INCLUDED)
    found = fates(trades, Bar(verdicts=verdicts))
    assert found == Slow(trades, forced).fates


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 25), st.floats(-0.02, 0.02)), min_size=12, max_size=40), st.data())
def test_one_trade_a_hundred_times_too_high_or_low_changes_nothing_else(
    raw: list[tuple[int, float]], data: st.DataObject
) -> None:
    trades = [*STEADY, *(at(day, 100 * math.exp(step)) for day, step in sorted(raw))]
    which = data.draw(st.integers(6, len(trades) - 1))
    factor = data.draw(st.sampled_from([100.0, 0.01, 1e4, 1e-4]))
    day, product, price, mass, *_ = trades[which]
    wrong = [*trades[:which], (day, product, price * factor, mass), *trades[which + 1 :]]
    without = [*trades[:which], *trades[which + 1 :]]
    found = fates(wrong)
    assert found[which] is Fate.OUTLIER
    assert found[:which] + found[which + 1 :] == fates(without)
    right, kept = (computed(some, screen=SCREEN)["a", "day"] for some in (wrong, without))
    assert told(right) == told(kept)


@settings(max_examples=60)
@given(loose, st.randoms(use_true_random=False))
def test_no_order_of_lines_matters(raw: list[tuple[int, float, tuple[str, str], bool]], random: object) -> None:
    trades = [at(day, 100 * math.exp(step), *pair) for day, step, pair, _ in raw]
    order = list(range(len(trades)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found, again = fates(trades), fates([trades[place] for place in order])
    by_content: dict[Trade, list[Fate]] = defaultdict(list)
    for one, fate in zip(trades, found, strict=True):
        by_content[one].append(fate)
    for place, fate in zip(order, again, strict=True):
        by_content[trades[place]].remove(fate)
    assert not any(by_content.values())


def test_other_numbers_screen_otherwise() -> None:
    wider = replace(SCREEN, cut=50.0)
    assert fates([*STEADY, at(1, 150.0)], Bar(wider))[-1] is Fate.ACCEPTED


def test_what_the_old_price_was_paid_counts_though_the_window_has_gone_past_it() -> None:
    # 25 and one more at 150; since the first of them 12 + 21 + 3 at 100, of which the last twenty are the reference
    trades = [
        *(at(0, 100.0) for _ in range(20)),
        *(at(1, price) for price, many in ((100.0, 12), (150.0, 25)) for _ in range(many)),
        *(at(2, 100.0) for _ in range(21)),
        *(at(3, price) for price in (100.0, 100.0, 100.0, 150.0)),
    ]
    found = fates(trades)
    assert found == Slow(trades, set()).fates
    assert found.count(Fate.OUTLIER) == 26
