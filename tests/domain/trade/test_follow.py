"""Prices that follow an index are measured from it, others are not."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.follow import guided
from desk_app.domain.trade.guide import Guide
from desk_app.domain.trade.own_price import Paid, Reference, Sender, reference_of
from desk_app.domain.trade.sniff import Sample, sniff

MONDAY = date(2025, 1, 6)
DAYS = [MONDAY + timedelta(days=7 * (at // 5) + at % 5) for at in range(60)]
FILE, GAP = DAYS[-1], DAYS[38]
"""The desk has traded nothing from the one to the other: three weeks."""
KNOWN = Sender(0.0, 0.003)


def market(seed: int, daily: float = 0.015) -> dict[date, float]:
    chance, level = random.Random(seed), 0.0
    found = {}
    for day in DAYS:
        level += chance.gauss(0, daily)
        found[day] = level
    return found


def guide(levels: dict[date, float], until: date = FILE) -> Guide:
    kept = [day for day in levels if day <= until]
    return Guide("X", tuple(kept), tuple(levels[day] for day in kept), 4)


def paid(levels: dict[date, float], product: str, off: float = 0.0) -> list[Paid]:
    chance = random.Random(product)
    return [Paid(day, 50_000 * math.exp(levels[day] + off + chance.gauss(0, 0.004))) for day in DAYS if day <= GAP]


def references(levels: dict[date, float], *products: str) -> dict[str, Reference]:
    return {key: reference_of(key, paid(levels, key), FILE, KNOWN) for key in products}


def file(levels: dict[date, float], *products: str, factor: float = 1.0) -> list[Sample]:
    price = 50_000 * math.exp(levels[FILE]) * factor
    return [Sample(row + 2, product, FILE, price, Tax.EXCL, "yuan/t") for row, product in enumerate(products * 10)]


def test_what_follows_an_index_is_measured_from_it() -> None:
    levels = market(1)
    before = references(levels, "a", "b")
    after = guided(before, [guide(levels)], {"a": {FILE}, "b": {FILE}})
    assert {one.guide.code for one in after.values() if one.guide} == {"X"}
    assert all(after[key].spread < before[key].spread / 2 for key in before)
    assert after["a"].log_of(50_000 * math.exp(levels[FILE]), FILE) == pytest.approx(math.log(50_000))


def test_an_index_of_something_else_is_left_alone() -> None:
    before = references(market(1), "a", "b")
    assert guided(before, [guide(market(2))], {"a": {FILE}, "b": {FILE}}) == before


def test_of_several_the_nearest_is_taken() -> None:
    levels, chance = market(1), random.Random(3)
    rough = Guide("rough", tuple(levels), tuple(log + chance.gauss(0, 0.004) for log in levels.values()), 4)
    after = guided(references(levels, "a"), [rough, guide(levels), guide(market(2))], {"a": {FILE}})
    assert after["a"].guide is not None
    assert after["a"].guide.code == "X"


def test_an_index_that_ends_before_the_file_says_nothing_of_it() -> None:
    levels = market(1)
    before = references(levels, "a")
    assert guided(before, [guide(levels, until=GAP)], {"a": {FILE}}) == before
    with pytest.raises(ValueError, match="no guide"):
        guided(before, [guide(levels)], {"a": {FILE}})["a"].log_of(1.0, FILE + timedelta(days=30))


def test_few_days_do_not_tell() -> None:
    levels = market(1)
    few = {"a": reference_of("a", paid(levels, "a")[-11:], FILE, KNOWN)}
    assert guided(few, [guide(levels)], {"a": {FILE}}) == few


def test_what_the_market_did_in_a_break_is_told_from_a_slip() -> None:
    levels = market(1)
    off = math.log(1.13) - (levels[FILE] - levels[GAP])
    moved = {day: level + (off if day > GAP else 0.0) for day, level in levels.items()}  # by just the VAT
    beside = guided(references(moved, "a", "b"), [guide(moved)], {"a": {FILE}, "b": {FILE}})
    assert sniff(file(moved, "a", "b"), beside, KNOWN) == ()
    (found,) = sniff(file(moved, "a", "b", factor=1.13), beside, KNOWN)
    assert (found.kind, found.guide) == ("tax_incl", "X")
    assert found.factor == pytest.approx(1.13, rel=0.02)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(-3, 3))
def test_the_level_of_the_index_does_not_matter(seed: int, by: float) -> None:
    levels = market(seed)
    raised = {day: level + by for day, level in levels.items()}
    before = references(levels, "a", "b")
    days = {"a": {FILE}, "b": {FILE}}
    one, other = (guided(before, [guide(of)], days) for of in (levels, raised))
    for factor in (1.0, 1.13):
        lines = file(levels, "a", "b", factor=factor)
        first, second = sniff(lines, one, KNOWN), sniff(lines, other, KNOWN)
        assert [(found.kind, found.rows) for found in first] == [(found.kind, found.rows) for found in second]
