"""The daily flash on panels worked by hand. Arithmetic stands beside each figure.

`path` is 100 · exp(y), before any week anchors it; in the week the data open with it is the series itself.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.index.formula.vartia import log_mean
from tests.domain.index.panels import Trade, computed, mondays, path, series, statuses, told, weekdays

TWO_DAYS: list[Trade] = [
    ("2026-01-05", "a", 100.0, 3.0),  # value 300, share 0.75
    ("2026-01-05", "b", 50.0, 2.0),  # value 100, share 0.25
    ("2026-01-06", "a", 110.0, 1.0),
    ("2026-01-06", "b", 40.0, 9.0),
]


def test_the_first_period_is_the_base() -> None:
    assert series(TWO_DAYS)["2026-01-05"] == 100.0


def test_two_products_with_the_shares_of_the_day_before() -> None:
    # 100 · 1.1^0.75 · 0.8^0.25 = 100 · 1.074099... · 0.945742... = 101.582...
    expected = 100 * 1.1**0.75 * 0.8**0.25
    assert series(TWO_DAYS)["2026-01-06"] == pytest.approx(expected, rel=1e-14)
    assert expected == pytest.approx(101.5821, abs=1e-4)


def test_in_the_opening_quarter_shares_grow_with_the_trades() -> None:
    trades: list[Trade] = [*TWO_DAYS, ("2026-01-07", "a", 121.0, 1.0), ("2026-01-07", "b", 40.0, 1.0)]
    # Value before the 7th: a 300 + 110 = 410, b 100 + 360 = 460; share of a = 410/870.
    expected = 100 * 1.1**0.75 * 0.8**0.25 * 1.1 ** (410 / 870)
    assert series(trades)["2026-01-07"] == pytest.approx(expected, rel=1e-14)


def test_from_the_next_quarter_on_shares_stay() -> None:
    trades: list[Trade] = [
        *TWO_DAYS,
        ("2026-04-01", "a", 110.0, 1000.0),
        ("2026-04-01", "b", 40.0, 1.0),
        ("2026-04-02", "a", 121.0, 1.0),
        ("2026-04-02", "b", 40.0, 1.0),
    ]
    # Both were silent for 61 weekdays and no more than sixty are allowed: they come back with their new prices.
    # Shares of the quarter are those of January (410/870), whatever 1 April brought.
    found = path(trades)
    assert found["2026-04-01"] == pytest.approx(found["2026-01-06"], rel=1e-14)
    assert found["2026-04-02"] / found["2026-04-01"] == pytest.approx(1.1 ** (410 / 870), rel=1e-14)


def test_the_window_is_of_364_days() -> None:
    trades: list[Trade] = [
        ("2025-04-01", "b", 50.0, 1000.0),  # 365 days before 1 April 2026: out of its window
        ("2025-04-02", "a", 100.0, 1.0),  # 364 days before: in
        ("2025-04-02", "b", 50.0, 2.0),  # both worth 100
        ("2026-04-01", "a", 110.0, 1.0),
        ("2026-04-01", "b", 50.0, 1.0),
        ("2026-04-02", "a", 133.1, 1.0),
        ("2026-04-02", "b", 50.0, 1.0),
    ]
    found = path(trades)
    assert found["2026-04-02"] / found["2026-04-01"] == pytest.approx(1.1, rel=1e-14)


def test_an_untraded_product_moves_with_the_traded_ones() -> None:
    trades: list[Trade] = [
        *TWO_DAYS[:2],
        ("2026-01-06", "a", 110.0, 1.0),  # a is 0.75 of the weight: b follows by 1.1 to 55
        ("2026-01-07", "b", 55.0, 1.0),
        ("2026-01-07", "a", 110.0, 1.0),
    ]
    found = series(trades)
    assert found["2026-01-06"] == pytest.approx(110.0, rel=1e-14)
    assert found["2026-01-07"] == pytest.approx(110.0, rel=1e-14)  # b came back where it was thought to be


THREE: list[Trade] = [
    ("2026-01-05", "a", 100.0, 5.0),  # class 0, share 0.5
    ("2026-01-05", "b", 100.0, 3.0),  # class 1, share 0.3
    ("2026-01-05", "c", 100.0, 2.0),  # class 1, share 0.2
]


def test_a_silent_product_moves_with_its_own_class() -> None:
    trades: list[Trade] = [*THREE, ("2026-01-06", "a", 100.0, 1.0), ("2026-01-06", "b", 121.0, 1.0)]
    # c follows b: 1.21^(0.3 + 0.2)
    assert path(trades, [0, 1, 1])["2026-01-06"] == pytest.approx(110.0, rel=1e-14)


def test_a_class_of_which_too_little_was_traded_moves_with_all() -> None:
    trades: list[Trade] = [*THREE, ("2026-01-06", "a", 121.0, 1.0)]
    # b and c are a class of their own and silent: they follow a, half of the weight of all
    assert path(trades, [0, 1, 1])["2026-01-06"] == pytest.approx(121.0, rel=1e-14)


def test_below_a_fifth_of_the_weight_there_is_no_value_and_the_rest_is_carried() -> None:
    trades: list[Trade] = [
        ("2026-01-05", "a", 100.0, 9.0),  # share 0.9
        ("2026-01-05", "b", 50.0, 2.0),  # share 0.1
        ("2026-01-06", "b", 55.0, 1.0),
    ]
    # Only b's tenth moves: 100 · 1.1^0.1, and nothing goes out
    assert path(trades)["2026-01-06"] == pytest.approx(100 * 1.1**0.1, rel=1e-14)
    found = computed(trades)["composite", "day"]
    assert (found.status, found.grade) == (["ok", "thin"], ["B", "n/p"])
    assert math.isnan(found.value[1])
    assert (found.quality.coverage[1], found.quality.imputed[1]) == (0.1, 0.9)


def test_a_day_without_any_trade_has_no_value_and_the_next_compares_with_the_last_real_one() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 100.0, 1.0), ("2026-01-07", "a", 105.0, 1.0)]
    assert statuses(trades)["2026-01-06"] == "no_trade"
    assert "2026-01-06" not in series(trades)
    assert series(trades)["2026-01-07"] == pytest.approx(105.0, rel=1e-14)


def test_a_period_that_shares_no_product_with_the_past_is_never_called_unchanged() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 100.0, 1.0), ("2026-01-06", "b", 70.0, 1.0)]
    assert statuses(trades)["2026-01-06"] == "thin"
    assert "2026-01-06" not in series(trades)


def test_a_new_product_changes_nothing_on_the_day_it_enters() -> None:
    base: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(weekdays("2026-01-05", 60))]
    extra: Trade = ("2026-02-10", "b", 99.0, 0.5)
    before, after = path(base), path([*base, extra])
    shown, again = series(base), series([*base, extra])
    assert {day: before[day] for day in before if day <= "2026-02-10"} == {
        day: after[day] for day in after if day <= "2026-02-10"
    }
    assert [shown[day] for day in shown if day <= "2026-02-10"] == [again[day] for day in again if day <= "2026-02-10"]


def test_mid_quarter_a_new_product_waits_for_the_renewal() -> None:
    days = [*weekdays("2025-12-01", 10), *weekdays("2026-01-05", 60), *weekdays("2026-04-01", 5)]
    base: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(days)]
    wild: list[Trade] = [(day, "b", 10.0 * (1 + n % 7), 900.0) for n, day in enumerate(days[20:])]
    before, after = path(base), path([*base, *wild])
    quarter = [day for day in before if day < "2026-04-01"]
    assert [before[day] for day in quarter] == [after[day] for day in quarter]
    assert before["2026-04-02"] != after["2026-04-02"]


def test_a_suspended_product_is_not_imputed_and_returns_without_a_jump() -> None:
    days = weekdays("2026-01-05", 80)
    trades: list[Trade] = [(day, "a", 100.0, 1.0) for day in days]
    trades += [(days[0], "b", 100.0, 1.0), (days[78], "b", 300.0, 1.0), (days[79], "b", 330.0, 1.0)]
    found = path(trades)
    imputed = dict(zip(days, computed(trades)["composite", "day"].quality.imputed.tolist(), strict=True))
    assert imputed[days[60]] > 0.0  # 60 weekdays after its last trade
    assert imputed[days[61]] == 0.0
    assert found[days[78]] == pytest.approx(100.0, rel=1e-14)
    assert found[days[79]] > 100.0


def test_a_holiday_ages_but_a_weekend_does_not() -> None:
    """Sixty weekdays, whether they are traded or not; 调休 days are days of the series, and age nothing."""
    days = weekdays("2026-01-05", 62)
    edge: list[Trade] = [(days[0], "a", 100.0, 1.0), (days[0], "b", 100.0, 1.0), (days[60], "a", 121.0, 1.0)]
    assert path(edge)[days[60]] == pytest.approx(121.0, rel=1e-14)
    assert path([*edge[:2], (days[61], "a", 121.0, 1.0)])[days[61]] == 100.0
    saturday: list[Trade] = [("2026-01-09", "a", 100.0, 1.0), ("2026-01-10", "a", 110.0, 1.0)]
    assert series(saturday) == pytest.approx({"2026-01-09": 100.0, "2026-01-10": 110.0})


def test_a_desk_that_rested_for_two_years_starts_its_path_anew() -> None:
    trades: list[Trade] = [
        ("2024-01-05", "a", 100.0, 1.0),
        ("2026-05-05", "a", 130.0, 1.0),
        ("2026-05-06", "a", 143.0, 1.0),
    ]
    assert path(trades)["2026-05-06"] / path(trades)["2026-05-05"] == pytest.approx(1.1, rel=1e-14)
    # The weeks know no suspension: 2024's price and 2026's are compared, and anchor the flash from then on.
    assert series(trades, every="week")["2026-W19"] == pytest.approx(100 * 273 / 2 / 100, rel=1e-12)


def test_the_path_is_moved_to_each_completed_week() -> None:
    trades: list[Trade] = [
        ("2026-01-05", "a", 100.0, 1.0),
        ("2026-01-06", "a", 120.0, 3.0),  # W02: 460/4 = 115 is the base of the weeks
        ("2026-01-12", "a", 138.0, 1.0),
    ]
    # exp(y) of W02: 1, 1.2 and three silent days at 1.2, mean 1.16, and I = 100. On the 12th exp(y) = 1.38
    assert series(trades)["2026-01-06"] == pytest.approx(120.0, rel=1e-14)
    assert series(trades)["2026-01-12"] == pytest.approx(100 * 1.38 / 1.16, rel=1e-14)
    # W03 is 138/115 · 100 = 120: a day of W04 at the same price is where the week was
    later: list[Trade] = [*trades, ("2026-01-19", "a", 138.0, 1.0)]
    assert series(later)["2026-01-19"] == pytest.approx(120.0, rel=1e-14)


def test_a_silent_week_leaves_the_anchor_where_it_was() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 100.0, 1.0), ("2026-01-20", "a", 130.0, 1.0)]
    assert series(trades)["2026-01-20"] == pytest.approx(130.0, rel=1e-14)


def test_the_weeks_mean_of_the_days_is_the_week() -> None:
    days = weekdays("2026-01-05", 40)
    trades: list[Trade] = [(day, p, 100 + 9 * math.sin(n * k), 1.0 + (n * k) % 3) for n, day in enumerate(days)
                           for k, p in enumerate("abc", 1)]  # fmt: skip
    y, weeks, shown = path(trades), series(trades, every="week"), series(trades)
    for number in range(7):
        inside, following = days[5 * number : 5 * number + 5], days[5 * number + 5]
        week = list(weeks.values())[number]
        mean = sum(y[day] for day in inside) / 5
        assert shown[following] == pytest.approx(week * y[following] / mean, rel=1e-12)


moments = st.integers(0, 90)
panels = st.lists(
    st.tuples(moments, st.sampled_from("abcd"), st.floats(10, 1e5), st.floats(0.01, 1e3)), min_size=1, max_size=50
)
DAYS = weekdays("2025-12-01", 91)


def texts(raw: list[tuple[int, str, float, float]]) -> list[Trade]:
    return [(DAYS[day], product, price, mass) for day, product, price, mass in raw]


def by_week(days: Iterable[str]) -> list[list[str]]:
    return [list(some) for _, some in groupby(days, key=lambda day: date.fromisoformat(day).isocalendar()[:2])]


@settings(max_examples=40)
@given(panels, panels)
def test_nothing_of_a_later_day_is_in_a_day(
    raw: list[tuple[int, str, float, float]], more: list[tuple[int, str, float, float]]
) -> None:
    last = max(day for day, *_ in raw)
    later = [one for one in more if one[0] > last]
    before, after = path(texts(raw)), path(texts([*raw, *later]))
    assert {day: after[day] for day in before} == before
    if last // 5 * 5 + 4 == last:  # a week is complete
        shown, again = series(texts(raw)), series(texts([*raw, *later]))
        for days in by_week(day for day in shown if day in again):  # its level may be solved again: the window opens
            moved = [shown[day] / shown[days[0]] for day in days]
            assert [again[day] / again[days[0]] for day in days] == pytest.approx(moved, rel=1e-9)


@settings(max_examples=40)
@given(panels, st.floats(0.01, 100))
def test_a_days_own_mass_is_not_in_its_shares(raw: list[tuple[int, str, float, float]], factor: float) -> None:
    last = max(day for day, *_ in raw)
    scaled = [(d, p, price, mass * factor if d == last else mass) for d, p, price, mass in raw]
    np.testing.assert_allclose(list(path(texts(raw)).values()), list(path(texts(scaled)).values()), rtol=1e-9)


@pytest.mark.parametrize(
    ("left", "right", "mean"),
    [(1.0, 1.0, 1.0), (math.e, 1.0, math.e - 1), (1.0, math.e, math.e - 1), (1.0, 1.0 + 1e-12, 1.0)],
)
def test_logarithmic_mean(left: float, right: float, mean: float) -> None:
    assert log_mean(np.array([left]), np.array([right]))[0] == pytest.approx(mean, rel=1e-11)


def test_fixed_weights_take_the_place_of_past_value() -> None:
    weights: Mapping[str, float] = {"a": 1.0, "b": 3.0}
    found = told(computed(TWO_DAYS, groups={"own": ("ab", weights)})["own", "day"])
    assert found["2026-01-06"] == pytest.approx(100 * 1.1**0.25 * 0.8**0.75, rel=1e-14)


def test_a_group_starts_with_its_first_trade() -> None:
    days = mondays("2026-01-05", 4)
    trades: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(days)]
    trades += [(days[2], "b", 50.0, 1.0), (days[3], "b", 60.0, 1.0)]
    found = computed(trades, groups={"late": ("b", {})})
    assert told(found["late", "day"]) == pytest.approx({days[2]: 100.0, days[3]: 120.0})
    assert told(found["late", "week"]) == pytest.approx({"2026-W04": 100.0, "2026-W05": 120.0})
