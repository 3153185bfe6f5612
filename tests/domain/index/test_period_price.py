"""Σpq/Σq over trades, at every frequency, on panels worked by hand."""

import pytest

from desk_app.domain.base.period import Every
from desk_app.domain.index.calendar import periods_through
from tests.domain.index.panels import Trade, computed, prices_of, series, statuses, weekdays

WEEK: list[Trade] = [
    ("2026-01-05", "prnd_oxide", 600_000.0, 10.0),
    ("2026-01-05", "prnd_oxide", 610_000.0, 30.0),
    ("2026-01-07", "prnd_oxide", 640_000.0, 60.0),
]


def test_a_day_is_weighted_by_mass() -> None:
    # (600,000 x 10 + 610,000 x 30) / 40 = (6,000,000 + 18,300,000) / 40 = 607,500
    assert series(WEEK, "prnd_oxide")["2026-01-05"] == 607_500.0


def test_a_week_is_over_its_trades_not_a_mean_of_its_days() -> None:
    # (6,000,000 + 18,300,000 + 38,400,000) / 100 = 627,000; the mean of the days would be 623,750
    assert series(WEEK, "prnd_oxide", "week") == {"2026-W02": 627_000.0}


def test_count_mass_low_and_high_of_a_week() -> None:
    prices = prices_of(WEEK, Every.WEEK)
    assert (prices.trades[0, 0], prices.mass[0, 0]) == (3, 100.0)
    assert (prices.low[0, 0], prices.high[0, 0]) == (600_000.0, 640_000.0)


def test_a_day_without_a_trade_has_a_status_and_no_value() -> None:
    assert list(series(WEEK, "prnd_oxide")) == ["2026-01-05", "2026-01-07"]
    assert statuses(WEEK, "prnd_oxide")["2026-01-06"] == "no_trade"


def test_a_product_starts_with_its_first_trade() -> None:
    trades = [*WEEK, ("2026-01-07", "la_oxide", 4_500.0, 20.0)]
    assert series(trades, "la_oxide") == {"2026-01-07": 4_500.0}


def test_weekends_count_only_when_traded() -> None:
    trades: list[Trade] = [("2026-01-02", "la_oxide", 4_500.0, 1.0), ("2026-01-04", "la_oxide", 4_600.0, 1.0)]
    # Friday 2 and Sunday 4 January, a make-up day; Saturday 3 was silent and is no day of the series.
    assert list(series(trades, "la_oxide")) == ["2026-01-02", "2026-01-04"]


@pytest.mark.parametrize(
    ("every", "keys"),
    [
        ("week", ["2026-W52", "2026-W53", "2027-W01"]),
        ("month", ["2026-12", "2027-01"]),
        ("quarter", ["2026Q4", "2027Q1"]),
    ],
)
def test_week_53_and_the_turn_of_the_year(every: str, keys: list[str]) -> None:
    trades: list[Trade] = [("2026-12-24", "la_oxide", 4_500.0, 1.0), ("2027-01-04", "la_oxide", 4_600.0, 1.0)]
    assert list(statuses(trades, "la_oxide", every)) == keys


def test_a_month_that_ends_on_a_sunday_holds_its_last_day() -> None:
    trades: list[Trade] = [("2026-05-31", "la_oxide", 4_500.0, 1.0), ("2026-06-01", "la_oxide", 4_600.0, 1.0)]
    assert series(trades, "la_oxide", "month") == {"2026-05": 4_500.0, "2026-06": 4_600.0}


def test_suspended_after_sixty_trading_days() -> None:
    days = weekdays("2026-01-01", 84)
    trades = [(days[0], "tb_oxide", 6e6, 1.0), *((day, "la_oxide", 4_500.0, 1.0) for day in days)]
    # 83 trading days follow the only trade; 60 of them silent, then out.
    assert list(statuses(trades, "tb_oxide").values()) == ["ok"] + ["no_trade"] * 60 + ["suspended"] * 23


def test_nothing_traded_gives_no_series() -> None:
    assert computed([]) == {}
    assert periods_through((), Every.DAY) == ()
