"""The weekly, monthly and quarterly composite: GEKS over Törnqvist, its splice, and what must never move."""

import csv
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.ccdi import Levels, extend, no_levels, pairs_of
from desk_app.domain.index.methodology import METHOD
from desk_app.domain.index.series_values import Published
from tests.domain.index.panels import Trade, computed, mondays, series, statuses, told
from tests.shared import shared_path

few = settings(max_examples=40)


def levels(price: Floats, value: Floats, window: int, coverage: float = 0.3) -> Levels:
    return extend(pairs_of(price, value, window, coverage), no_levels(price.shape), window)


def plain(price: Floats, value: Floats) -> Floats:
    """GEKS over Törnqvist on a complete panel, by the double loop of its definition; ln, first period 0."""
    many = len(price)
    share = value / value.sum(axis=1, keepdims=True)

    def pair(s: int, t: int) -> float:
        return math.fsum((share[s] + share[t]) / 2 * np.log(price[t] / price[s]))

    geks = [sum(pair(0, over) + pair(over, t) for over in range(many)) / many for t in range(many)]
    return np.array(geks)


@st.composite
def panels(draw: st.DrawFn, least: int = 2, most: int = 9) -> tuple[Floats, Floats]:
    """Complete prices and values, periods × products."""
    shape = (draw(st.integers(least, most)), draw(st.integers(1, 5)))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    return np.exp(random.normal(0, 0.5, shape)), np.exp(random.normal(0, 1.5, shape))


@few
@given(panels())
def test_on_a_complete_panel_it_is_plain_geks(panel: tuple[Floats, Floats]) -> None:
    price, value = panel
    found = levels(price, value, len(price))
    np.testing.assert_allclose(found.level, plain(price, value), rtol=0, atol=1e-12)


@few
@given(panels())
def test_parts_add_up_to_every_level(panel: tuple[Floats, Floats]) -> None:
    found = levels(*panel, 4)
    np.testing.assert_allclose(found.parts.sum(axis=1), found.level, rtol=0, atol=1e-13)


@few
@given(panels(6, 12), st.integers(2, 5))
def test_another_period_changes_none_of_those_before_it(panel: tuple[Floats, Floats], window: int) -> None:
    price, value = panel
    for many in range(window, len(price)):
        before, after = levels(price[:many], value[:many], window), levels(price[: many + 1], value[: many + 1], window)
        assert before.level.tolist() == after.level[:many].tolist()
        assert before.parts.tolist() == after.parts[:many].tolist()


def test_within_the_opening_window_what_is_published_stands_too() -> None:
    days = mondays("2026-01-05", 8)
    trades: list[Trade] = [(day, p, 100.0 + 7 * ((n * k) % 5), 1.0 + n) for n, day in enumerate(days) for k, p in
                           enumerate("abc", 1)]  # fmt: skip
    known: dict[str, Published] = {}
    for many in range(1, 9):
        shown = [one for one in trades if one[0] in days[:many]]
        one = computed(shown, known={("composite", Every.WEEK): known})["composite", "week"]
        assert one.parts is not None
        for period, value, parts in zip(one.periods, one.value.tolist(), one.parts.tolist(), strict=True):
            fresh = Published(value, dict(zip(one.products, parts, strict=True)), "B")
            assert known.setdefault(period, fresh) == fresh
            assert math.fsum(parts) == pytest.approx(math.log(value / 100), abs=1e-12)
    assert len(known) == 8


def test_in_equal_windows_every_link_is_the_plain_chain() -> None:
    # One product: each link is its own price ratio, so the index is the price.
    price = np.array([[10.0], [11.0], [9.0], [18.0], [20.0], [5.0]])
    found = levels(price, price * 3, 3)
    np.testing.assert_allclose(np.exp(found.level), price[:, 0] / 10, rtol=1e-14)


def read(name: str) -> tuple[Floats, Floats]:
    """A complete panel of others: prices and values."""
    with (vectors() / name).open(encoding="utf-8", newline="") as file:
        rows = [(int(r["period"]), int(r["product"]), float(r["price"]), float(r["quantity"])) for r in
                csv.DictReader(file)]  # fmt: skip
    price, quantity = (np.zeros((max(r[0] for r in rows), max(r[1] for r in rows))) for _ in range(2))
    for period, product, p, q in rows:
        price[period - 1, product - 1], quantity[period - 1, product - 1] = p, q
    return price, price * quantity


def expected(name: str, column: str) -> list[float]:
    with (vectors() / name).open(encoding="utf-8", newline="") as file:
        return [float(row[column]) for row in csv.DictReader(file)]


def vectors() -> Path:
    return shared_path("data/index_vectors")


def test_six_products_over_five_periods_as_others_have_them() -> None:
    found = levels(*read("01_manual_6x5/input.csv"), 5)
    assert np.exp(found.level) == pytest.approx(
        expected("01_manual_6x5/expected_multilateral.csv", "tornqvist"), rel=1e-12
    )


def test_thirteen_periods_as_others_have_them() -> None:
    found = levels(*read("02_geks_13x5/input.csv"), 13)
    assert np.exp(found.level) == pytest.approx(expected("02_geks_13x5/expected.csv", "geks_tornqvist"), rel=1e-12)


def test_a_window_of_seven_opens_as_others_have_it_and_goes_on_by_the_mean_of_its_links() -> None:
    """Others splice on the window before, we on what is published: the opening window and the next period agree."""
    price, value = read("02_geks_13x5/input.csv")
    found = np.exp(levels(price, value, 7).level)
    others = expected("02_geks_13x5/expected.csv", "geks_tornqvist_window7_mean")
    assert found[:8] == pytest.approx(others[:8], rel=1e-12)
    by_hand = list(found[:7])
    for last in range(7, 13):
        window = plain(price[last - 6 : last + 1], value[last - 6 : last + 1])
        links = [math.log(by_hand[last - 6 + k]) + window[6] - window[k] for k in range(6)]
        by_hand.append(math.exp(sum(links) / 6))
    assert found == pytest.approx(by_hand, rel=1e-12)


def test_with_a_hole_in_the_panel_the_least_squares_are_what_the_pairs_say() -> None:
    # a alone in 1 and 2, b alone in 2 and 3: 1–2 by a (doubles), 2–3 by b (half as much again); 1–3 share nothing.
    price = np.array([[10.0, np.nan], [20.0, 7.0], [np.nan, 10.5]])
    value = np.array([[5.0, 0.0], [5.0, 5.0], [0.0, 5.0]])
    found = levels(price, value, 3)
    np.testing.assert_allclose(np.exp(found.level), [1.0, 2.0, 3.0], rtol=1e-14)


def test_less_than_three_tenths_in_common_is_no_comparison() -> None:
    price = np.array([[10.0, 10.0], [20.0, np.nan]])
    assert not pairs_of(price, np.array([[29.0, 71.0], [5.0, 0.0]]), 2, 0.3).exists[1, 1]
    assert pairs_of(price, np.array([[30.0, 70.0], [5.0, 0.0]]), 2, 0.3).exists[1, 1]


def week(*products: str, price: float = 100.0, mass: float = 1.0) -> list[tuple[str, float, float]]:
    return [(product, price, mass) for product in products]


def over(*weeks: Sequence[tuple[str, float, float]], start: str = "2026-01-05") -> list[Trade]:
    days = mondays(start, len(weeks))
    return [(day, *line) for day, one in zip(days, weeks, strict=True) for line in one]


def test_periods_without_a_common_product_have_no_value_and_are_never_called_unchanged() -> None:
    trades = over(week("a"), week("b", price=70.0), week("a", price=110.0))
    assert statuses(trades, every="week") == {"2026-W02": "ok", "2026-W03": "no_match", "2026-W04": "ok"}
    assert series(trades, every="week") == pytest.approx({"2026-W02": 100.0, "2026-W04": 110.0})


def test_a_product_that_returns_is_matched_again() -> None:
    trades = over(week("a", "b"), week("a"), week("a"), [*week("a"), *week("b", price=121.0)])
    # Week 4 against 1: both, halves of b's ln 1.21 and its share 121/221; against 2 and 3: a alone, nothing.
    found = series(trades, every="week")["2026-W05"]
    assert 100.0 < found < 121.0


def test_a_new_product_leaves_its_first_week_and_all_before_it_alone() -> None:
    base = over(*(week("a", price=100.0 + n) for n in range(6)))
    extra = over(*[[]] * 5, week("b", price=9_999.0, mass=0.02))
    before, after = series(base, every="week"), series([*base, *extra], every="week")
    assert list(before) == list(after)
    assert after == pytest.approx(before, rel=1e-12)


def test_a_week_that_is_nearly_all_new_is_compared_with_nothing() -> None:
    trades = over(week("a"), [*week("a", price=110.0), *week("b", price=9_999.0)])
    assert statuses(trades, every="week") == {"2026-W02": "ok", "2026-W03": "no_match"}


def test_a_product_that_leaves_is_not_carried_to_nothing() -> None:
    trades = over(week("a", "b"), week("a", "b"), *[week("a")] * 30)
    assert set(map(round, series(trades, every="week").values())) == {100}


def test_silent_weeks_are_skipped_and_the_next_is_held_against_the_last_real_ones() -> None:
    trades = over(week("a"), [], [], week("a", price=105.0))
    assert list(statuses(trades, every="week").values()) == ["ok", "no_trade", "no_trade", "ok"]
    assert series(trades, every="week") == pytest.approx({"2026-W02": 100.0, "2026-W05": 105.0})


def test_one_period_alone_is_the_base() -> None:
    for every in ("day", "week", "month", "quarter"):
        assert list(series([("2026-01-05", "a", 5.0, 1.0)], every=every).values()) == [100.0]


def test_week_53_lies_between_52_and_1() -> None:
    trades = over(week("a"), week("a", price=110.0), week("a", price=121.0), start="2026-12-21")
    assert series(trades, every="week") == pytest.approx({"2026-W52": 100.0, "2026-W53": 110.0, "2027-W01": 121.0})


def test_prices_over_fifteen_magnitudes_neither_overflow_nor_vanish() -> None:
    trades = over(
        [("a", 1e-6, 1e-3), ("b", 1e9, 1e6)], [("a", 2e-6, 1e6), ("b", 2e9, 1e-3)], [("a", 1e-6, 1e-3), ("b", 1e9, 1e6)]
    )
    for every in ("week", "day"):
        assert list(series(trades, every=every).values()) == pytest.approx([100.0, 200.0, 100.0], rel=1e-9)


@few
@given(panels(3, 8), st.floats(0.01, 100))
def test_all_prices_of_a_period_times_a_factor_move_it_by_that_factor(
    panel: tuple[Floats, Floats], factor: float
) -> None:
    price, value = panel
    scaled, worth = price.copy(), value.copy()
    scaled[-1], worth[-1] = price[-1] * factor, value[-1] * factor
    for window in (3, 8):
        moved = levels(scaled, worth, window).level - levels(price, value, window).level
        opening = len(price) <= window
        np.testing.assert_allclose(moved[:-1], 0.0, atol=1e-12 if opening else 0.0)
        assert moved[-1] == pytest.approx(math.log(factor), abs=1e-12)


@few
@given(panels())
def test_prices_that_come_back_bring_the_level_back(panel: tuple[Floats, Floats]) -> None:
    price, value = panel
    there_and_back = np.vstack([price, price[:1]])
    found = levels(there_and_back, np.vstack([value, value[:1]]), len(there_and_back)).level
    assert found[-1] == pytest.approx(found[0], abs=1e-12)


def test_quarters_compare_over_five_and_months_over_thirteen() -> None:
    assert [METHOD.window(every) for every in (Every.WEEK, Every.MONTH, Every.QUARTER)] == [27, 13, 5]


def test_fixed_weights_take_the_place_of_value() -> None:
    trades = over([("a", 100.0, 9.0), ("b", 100.0, 1.0)], [("a", 121.0, 9.0), ("b", 100.0, 1.0)])
    found = computed(trades, groups={"own": ("ab", {"a": 1.0, "b": 1.0})})["own", "week"]
    assert told(found)["2026-W03"] == pytest.approx(110.0, rel=1e-14)
