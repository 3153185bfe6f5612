"""The composite once more, in plain dictionaries straight from its definition, on all kinds of panels."""

import math
from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every, period_of
from tests.domain.index.panels import Trade, series

START = date(2025, 11, 24)
moments = st.one_of(st.integers(0, 200), st.integers(0, 900))
panels = st.lists(
    st.tuples(moments, st.sampled_from("abcd"), st.floats(10, 1e5), st.floats(0.01, 1e3)), min_size=1, max_size=70
)


def plain(trades: list[tuple[date, str, float, float]], every: Every) -> dict[str, float]:
    days = sorted({day for day, *_ in trades})
    by_period: dict[date, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for day, product, price, mass in trades:
        by_period[period_of(day, every).start][product].append((price, mass))
    found: dict[str, float] = {}
    reference: dict[str, float] = {}
    last: dict[str, date] = {}
    log_level = 0.0
    for start in sorted(by_period):
        key = period_of(start, every).key
        prices = {name: sum(p * q for p, q in one) / sum(q for _, q in one) for name, one in by_period[start].items()}
        for name in [n for n in reference if sum(last[n] < day < start for day in days) >= 60]:
            del reference[name]
        if not found:
            found[key] = 100.0
        else:
            value = past_value(trades, start)
            known = {n: v for n, v in value.items() if n in reference}
            matched = [n for n in known if n in prices]
            if matched:
                weight = sum(known[n] for n in matched)
                share = weight / sum(known.values())
                change = sum(known[n] / weight * math.log(prices[n] / reference[n]) for n in matched)
                log_level += change if share >= 0.2 else share * change
                found[key] = 100 * math.exp(log_level)
                for name in reference:
                    reference[name] *= math.exp(change) if share >= 0.2 else 1.0
        reference.update(prices)
        last.update({n: max(d for d, m, *_ in trades if m == n and period_of(d, every).start == start) for n in prices})
    return found


def past_value(trades: list[tuple[date, str, float, float]], start: date) -> dict[str, float]:
    quarter = period_of(start, Every.QUARTER).start
    first = quarter - timedelta(days=364)
    window = [one for one in trades if first <= one[0] < quarter] or [one for one in trades if one[0] < start]
    value: dict[str, float] = defaultdict(float)
    for _, product, price, mass in window:
        value[product] += price * mass
    return value


@settings(max_examples=60)
@given(panels, st.sampled_from(list(Every)))
def test_the_engine_says_what_the_definition_says(lines: list[tuple[int, str, float, float]], every: Every) -> None:
    trades = [(START + timedelta(days=n), product, price, mass) for n, product, price, mass in lines]
    texts: list[Trade] = [(day.isoformat(), product, price, mass) for day, product, price, mass in trades]
    assert series(texts, every=every.value) == pytest.approx(plain(trades, every), rel=1e-9)


def test_a_dense_panel_over_two_years() -> None:
    trades = [
        (START + timedelta(days=n), product, 100.0 + 7 * ((n * (3 + k)) % 11) + k * 50, 1.0 + (n + k) % 5)
        for n in range(730)
        for k, product in enumerate("abcd")
        if (n * 7 + k * 3) % (k + 2) == 0 and not (product == "d" and 200 < n < 420)
    ]
    texts: list[Trade] = [(day.isoformat(), product, price, mass) for day, product, price, mass in trades]
    for every in Every:
        assert series(texts, every=every.value) == pytest.approx(plain(trades, every), rel=1e-9)
