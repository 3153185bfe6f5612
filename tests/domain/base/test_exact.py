"""The door into money lets nothing doubtful through."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.exact import NotExact, exact, exact_text, published

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12)


@given(DECIMALS)
def test_round_trip(value: Decimal) -> None:
    assert exact(exact_text(value)) == value
    assert exact_text(exact(exact_text(value))) == exact_text(value)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0,012", "number_doubtful_comma"),
        ("1,23", "number_doubtful_comma"),
        ("12,34,567", "number_doubtful_comma"),
        ("1e5", "number_exponent"),
        ("nan", "number_unreadable"),
        ("inf", "number_unreadable"),
        ("007", "number_leading_zero"),
        ("", "number_missing"),
        ("   ", "number_missing"),
        ("５２．３", "number_full_width"),
        ("1 000", "number_unreadable"),
        ("1.2.3", "number_unreadable"),
        (".5", "number_unreadable"),
        ("5.", "number_unreadable"),
        ("٣", "number_unreadable"),
        ("1" * 41, "number_too_long"),
        ("--1", "number_unreadable"),
    ],
)
def test_doubtful_text_is_refused(text: str, key: str) -> None:
    with pytest.raises(NotExact) as refused:
        exact(text, commas=True)
    assert refused.value.key == key


@pytest.mark.parametrize(("text", "value"), [("28,068.36", "28068.36"), ("1,234,567", "1234567"), ("-1,000", "-1000")])
def test_thousands_commas_only_where_allowed(text: str, value: str) -> None:
    assert exact(text, commas=True) == Decimal(value)
    with pytest.raises(NotExact):
        exact(text)


def test_full_width_only_where_allowed() -> None:
    assert exact("５２．３", full_width=True) == Decimal("52.3")


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = exact(text, commas=True, full_width=True)
    except NotExact as refused:
        assert refused.key.startswith("number_")
    else:
        assert value.is_finite()


@pytest.mark.parametrize(("value", "text"), [("-0", "0"), ("1.500", "1.5"), ("1E+3", "1000"), ("0.000", "0")])
def test_canonical_text(value: str, text: str) -> None:
    assert exact_text(Decimal(value)) == text


@pytest.mark.parametrize(("value", "places", "text"), [(0.125, 2, "0.12"), (0.375, 2, "0.38"), (1e-9, 2, "0.00")])
def test_published_is_half_even(value: float, places: int, text: str) -> None:
    assert str(published(value, places)) == text
