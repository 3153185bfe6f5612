"""What must hold of all series, whatever the trades."""

import math
import random as chance

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import parse_period
from desk_app.domain.index.engine import KEY, index_values
from tests.domain.index.panels import Trade, series, totals, values, weekdays

DAYS = [*weekdays("2025-12-15", 13), *weekdays("2026-01-01", 12), *weekdays("2026-04-01", 5)]
trade = st.tuples(st.sampled_from(DAYS), st.sampled_from("abcde"), st.floats(10, 1e6), st.floats(0.001, 1e4))
panels = st.lists(trade, min_size=1, max_size=60)
quick = settings(max_examples=25, deadline=None)


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True), check_exact=True)


@quick
@given(panels, st.randoms())
def test_the_order_of_rows_changes_no_bit(trades: list[Trade], random: chance.Random) -> None:
    frame = totals(trades)
    rows = list(range(len(frame)))
    random.shuffle(rows)
    same(index_values(frame), index_values(frame.iloc[rows]))


@quick
@given(panels, panels)
def test_later_trades_change_no_finished_period(trades: list[Trade], more: list[Trade]) -> None:
    last = max(day for day, *_ in trades)
    later = [one for one in more if one[0] > last]
    first = min((day for day, *_ in later), default="9999-12-31")
    before, after = index_values(totals(trades)), index_values(totals([*trades, *later]))
    finished = [parse_period(period).end.isoformat() < first for period in before["period"]]
    kept = before[finished].merge(after[KEY], on=KEY)
    assert len(kept) == sum(finished)
    same(kept, before.loc[finished, KEY].merge(after, on=KEY))


@quick
@given(panels, st.floats(0.01, 100))
def test_all_prices_in_another_unit_change_no_index(trades: list[Trade], factor: float) -> None:
    scaled = series([(day, product, price * factor, mass) for day, product, price, mass in trades])
    np.testing.assert_allclose(list(scaled.values()), list(series(trades).values()), rtol=1e-9)


@quick
@given(panels, st.floats(0.01, 100))
def test_prices_follow_their_unit(trades: list[Trade], factor: float) -> None:
    scaled = series([(day, product, price * factor, mass) for day, product, price, mass in trades], trades[0][1])
    expected = [factor * value for value in series(trades, trades[0][1]).values()]
    np.testing.assert_allclose(list(scaled.values()), expected, rtol=1e-9)


@quick
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.floats(10, 1e6)), min_size=1, unique_by=lambda one: one[0]))
def test_equal_prices_leave_the_index_at_its_base(prices: list[tuple[str, float]]) -> None:
    trades = [(day, product, price, 1.0 + n) for n, day in enumerate(DAYS) for product, price in prices]
    np.testing.assert_allclose(list(series(trades).values()), 100.0, rtol=1e-12)


@quick
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.floats(10, 1e6)), min_size=1, unique_by=lambda one: one[0]),
    st.floats(0.5, 2),
)
def test_proportional_prices_move_the_index_by_their_factor(prices: list[tuple[str, float]], factor: float) -> None:
    first, second = DAYS[:2]
    trades = [(first, product, price, 2.0) for product, price in prices]
    trades += [(second, product, price * factor, 7.0) for product, price in prices]
    assert series(trades)[second] == pytest.approx(100 * factor, rel=1e-12)


@quick
@given(panels)
def test_one_step_lies_between_the_smallest_and_the_largest_change(trades: list[Trade]) -> None:
    days = sorted({day for day, *_ in trades})[:2]
    if len(days) < 2:
        return
    first, second = ({p: None for d, p, *_ in trades if d == day} for day in days)
    both = sorted(first.keys() & second.keys())
    if not both:
        return
    two = [one for one in trades if one[0] in days]
    ratios = [series(two, product)[days[1]] / series(two, product)[days[0]] for product in both]
    step = series(two)[days[1]] / 100
    assert min(1.0, *ratios) * (1 - 1e-9) <= step <= max(1.0, *ratios) * (1 + 1e-9)
    if values(two, "composite", "day").iloc[-1]["status"] == "ok":
        assert min(ratios) * (1 - 1e-9) <= step <= max(ratios) * (1 + 1e-9)


@quick
@given(panels)
def test_every_value_has_its_grounds(trades: list[Trade]) -> None:
    found = index_values(totals(trades))
    assert not found.duplicated(["code", "every", "period"]).any()
    has = found["value"].notna()
    assert (has == found["status"].isin(["ok", "thin"])).all()
    assert (found.loc[has, "trades"] > 0).all()
    assert np.isfinite(found.loc[has, "value"]).all()
    assert found.loc[has, "coverage"].between(0, 1).all()


@quick
@given(panels)
def test_price_lies_between_low_and_high(trades: list[Trade]) -> None:
    day, product = trades[0][:2]
    prices = [price for d, p, price, _ in trades if (d, p) == (day, product)]
    assert min(prices) * (1 - 1e-12) <= series(trades, product)[day] <= max(prices) * (1 + 1e-12)


def test_prices_over_fifteen_magnitudes_neither_overflow_nor_vanish() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 1e-6, 1e-3), ("2026-01-05", "b", 1e9, 1e6)]
    trades += [("2026-01-06", "a", 2e-6, 1e6), ("2026-01-06", "b", 2e9, 1e-3)]
    assert series(trades)["2026-01-06"] == pytest.approx(200.0, rel=1e-12)


def test_equal_prices_and_a_single_product_are_defined() -> None:
    trades: list[Trade] = [(day, "a", 5.0, 1.0) for day in DAYS]
    assert all(math.isclose(value, 100.0) for value in series(trades).values())
