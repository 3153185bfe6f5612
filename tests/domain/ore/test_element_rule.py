"""Bonuses and penalties: tiers, sides, steps, lines of rejection."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.ore.element_rule import ElementRule, Side, check_elements
from tests.domain.ore.contract_terms import CAO, IRON, tier


@pytest.mark.parametrize(
    ("rule", "content", "yuan"),
    [
        (IRON, "6.9", "0"),
        (IRON, "7", "0"),
        (IRON, "8.2", "-12"),  # 1.2 × 10
        (IRON, "9", "-20"),
        (IRON, "10.5", "-65"),  # 2 × 10 + 1.5 × 30
        (CAO, "5", "0"),
        (CAO, "4.6", "0"),  # no whole step yet
        (CAO, "4.5", "4"),
        (CAO, "3.4", "12"),
        (CAO, "6", "0"),
    ],
)
def test_what_content_changes(rule: ElementRule, content: str, yuan: str) -> None:
    assert rule.change(Decimal(content)).exact() == Decimal(yuan)


def test_a_third_of_a_step_stays_exact() -> None:
    rule = ElementRule("F", Side.OVER, (tier("7", "3", "-10"),))
    change = rule.change(Decimal(8))
    assert change.exact() is None
    assert Fraction(change.top) / Fraction(change.bottom) == Fraction(-10, 3)


def test_the_line_itself_is_still_taken() -> None:
    assert not IRON.rejects(Decimal(12))
    assert IRON.rejects(Decimal("12.01"))
    assert not CAO.rejects(Decimal(0))


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_more_of_what_is_penalised_never_pays(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert IRON.change(low).minus(IRON.change(high)).rounded(6) >= 0
    assert CAO.change(low).minus(CAO.change(high)).rounded(6) >= 0


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        ((ElementRule(" ", Side.OVER, (tier("7", "1", "-1"),)),), "ore_element_nameless"),
        ((IRON, IRON), "ore_element_twice"),
        ((ElementRule("F", Side.OVER, ()),), "ore_element_without_tiers"),
        ((ElementRule("F", Side.OVER, (tier("101", "1", "-1"),)),), "ore_element_limits"),
        ((ElementRule("F", Side.OVER, (tier("7", "0", "-1"),)),), "ore_element_step"),
        ((ElementRule("F", Side.OVER, (tier("7", "1", "-1"), tier("5", "1", "-1"))),), "ore_element_order"),
        ((ElementRule("F", Side.UNDER, (tier("5", "1", "-1"), tier("7", "1", "-1"))),), "ore_element_order"),
        ((ElementRule("F", Side.OVER, (tier("7", "1", "-1"),), reject=Decimal(6)),), "ore_element_reject"),
    ],
)
def test_rules_that_cannot_be(rules: tuple[ElementRule, ...], key: str) -> None:
    assert [problem.key for problem in check_elements(rules)] == [key]


def test_rules_that_can() -> None:
    both = ElementRule("TFe", Side.UNDER, (tier("3", "1", "5"),))
    assert list(check_elements((IRON, CAO, both))) == []
