"""Figures as a desk writes them."""

from decimal import Decimal

import pytest

from desk_app.domain.base.money import grouped, signed


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1510016.265", 2, "1,510,016.27"),
        ("1510016.265", None, "1,510,016.265"),
        ("-1234.5", 2, "-1,234.50"),
        ("0", 2, "0.00"),
        ("999", None, "999"),
    ],
)
def test_grouped(value: str, places: int | None, text: str) -> None:
    assert grouped(Decimal(value), places) == text


def test_signed() -> None:
    assert signed(Decimal(629), 2) == "+629.00"
    assert signed(Decimal(-629), 2) == "-629.00"
