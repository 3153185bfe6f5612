"""A quarter without a price: what stands in for it, and how old that is."""

import dataclasses
from datetime import date

from desk_app.domain.ore.price_age import age, stand_in
from tests.domain.ore.announcing import price

FIRST = dataclasses.replace(price("2026Q1", "26834"), announced_on=date(2026, 1, 9))
LATER = price("2027Q1", "39000")


def test_the_last_one_with_its_age() -> None:
    found = stand_in([FIRST], date(2026, 11, 25))
    assert found is not None
    assert (found.quarter, found.last, found.since, found.days) == ("2026Q4", FIRST, date(2026, 1, 9), 320)


def test_a_price_of_today_needs_no_stand_in() -> None:
    assert stand_in([FIRST], date(2026, 3, 31)) is None
    assert stand_in([FIRST], date(2026, 1, 1)) is None


def test_a_later_price_is_no_last_one() -> None:
    found = stand_in([FIRST, LATER], date(2026, 4, 1))
    assert found is not None
    assert (found.quarter, found.last) == ("2026Q2", FIRST)


def test_nothing_known_before() -> None:
    assert stand_in([LATER], date(2026, 4, 1)) is None
    assert stand_in([], date(2026, 4, 1)) is None


def test_without_a_day_of_announcement_the_first_day_counts() -> None:
    assert age(dataclasses.replace(FIRST, announced_on=None), date(2026, 1, 31)) == 30
