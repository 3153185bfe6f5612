"""The composite on panels worked by hand. Arithmetic stands beside each figure."""

import pytest

from tests.domain.index.panels import Trade, series, statuses, values, weekdays

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
    # Shares of the quarter are those of January (410/870), whatever 1 April brought.
    found = series(trades)
    assert found["2026-04-01"] == pytest.approx(found["2026-01-06"], rel=1e-14)
    assert found["2026-04-02"] / found["2026-04-01"] == pytest.approx(1.1 ** (410 / 870), rel=1e-14)


def test_the_window_is_of_364_days() -> None:
    trades: list[Trade] = [
        ("2025-04-01", "b", 50.0, 1000.0),  # 365 days before 1 April 2026: out of its window
        ("2025-04-02", "a", 100.0, 1.0),  # 364 days before: in
        ("2025-04-02", "b", 50.0, 2.0),  # both worth 100
        ("2026-04-01", "a", 121.0, 1.0),
        ("2026-04-01", "b", 50.0, 1.0),
    ]
    found = series(trades)
    assert found["2026-04-01"] / found["2025-04-02"] == pytest.approx(1.1, rel=1e-14)


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


def test_below_a_fifth_of_the_weight_the_rest_is_carried() -> None:
    trades: list[Trade] = [
        ("2026-01-05", "a", 100.0, 9.0),  # share 0.9
        ("2026-01-05", "b", 50.0, 2.0),  # share 0.1
        ("2026-01-06", "b", 55.0, 1.0),
    ]
    # Only b's tenth moves: 100 · 1.1^0.1
    assert series(trades)["2026-01-06"] == pytest.approx(100 * 1.1**0.1, rel=1e-14)
    row = values(trades, "composite", "day").iloc[1]
    assert (row["status"], row["coverage"], row["imputed"]) == ("thin", 0.1, 0.9)


def test_a_day_without_any_trade_has_no_value_and_the_next_compares_with_the_last_real_one() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 100.0, 1.0), ("2026-01-07", "a", 105.0, 1.0)]
    assert statuses(trades)["2026-01-06"] == "no_trade"
    assert "2026-01-06" not in series(trades)
    assert series(trades)["2026-01-07"] == pytest.approx(105.0, rel=1e-14)


def test_a_period_that_shares_no_product_with_the_past_is_never_called_unchanged() -> None:
    trades: list[Trade] = [("2026-01-05", "a", 100.0, 1.0), ("2026-01-06", "b", 70.0, 1.0)]
    assert statuses(trades)["2026-01-06"] == "no_match"
    assert "2026-01-06" not in series(trades)


def test_a_new_product_changes_nothing_on_the_day_it_enters() -> None:
    base: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(weekdays("2026-01-05", 60))]
    extra: Trade = ("2026-02-10", "b", 9_999.0, 500.0)
    before, after = series(base), series([*base, extra])
    assert {day: before[day] for day in before if day <= "2026-02-10"} == {
        day: after[day] for day in after if day <= "2026-02-10"
    }


def test_mid_quarter_a_new_product_waits_for_the_renewal() -> None:
    days = [*weekdays("2025-12-01", 10), *weekdays("2026-01-05", 60), *weekdays("2026-04-01", 5)]
    base: list[Trade] = [(day, "a", 100.0 + n, 1.0) for n, day in enumerate(days)]
    wild: list[Trade] = [(day, "b", 10.0 * (1 + n % 7), 900.0) for n, day in enumerate(days[20:])]
    before, after = series(base), series([*base, *wild])
    quarter = [day for day in before if day < "2026-04-01"]
    assert [before[day] for day in quarter] == [after[day] for day in quarter]
    assert before["2026-04-02"] != after["2026-04-02"]


def test_a_suspended_product_is_not_imputed_and_returns_without_a_jump() -> None:
    days = weekdays("2026-01-05", 80)
    trades: list[Trade] = [(day, "a", 100.0, 1.0) for day in days]
    trades += [(days[0], "b", 100.0, 1.0), (days[78], "b", 300.0, 1.0), (days[79], "b", 330.0, 1.0)]
    found = series(trades)
    imputed = values(trades, "composite", "day").set_index("period")["imputed"]
    assert imputed[days[60]] > 0.0  # 59 silent trading days lie between
    assert imputed[days[61]] == 0.0
    assert found[days[78]] == pytest.approx(100.0, rel=1e-14)
    assert found[days[79]] > 100.0


def test_every_frequency_is_computed_from_its_own_prices() -> None:
    trades: list[Trade] = [
        ("2026-01-05", "a", 100.0, 1.0),
        ("2026-01-06", "a", 200.0, 3.0),  # week 2: 700/4 = 175
        ("2026-01-12", "a", 350.0, 1.0),  # week 3: 350
    ]
    assert series(trades, every="week")["2026-W03"] == pytest.approx(200.0, rel=1e-14)
    assert series(trades, every="day")["2026-01-12"] == pytest.approx(350.0, rel=1e-14)


def test_a_desk_that_rested_for_two_years_goes_on_from_its_last_prices() -> None:
    trades: list[Trade] = [
        ("2024-01-05", "a", 100.0, 1.0),
        ("2026-05-05", "a", 130.0, 1.0),
        ("2026-05-06", "a", 143.0, 1.0),
    ]
    found = series(trades)
    assert found["2026-05-05"] == pytest.approx(130.0, rel=1e-14)
    assert found["2026-05-06"] == pytest.approx(143.0, rel=1e-14)
