"""Slips of a whole price column, seen beside the desk's own recent prices."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.own_price import Reference, Sender
from desk_app.domain.trade.sniff import Sample, sniff
from desk_app.domain.trade.walk import Quote

LEVELS = {"la_oxide": 4_500.0, "prnd_oxide": 520_000.0, "dy_oxide": 1_400_000.0}
DAY = date(2025, 6, 2)


def references(source: str = "desk", spread: float = 0.005, age: int = 1, sure: float = 0.004) -> dict[str, Reference]:
    last = DAY - timedelta(days=age)
    return {
        key: Reference(key, (Quote(last, math.log(level), sure**2),), spread, 0.008, source, mineral=True)
        for key, level in LEVELS.items()
    }


def column(factor: float, rows: int = 60, unit: str = "yuan/t", tax: Tax = Tax.EXCL) -> list[Sample]:
    chance = random.Random(7)
    found = []
    for row in range(rows):
        product = list(LEVELS)[row % len(LEVELS)]
        price = LEVELS[product] * math.exp(chance.gauss(0, 0.006)) * factor
        found.append(Sample(row + 2, product, DAY, price, tax, unit))
    return found


def test_an_untouched_column_is_not_suspected() -> None:
    assert sniff(column(1.0), references()) == ()


@pytest.mark.parametrize(
    ("factor", "kind", "fix"),
    [
        (1.13, "tax_incl", {"tax": "incl"}),
        (1 / 1.13, "tax_excl", {}),
        (1e-4, "wan", {"unit": "wan/t"}),
        (1e4, "yuan_for_wan", {}),
        (1e-3, "per_kg", {"unit": "yuan/kg"}),
        (1e3, "per_t", {}),
        (0.93, "wet", {"basis": "wet"}),
    ],
)
def test_a_slip_is_found(factor: float, kind: str, fix: dict[str, str]) -> None:
    (found,) = sniff(column(factor), references())
    assert (found.kind, dict(found.fix), found.firm, found.rows) == (kind, fix, True, 60)
    assert found.factor == pytest.approx(factor, rel=0.02)
    assert len(found.evidence) == 5


@pytest.mark.parametrize(
    ("factor", "unit", "tax", "kind", "fix"),
    [
        (1 / 1.13, "yuan/t", Tax.INCL, "tax_excl", {"tax": "excl"}),
        (1e4, "wan/t", Tax.EXCL, "yuan_for_wan", {"unit": "yuan/t"}),
        (1e3, "yuan/kg", Tax.EXCL, "per_t", {"unit": "yuan/t"}),
        (1 / 7.1, "yuan/kg", Tax.EXCL, "usd", {"unit": "usd/kg"}),
    ],
)
def test_the_answer_is_another_one_than_the_file_gives(
    factor: float, unit: str, tax: Tax, kind: str, fix: dict[str, str]
) -> None:
    (found,) = sniff(column(factor, unit=unit, tax=tax), references())
    assert (found.kind, dict(found.fix)) == (kind, fix)


def test_few_rows_are_only_asked_about() -> None:
    (found,) = sniff(column(1.13, rows=12), references())
    assert not found.firm


def test_old_prices_are_told_and_only_asked_about() -> None:
    alone = [one for one in column(1.13) if one.product == "prnd_oxide"]
    (found,) = sniff(alone, references(age=1))
    assert (found.kind, found.firm, found.days_off) == ("tax_incl", True, 1)
    (found,) = sniff(alone, references(age=28))
    assert (found.kind, found.firm, found.days_off) == ("tax_incl", False, 28)


def test_lines_that_all_lie_apart_are_looked_at_all_the_same() -> None:
    one = column(1.0)[0]
    apart = [
        Sample(one.row + n, one.product, one.day, 4_500.0 * factor, one.tax, one.unit)
        for n, factor in enumerate((1, 9))
    ]
    assert sniff(apart, references()) == ()


def test_a_market_that_moves_so_much_is_no_slip() -> None:
    assert sniff(column(1.13), references(spread=0.02, age=21)) == ()
    assert sniff(column(1.13), references(spread=0.02, age=1))


def test_products_that_went_different_ways_are_no_slip() -> None:
    ways = {"la_oxide": 1.27, "prnd_oxide": 1.0, "dy_oxide": 1.13}
    moved = [
        Sample(one.row, one.product, one.day, one.price_ex_vat * ways[one.product], one.tax, one.unit)
        for one in column(1.0)
    ]
    assert not any(found.fix for found in sniff(moved, references()))


def test_a_sender_who_is_always_dear_is_known() -> None:
    dear = Sender(0.05, 0.003)
    assert sniff(column(1.05), references(), dear) == ()
    (found,) = sniff(column(1.13 * 1.05), references(), dear)
    assert found.kind == "tax_incl"
    assert found.factor == pytest.approx(1.13, rel=0.01)


def test_a_part_of_the_rows_is_told_without_an_answer() -> None:
    mixed = [*column(1.0)[:50], *column(1e-4)[50:]]
    (found,) = sniff(mixed, references())
    assert (found.kind, found.rows, dict(found.fix)) == ("wan", 10, {})
    assert set(found.evidence) <= set(range(52, 62))


def test_a_crash_is_no_slip() -> None:
    assert sniff(column(0.6), references()) == ()


def test_the_catalogue_alone_tells_powers_of_ten_only() -> None:
    bands = references("catalogue", spread=0.015, age=200, sure=0.35)
    assert sniff(column(1.13), bands) == ()
    assert [one.kind for one in sniff(column(1e-4), bands)] == ["wan"]


def test_an_unknown_product_says_nothing() -> None:
    assert sniff(column(1e4), {}) == ()


@settings(max_examples=30, deadline=None)
@given(st.floats(0.2, 5), st.permutations(range(30)), st.sampled_from([1.0, 1.13, 1e-4, 0.919]))
def test_neither_the_order_of_lines_nor_the_level_of_prices_matters(
    level: float, order: list[int], factor: float
) -> None:
    lines = column(factor, rows=30)
    moved = [
        Sample(one.row, one.product, one.day, one.price_ex_vat * level, one.tax, one.unit)
        for one in (lines[at] for at in order)
    ]
    beside = {
        key: Reference(
            key,
            tuple(Quote(quote.day, quote.log + math.log(level), quote.variance) for quote in one.quotes),
            one.spread,
            one.noise,
            one.source,
            one.mineral,
        )
        for key, one in references().items()
    }
    plain, other = sniff(lines, references()), sniff(moved, beside)
    assert [(one.kind, one.rows, one.firm) for one in plain] == [(one.kind, one.rows, one.firm) for one in other]
    assert [one.factor for one in plain] == pytest.approx([one.factor for one in other])
