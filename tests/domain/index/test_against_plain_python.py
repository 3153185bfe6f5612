"""The flash's path once more, in plain dictionaries straight from its definition, on all kinds of panels."""

import math
from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, period_of
from tests.domain.index.panels import Trade, path, series

START = date(2025, 11, 24)
CLASS = {"a": 0, "b": 0, "c": 1, "d": 2}
moments = st.one_of(st.integers(0, 200), st.integers(0, 900))
panels = st.lists(
    st.tuples(moments, st.sampled_from("abcd"), st.floats(10, 1e5), st.floats(0.01, 1e3)), min_size=1, max_size=70
)
Dated = tuple[date, str, float, float]


def plain(trades: list[Dated]) -> dict[str, float]:
    """100 · exp(y) of every day on which something was traded."""
    by_day: dict[date, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for day, product, price, mass in trades:
        by_day[day][product].append((price, mass))
    found: dict[str, float] = {}
    reference: dict[str, float] = {}
    last: dict[str, date] = {}
    level = 0.0
    for day in sorted(by_day):
        prices = {name: sum(p * q for p, q in one) / sum(q for _, q in one) for name, one in by_day[day].items()}
        for name in [n for n in reference if weekdays_between(last[n], day) > 60]:
            del reference[name]
        value = {name: worth for name, worth in past_value(trades, day).items() if name in reference}
        moved = moves(prices, reference, value)
        if total := sum(value.values()):
            level += sum(value[name] / total * moved[name] for name in value)
        found[day.isoformat()] = 100 * math.exp(level)
        for name in reference:
            reference[name] *= math.exp(moved.get(name, 0.0))
        reference.update(prices)
        last.update(dict.fromkeys(prices, day))
    return found


def moves(prices: dict[str, float], reference: dict[str, float], value: dict[str, float]) -> dict[str, float]:
    """By product that has a reference its ln change: its own, its class's, that of all, or none."""
    own = {name: math.log(prices[name] / reference[name]) for name in reference if name in prices}

    def of(names: list[str]) -> float | None:
        heard = sum(value.get(name, 0.0) for name in names if name in own)
        if heard == 0 or heard < 0.2 * sum(value.get(name, 0.0) for name in names):
            return None
        return sum(value.get(name, 0.0) * own[name] for name in names if name in own) / heard

    found = {}
    for name in reference:
        kin = of([other for other in reference if CLASS[other] == CLASS[name]])
        every = of(list(reference))
        found[name] = own.get(name, every or 0.0 if kin is None else kin)
    return found


def weekdays_between(first: date, last: date) -> int:
    """Monday to Friday: how many after the first, to the last."""
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))


def past_value(trades: list[Dated], day: date) -> dict[str, float]:
    quarter = period_of(day, Every.QUARTER).start
    first = quarter - timedelta(days=364)
    window = [one for one in trades if first <= one[0] < quarter] or [one for one in trades if one[0] < day]
    value: dict[str, float] = defaultdict(float)
    for _, product, price, mass in window:
        value[product] += price * mass
    return value


def found(trades: list[Dated]) -> dict[str, float]:
    texts: list[Trade] = [(day.isoformat(), product, price, mass) for day, product, price, mass in trades]
    products = sorted({product for _, product, *_ in trades})
    every = path(texts, [CLASS[product] for product in products])
    return {day.isoformat(): every[day.isoformat()] for day in {one[0] for one in trades}}


@settings(max_examples=60)
@given(panels)
def test_the_path_is_what_its_definition_says(lines: list[tuple[int, str, float, float]]) -> None:
    trades = [(START + timedelta(days=n), product, price, mass) for n, product, price, mass in lines]
    assert found(trades) == pytest.approx(plain(trades), rel=1e-9)


def dense() -> list[Dated]:
    return [
        (START + timedelta(days=n), product, 100.0 + 7 * ((n * (3 + k)) % 11) + k * 50, 1.0 + (n + k) % 5)
        for n in range(730)
        for k, product in enumerate("abcd")
        if (n * 7 + k * 3) % (k + 2) == 0 and not (product == "d" and 200 < n < 420)
    ]


def test_a_dense_panel_over_two_years() -> None:
    assert found(dense()) == pytest.approx(plain(dense()), rel=1e-9)


def test_prices_are_sums_over_trades_at_every_frequency() -> None:
    texts: list[Trade] = [(day.isoformat(), product, price, mass) for day, product, price, mass in dense()]
    for every in Every:
        value: dict[str, float] = defaultdict(float)
        mass: dict[str, float] = defaultdict(float)
        for day, product, price, tonnes in dense():
            if product == "d":
                value[period_of(day, every).key] += price * tonnes
                mass[period_of(day, every).key] += tonnes
        expected = {key: value[key] / mass[key] for key in value}
        assert series(texts, "d", every.value) == pytest.approx(expected, rel=1e-12)
