"""The exact quotient against `fractions.Fraction`, an independent exact arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding

numbers = st.decimals(-(10**9), 10**9, allow_nan=False, places=10)
positive = st.decimals("0.0000000001", 10**9, places=10)


def fraction(ratio: Ratio) -> Fraction:
    return Fraction(ratio.top) / Fraction(ratio.bottom)


def nearest(value: Fraction, places: int, mode: Rounding) -> Fraction:
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    half = Fraction(rest, scaled.denominator) - Fraction(1, 2)
    up = half > 0 or (half == 0 and (mode is Rounding.HALF_UP or whole % 2 == 1))
    return Fraction((whole + up) * (-1 if value < 0 else 1), 10**places)


@example(
    Decimal(10**9), Decimal("3.054E-7"), Decimal("-499999999.9999835843"), Decimal("1E-10"), 4, Rounding.HALF_UP
)  # a negative value of more than 28 digits
@given(numbers, positive, numbers, positive, st.integers(0, 6), st.sampled_from(Rounding))
def test_times_over_minus_and_rounding_are_exact(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal, places: int, mode: Rounding
) -> None:
    left, right = Ratio(a, b), Ratio(c, d)
    for made, expected in (
        (left.times(c), Fraction(a) * Fraction(c) / Fraction(b)),
        (left.over(d), Fraction(a) / Fraction(b) / Fraction(d)),
        (left.minus(right), fraction(left) - fraction(right)),
    ):
        assert fraction(made) == expected
        assert Fraction(made.rounded(places, mode)) == nearest(expected, places, mode)


@given(st.integers(-(10**6), 10**6), st.integers(1, 3), st.sampled_from(Rounding))
def test_ties_go_as_the_mode_says(units: int, bottom: int, mode: Rounding) -> None:
    tie = Fraction(2 * units + 1, 200)
    ratio = Ratio(Decimal(2 * units + 1) * bottom, Decimal(200 * bottom))
    assert Fraction(ratio.rounded(2, mode)) == nearest(tie, 2, mode)


@pytest.mark.parametrize(
    ("top", "bottom", "exact"), [("1", "3", None), ("1", "8", "0.125"), ("26887.2", "51", "527.2")]
)
def test_exact_only_where_the_digits_end(top: str, bottom: str, exact: str | None) -> None:
    found = Ratio(Decimal(top), Decimal(bottom)).exact()
    assert found == (None if exact is None else Decimal(exact))


def test_a_repeating_decimal_is_shown_to_ten_places() -> None:
    assert Ratio(Decimal(1), Decimal(3)).shown() == Decimal("0.3333333333")


def test_rounding_to_nothing_has_no_minus() -> None:
    assert str(Ratio(Decimal(-1), Decimal(1000)).rounded(2)) == "0.00"
