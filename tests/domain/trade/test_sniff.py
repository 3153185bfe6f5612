"""Slips of a whole price column, seen beside the desk's own recent prices."""

import math
import random
from datetime import date

import pytest

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.sniff import Reference, Sample, sniff

LEVELS = {"la_oxide": 4_500.0, "prnd_oxide": 520_000.0, "dy_oxide": 1_400_000.0}


def references(source: str = "desk", spread: float = 0.005, age: int = 1) -> dict[str, Reference]:
    return {key: Reference(key, level, spread, 30, age, source, mineral=True) for key, level in LEVELS.items()}


def column(factor: float, rows: int = 60) -> list[Sample]:
    chance = random.Random(7)
    found = []
    for row in range(rows):
        product = list(LEVELS)[row % len(LEVELS)]
        price = LEVELS[product] * math.exp(chance.gauss(0, 0.006)) * factor
        found.append(Sample(row + 2, product, date(2025, 6, 2), price, Tax.EXCL, "yuan/t"))
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


def test_few_rows_only_hint() -> None:
    (found,) = sniff(column(1.13, rows=12), references())
    assert not found.firm


def test_a_crash_is_no_slip() -> None:
    assert sniff(column(0.6), references()) == ()


def test_the_catalogue_alone_tells_powers_of_ten_only() -> None:
    bands = references("catalogue", spread=0.5)
    assert sniff(column(1.13), bands) == ()
    assert [one.kind for one in sniff(column(1e-4), bands)] == ["wan"]


def test_an_unknown_product_says_nothing() -> None:
    assert sniff(column(1e4), {}) == ()
