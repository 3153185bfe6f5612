"""REO against the basis, by each contract rule."""

from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.rule.grade import counted_points
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import work


@pytest.mark.parametrize(
    ("reo", "pro_rata", "whole", "nearest"),
    [
        ("51.25", "1.25", "1", "1"),
        ("52.5", "2.5", "2", "3"),
        ("49.5", "-0.5", "0", "-1"),
        ("48.3", "-1.7", "-1", "-2"),
        ("50", "0", "0", "0"),
    ],
)
def test_points_that_count(reo: str, pro_rata: str, whole: str, nearest: str) -> None:
    made = [counted_points(Decimal(reo), Decimal(50), rule) for rule in GradeRule]
    assert made == [Decimal(pro_rata), Decimal(whole), Decimal(nearest)]


def test_an_ore_worth_nothing_under_the_rule_is_refused() -> None:
    lot = Lot(Decimal("0.4"), Decimal(0), Decimal(1))
    with pytest.raises(Refused) as refused:
        work(TypedPrice(Decimal(26834), Decimal(50)), lot, Terms(GradeRule.NEAREST_STEP))
    assert refused.value.problem.key == "ore_reo_below_rule"
