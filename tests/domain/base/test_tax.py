"""The VAT of the day, and there and back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.tax import vat_rate, with_vat, without_vat


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2017, 1, 1), 17),
        (date(2018, 4, 30), 17),
        (date(2018, 5, 1), 16),
        (date(2019, 3, 31), 16),
        (date(2019, 4, 1), 13),
    ],
)
def test_rate_of_the_day(day: date, rate: int) -> None:
    assert vat_rate(day) == rate


def test_announced_price_with_vat() -> None:
    assert with_vat(Decimal(26834), Decimal(13)) == Decimal("30322.42")


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False), st.sampled_from([0, 9, 13, 16, 17]))
def test_there_and_back(price: Decimal, percent: int) -> None:
    assert round(without_vat(with_vat(price, Decimal(percent)), Decimal(percent)), 8) == price
