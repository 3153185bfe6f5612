"""Rates are given, never guessed: the latest of the day or before, and not too old."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.trade.rate import MOST_DAYS, Rate, rate_on, read_rates

FIRST = date(2026, 1, 5)


def test_a_rate_as_it_is_given() -> None:
    assert read_rates([" USD = 7.1023@2026-01-05", "eur=8.2@2026-01-05"]) == (
        Rate("usd", Decimal("7.1023"), FIRST),
        Rate("eur", Decimal("8.2"), FIRST),
    )


@pytest.mark.parametrize(
    "text",
    ["", "7.1", "usd=7.1", "usd=@2026-01-05", "usd=0@2026-01-05", "usd=07.1@2026-01-05", "usd=7.1@2026-02-30",
     "usd=7.1@2026-1-5", "xyz=7.1@2026-01-05", "cny=1@2026-01-05", "usd=-7@2026-01-05", "usd=7,1@2026-01-05"],
)  # fmt: skip
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rates([text])
    assert (caught.value.problem.key, caught.value.problem.field) == ("rate_unreadable", "unit")


def test_two_rates_of_one_day_must_be_the_same() -> None:
    assert len(read_rates(["usd=7.10@2026-01-05", "usd=7.1@2026-01-05"])) == 2
    with pytest.raises(Refused, match="rate_twice"):
        read_rates(["usd=7.1@2026-01-05", "usd=7.2@2026-01-05"])


OFFSETS = st.integers(-60, 60)


@given(st.lists(OFFSETS, unique=True), OFFSETS)
def test_the_latest_not_later_and_not_too_old(days: list[int], on: int) -> None:
    rates = [Rate("usd", Decimal(day + 100), FIRST + timedelta(day)) for day in days]
    found = rate_on([*rates, Rate("eur", Decimal(8), FIRST)], "usd", FIRST + timedelta(on))
    fitting = [day for day in days if day <= on]
    if fitting and on - max(fitting) <= MOST_DAYS:
        assert isinstance(found, Rate)
        assert found.yuan == max(fitting) + 100
    else:
        assert isinstance(found, Problem)
        assert found.key == ("rate_too_old" if fitting else "rate_later" if days else "rate_missing")
