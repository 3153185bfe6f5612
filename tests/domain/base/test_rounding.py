"""Ties go as the contract says."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.rounding import WIDE, Rounding, rounded


@pytest.mark.parametrize(
    ("value", "up", "even"),
    [("2.345", "2.35", "2.34"), ("2.355", "2.36", "2.36"), ("-2.345", "-2.35", "-2.34"), ("8.53459", "8.53", "8.53")],
)
def test_ties(value: str, up: str, even: str) -> None:
    assert str(rounded(Decimal(value), 2, Rounding.HALF_UP)) == up
    assert str(rounded(Decimal(value), 2, Rounding.HALF_EVEN)) == even


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**15), max_value=10**15))
def test_never_further_than_half_a_step(value: Decimal) -> None:
    for mode in Rounding:
        assert abs(Fraction(rounded(value, 2, mode)) - Fraction(value)) <= Fraction(1, 200)


def test_wide_products_keep_every_digit() -> None:
    long = Decimal("1234567890.123456789012345")
    product = WIDE.multiply(WIDE.multiply(long, long), long)
    assert Fraction(product) == Fraction(long) ** 3
