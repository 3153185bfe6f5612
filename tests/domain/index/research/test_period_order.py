"""Periods in order by their names, or not at all."""

import random

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.index.research.period_order import in_order

IN_ORDER = [
    ["1", "2", "10"],
    ["2025-12", "2026-01", "2026-10"],
    ["2025Q4", "2026Q1"],
    ["2025-W52", "2026-W01", "2026-W10"],
    ["2025-12-31", "2026-01-01", "2026-01-10"],
    ["2026年2月", "2026年11月"],
    ["t9", "t10"],
    ["2024-2", "2024-10"],
    ["spring"],
]
OPEN = [
    ["Q1 2026", "Q2 2025"], ["5/1/2026", "6/1/2025"], ["Jan 2026", "Feb 2026"], ["26-01", "26-02"], ["-1", "-2"],
    ["2026", "2026-01"], ["spring", "autumn"], ["9" * 70, "1"],
]  # fmt: skip


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[-1])
def test_whatever_order_they_come_in(names: list[str]) -> None:
    shuffled = list(names)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert in_order(shuffled) == tuple(names)


@pytest.mark.parametrize("names", OPEN, ids=lambda names: names[0][:20])
def test_an_order_nobody_can_tell_is_refused(names: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        in_order(names)
    assert refused.value.problem.key == "panel_period_order"


def test_one_period_in_two_ways_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        in_order(["2026-1", "2026-01"])
    assert refused.value.problem.key == "panel_period_two_ways"
