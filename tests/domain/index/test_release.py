"""Rejected trades that agree are the market having moved only if the old price is no longer paid."""

import pytest

from desk_app.domain.index.methodology import Screen
from desk_app.domain.index.screen import Day, Screened, State, screen_day

SCREEN = Screen()


def days(*prices: list[float]) -> list[Screened]:
    """Screen days of ln prices, one a weekday from number 1 on, each trade of a pair of parties of its own."""
    state = State()
    return [
        screen_day(Day(number, number, sorted(some), range(1, len(some) + 1)), state, SCREEN)
        for number, some in enumerate(prices, 1)
    ]


def test_three_that_agree_are_taken_where_nothing_else_is_traded() -> None:
    *_, last = days([0.0] * 20, [1.0, 1.01, 1.02])
    assert [one.log_price for one in last.released] == [1.0, 1.01, 1.02]
    assert last.reference_from == 2


def test_three_errors_of_a_busy_week_that_agree_stay_out() -> None:
    rows = days([0.0] * 20, *[[0.0] * 20 + [4.0]] * 5)
    assert [row.released for row in rows] == [[]] * 6
    assert [row.high for row in rows[1:]] == [20] * 5


@pytest.mark.parametrize("old", [2, 5])
def test_a_jump_within_a_day_is_taken_once_the_new_price_outnumbers_the_old(old: int) -> None:
    rows = days([0.0] * 20, [0.0] * old + [1.0] * 3, [1.0] * 3)
    released = [[one.day for one in row.released] for row in rows[1:]]
    assert released == ([[2, 2, 2], []] if old == 2 else [[], [2, 2, 2, 3, 3, 3]])
