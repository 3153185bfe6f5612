"""What moved an index adds up to what it moved by, between any two of its periods."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.index.movement import by_group, contributions
from desk_app.domain.index.series_values import Published, SeriesValues
from tests.domain.index.panels import Groups, Trade, computed, weekdays

DAYS = weekdays("2025-12-08", 60)
GROUPS: Groups = {"front": ("ab", {}), "own": ("bcd", {"b": 1.0, "d": 2.0})}
trades_of = st.lists(
    st.tuples(st.integers(0, 59), st.sampled_from("abcd"), st.floats(10, 1e5), st.floats(0.01, 1e3)),
    min_size=1,
    max_size=60,
)
Raw = list[tuple[int, str, float, float]]


def texts(raw: Raw) -> list[Trade]:
    return [(DAYS[day], product, price, mass) for day, product, price, mass in raw]


def levels(one: SeriesValues) -> list[tuple[float, dict[str, float]]]:
    """Value and parts of each period that has a value."""
    assert one.parts is not None
    rows = zip(one.value.tolist(), one.parts.tolist(), strict=True)
    return [(value, dict(zip(one.products, parts, strict=True))) for value, parts in rows if math.isfinite(value)]


def adds_up(one: SeriesValues) -> None:
    found = levels(one)
    for value, parts in found:
        assert math.fsum(parts.values()) == pytest.approx(math.log(value / 100), rel=1e-12, abs=1e-12)
    for (was, before), (now, after) in [*combinations(found[-12:], 2), *zip(found, found[::-1], strict=True)]:
        points = contributions(before, after)
        change = 100 * (now / was - 1)
        size = math.fsum(abs(point) for point in points.values())
        assert math.fsum(points.values()) == pytest.approx(change, rel=1e-12, abs=1e-12 * (100 + size))


@settings(max_examples=40)
@given(trades_of)
def test_parts_add_up_in_every_series_between_all_periods(raw: Raw) -> None:
    for one in computed(texts(raw), GROUPS).values():
        if one.parts is not None:
            adds_up(one)


@settings(max_examples=25)
@given(trades_of, st.integers(0, 59), st.floats(0.5, 2.0))
def test_they_add_up_across_values_that_were_published(raw: Raw, day: int, factor: float) -> None:
    """What went out was made from other trades: parts of what was published link to parts of what is computed."""
    early = [(d, p, price * factor if d % 3 == 0 else price, mass) for d, p, price, mass in raw if d <= day]
    known: dict[tuple[str, Every], dict[str, Published]] = {}
    for (code, every), one in computed(texts(early), GROUPS).items() if early else ():
        if one.parts is not None:
            rows = zip(one.periods, one.value.tolist(), one.parts.tolist(), strict=True)
            known[code, Every(every)] = {
                period: Published(value, dict(zip(one.products, parts, strict=True)), "B")
                for period, value, parts in rows
                if math.isfinite(value)
            }
    found = computed(texts(raw), GROUPS, known)
    for (code, every), values in known.items():
        one = found[code, every.value]
        shown = dict(zip(one.periods, one.value.tolist(), strict=True))
        assert {period: shown[period] for period in values} == {period: row.value for period, row in values.items()}
        adds_up(one)


def test_two_products_by_hand() -> None:
    # Both halves of the value; a doubles, b halves and a little more: ln 2 · ½ and ln 0.6 · ½
    points = contributions({"a": 0.0, "b": 0.0}, {"a": math.log(2) / 2, "b": math.log(0.6) / 2})
    change = 100 * (math.sqrt(1.2) - 1)
    assert sum(points.values()) == pytest.approx(change, rel=1e-14)
    assert points["a"] / points["b"] == pytest.approx(math.log(2) / math.log(0.6), rel=1e-14)


def test_without_a_change_there_is_none_and_opposite_ones_stay_visible() -> None:
    assert contributions({"a": 0.1}, {"a": 0.1}) == {"a": 0.0}
    points = contributions({"a": 0.0, "b": 0.0}, {"a": 0.02, "b": -0.02})
    assert points == pytest.approx({"a": 2.0, "b": -2.0}, rel=1e-12)


def test_a_product_that_came_or_went_counts_with_what_it_added() -> None:
    assert contributions({}, {"a": math.log(1.1)}) == pytest.approx({"a": 10.0}, rel=1e-12)
    assert contributions({"a": math.log(1.25)}, {}) == pytest.approx({"a": -20.0}, rel=1e-12)


@settings(max_examples=50)
@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 1), min_size=1),
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 1), min_size=1),
)
def test_groups_of_a_partition_sum_to_the_total(before: dict[str, float], after: dict[str, float]) -> None:
    points = contributions(before, after)
    groups = by_group(points, {key: "front" if key in "abc" else "back" for key in "abcdefgh"})
    change = 100 * math.expm1(math.fsum(after.values()) - math.fsum(before.values()))
    assert math.fsum(groups.values()) == pytest.approx(change, rel=1e-9, abs=1e-9)
    assert set(groups) == {"front" if key in "abc" else "back" for key in points}
