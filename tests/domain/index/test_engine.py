"""What must hold of all series, whatever the trades."""

import math
import random as chance
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.index.methodology import METHOD
from desk_app.domain.index.quality import grades
from desk_app.domain.index.series_values import SeriesValues, table_of
from desk_app.domain.index.vintage import digest
from tests.domain.index.panels import Groups, Trade, computed, days_of, path, request, series, told, weekdays

DAYS = [*weekdays("2025-12-15", 13), *weekdays("2026-01-01", 12), *weekdays("2026-04-01", 5)]
trade = st.tuples(st.sampled_from(DAYS), st.sampled_from("abcde"), st.floats(10, 1e6), st.floats(0.001, 1e4))
panels = st.lists(trade, min_size=1, max_size=60)
quick = settings(max_examples=25)
GROUPS: Groups = {"front": ("ab", {}), "own": ("bcd", {"b": 1.0, "d": 2.0})}
SCREEN = METHOD.screen


def digests(trades: list[Trade]) -> dict[tuple[str, str], bytes]:
    return {key: digest(one) for key, one in computed(trades, GROUPS, screen=SCREEN).items()}


@quick
@given(panels, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_bit(trades: list[Trade], random: chance.Random) -> None:
    again = list(trades)
    random.shuffle(again)
    assert digests(again) == digests(trades)


def finished(one: SeriesValues, first: str) -> dict[str, tuple[object, ...]]:
    """By period before `first`: value, status, grade and figures."""
    quality = one.quality
    figures = (one.value, one.status, one.grade, quality.trades, quality.tonnes, quality.coverage, quality.imputed)
    rows = zip(one.periods, *(list(figure) for figure in figures), strict=True)
    return {key: tuple(map(str, row)) for key, *row in rows if parse_period(key).end.isoformat() < first}


@quick
@given(panels, panels)
def test_later_trades_change_no_finished_price(trades: list[Trade], more: list[Trade]) -> None:
    last = max(day for day, *_ in trades)
    later = [one for one in more if one[0] > last]
    first = min((day for day, *_ in later), default="9999-12-31")
    before, after = computed(trades), computed([*trades, *later])
    for key, one in before.items():
        if one.parts is None:
            kept = finished(one, first)
            assert kept == {period: row for period, row in finished(after[key], first).items() if period in kept}


@quick
@given(panels, st.floats(0.01, 100))
def test_all_prices_in_another_unit_change_no_index(trades: list[Trade], factor: float) -> None:
    scaled = computed([(day, product, price * factor, mass) for day, product, price, mass, *_ in trades], GROUPS)
    for key, one in computed(trades, GROUPS).items():
        if one.parts is not None:
            np.testing.assert_allclose(list(told(scaled[key]).values()), list(told(one).values()), rtol=1e-9)


@quick
@given(panels, st.floats(0.01, 100))
def test_prices_follow_their_unit(trades: list[Trade], factor: float) -> None:
    scaled = series([(day, product, price * factor, mass) for day, product, price, mass, *_ in trades], trades[0][1])
    expected = [factor * value for value in series(trades, trades[0][1]).values()]
    np.testing.assert_allclose(list(scaled.values()), expected, rtol=1e-9)


distinct = st.lists(st.tuples(st.sampled_from("abcde"), st.floats(10, 1e6)), min_size=1, unique_by=lambda one: one[0])
FREQUENCIES = ("day", "week", "month", "quarter")


@quick
@given(distinct)
def test_equal_prices_leave_the_index_at_its_base(prices: list[tuple[str, float]]) -> None:
    trades: list[Trade] = [(day, product, price, 1.0 + n) for n, day in enumerate(DAYS) for product, price in prices]
    for every in FREQUENCIES:
        np.testing.assert_allclose(list(series(trades, every=every).values()), 100.0, rtol=1e-12)


@quick
@given(distinct, st.floats(0.5, 2))
def test_proportional_prices_move_the_index_by_their_factor(prices: list[tuple[str, float]], factor: float) -> None:
    first, second = "2026-01-05", "2026-04-06"
    trades: list[Trade] = [(first, product, price, 2.0) for product, price in prices]
    trades += [(second, product, price * factor, 7.0) for product, price in prices]
    for every in ("week", "month", "quarter"):
        assert list(series(trades, every=every).values())[-1] == pytest.approx(100 * factor, rel=1e-12)
    near = [(day.replace(second, "2026-01-06"), *rest) for day, *rest in trades]
    assert series(near)["2026-01-06"] == pytest.approx(100 * factor, rel=1e-12)  # type: ignore[arg-type]


@quick
@given(panels)
def test_one_step_of_the_path_lies_between_the_smallest_and_the_largest_change(trades: list[Trade]) -> None:
    days = sorted({day for day, *_ in trades})[:2]
    two = [one for one in trades if one[0] in days]
    common = sorted({p for d, p, *_ in two if d == days[0]} & {p for d, p, *_ in two if d == days[-1]})
    if len(days) < 2 or not common or days[1] > "2026-03":
        return
    ratios = [series(two, product)[days[1]] / series(two, product)[days[0]] for product in common]
    step = path(two)[days[1]] / 100
    assert min(1.0, *ratios) * (1 - 1e-9) <= step <= max(1.0, *ratios) * (1 + 1e-9)


@quick
@given(panels)
def test_every_value_has_its_grounds(trades: list[Trade]) -> None:
    for one in computed(trades, GROUPS, screen=SCREEN).values():
        assert len(set(one.periods)) == len(one.periods)
        has = ~np.isnan(one.value)
        assert has.tolist() == [status == "ok" for status in one.status]
        assert (one.quality.trades[has] > 0).all()
        assert np.isfinite(one.value[has]).all()
        assert (one.value[has] > 0).all()
        assert ((one.quality.coverage >= 0) & (one.quality.coverage <= 1 + 1e-12)).all()
        if one.parts is not None:
            assert [mark != "n/p" for mark in one.grade] == has.tolist()
            assert np.isfinite(one.parts).all()


@quick
@given(panels)
def test_price_lies_between_low_and_high(trades: list[Trade]) -> None:
    day, product = trades[0][:2]
    prices = [price for d, p, price, *_ in trades if (d, p) == (day, product)]
    assert min(prices) * (1 - 1e-12) <= series(trades, product)[day] <= max(prices) * (1 + 1e-12)


parties = st.sampled_from(["", "甲", "乙", "丙"])
named = st.lists(st.builds(lambda one, buyer, seller: (*one, buyer, seller, ""), trade, parties, parties), min_size=1)


@quick
@given(named, st.sampled_from(list(Every)))
def test_the_figures_behind_a_value_are_plain_counts(trades: list[Trade], every: Every) -> None:
    one = computed(trades, GROUPS)["composite", every.value]
    by_period: dict[str, list[Trade]] = defaultdict(list)
    for line in trades:
        by_period[period_of(parse_period(line[0]).start, every).key].append(line)
    for place, key in enumerate(one.periods):
        lines = by_period.get(key, [])
        value = math.fsum(line[2] * line[3] for line in lines)
        assert one.quality.trades[place] == len(lines)
        assert one.quality.tonnes[place] == pytest.approx(math.fsum(line[3] for line in lines))
        assert one.quality.priced[place] == len({line[1] for line in lines})
        shares = [
            math.fsum(line[2] * line[3] for line in lines if name in line[4:6]) / value
            for name in ("甲", "乙", "丙")
            if any(name in line[4:6] for line in lines)
        ]
        largest = one.quality.largest_party[place]
        assert largest == pytest.approx(max(shares)) if shares else math.isnan(largest)


@quick
@given(panels)
def test_coverage_is_the_part_of_past_value_that_has_a_price_now(trades: list[Trade]) -> None:
    one = computed(trades)["composite", "week"]
    weeks: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for day, product, price, mass, *_ in trades:
        weeks[period_of(parse_period(day).start, Every.WEEK).key][product] += price * mass
    keys = sorted(weeks, key=lambda key: parse_period(key).start)
    for place, key in enumerate(keys):
        past: dict[str, float] = defaultdict(float)
        for earlier in keys[:place] or [key]:
            for product, value in weeks[earlier].items():
                past[product] += value
        expected = sum(past[product] for product in weeks[key]) / sum(past.values())
        at = one.periods.index(key)
        assert one.quality.coverage[at] == pytest.approx(expected)
        assert one.quality.expected[at] == len({*past, *weeks[key]})


@pytest.mark.parametrize(
    ("coverage", "trades", "mark"),
    [
        (0.80, 30, "A"), (0.80, 29, "B"), (0.79, 99, "B"), (0.50, 1, "B"), (0.49, 99, "C"), (0.20, 1, "C"),
        (0.19, 99, "n/p"),
    ],
)  # fmt: skip
def test_grades(coverage: float, trades: int, mark: str) -> None:
    assert grades(np.array([coverage]), np.array([trades]), METHOD) == [mark]


@quick
@given(named)
def test_many_parties_are_counted_as_few_are(trades: list[Trade]) -> None:
    """Where a table of parties would be too large a list gives the same."""
    table = table_of(days_of(trades), Every.WEEK)
    columns = request(days_of(trades), {}, {}, {}).baskets[0].columns
    few, many = table.parties._from_table(columns), table.parties._from_list(columns)
    np.testing.assert_allclose(many, few, rtol=1e-12)


def test_equal_prices_and_a_single_product_are_defined() -> None:
    trades: list[Trade] = [(day, "a", 5.0, 1.0) for day in DAYS]
    assert all(math.isclose(value, 100.0) for value in series(trades).values())


def test_nothing_traded_gives_no_series() -> None:
    assert computed([]) == {}
    assert computed([("2026-01-05", "a", 0.0, 1.0)]) == {}


def test_very_many_trades_of_one_day_add_up() -> None:
    few: list[Trade] = [("2026-01-05", "a", 600_000.0 + n % 100, 0.001 * (1 + n % 7)) for n in range(20_000)]
    value, mass = (math.fsum(x) for x in zip(*((t[2] * t[3], t[3]) for t in few), strict=True))
    assert series(few, "a")["2026-01-05"] == pytest.approx(value / mass, rel=1e-12)
