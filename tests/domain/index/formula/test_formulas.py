"""The axioms every formula keeps, tried on all of FORMULAS."""

import math
import random as chance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.formula.formula import Formula, Matched

every_formula = pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
lines = st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.01, 1)), min_size=1, max_size=40)


def matched(pairs: list[tuple[float, float]], factor: float = 1.0) -> Matched:
    total = math.fsum(share for _, share in pairs)
    return Matched(
        np.array([factor * relative for relative, _ in pairs]), np.array([share / total for _, share in pairs])
    )


@every_formula
@given(lines)
def test_identity(formula: Formula, pairs: list[tuple[float, float]]) -> None:
    assert formula.log_change(matched([(1.0, share) for _, share in pairs])) == 0.0


@every_formula
@given(lines, st.floats(0.1, 10))
def test_proportionality(formula: Formula, pairs: list[tuple[float, float]], factor: float) -> None:
    more = formula.log_change(matched(pairs, factor))
    assert more == pytest.approx(math.log(factor) + formula.log_change(matched(pairs)), abs=1e-10)


@every_formula
@given(lines)
def test_mean_value(formula: Formula, pairs: list[tuple[float, float]]) -> None:
    relatives = [relative for relative, _ in pairs]
    change = math.exp(formula.log_change(matched(pairs)))
    assert min(relatives) * (1 - 1e-10) <= change <= max(relatives) * (1 + 1e-10)


@every_formula
@given(lines, st.randoms(use_true_random=False))
def test_no_order_of_the_products_changes_a_bit(
    formula: Formula, pairs: list[tuple[float, float]], random: chance.Random
) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert formula.log_change(matched(pairs)) == formula.log_change(matched(shuffled))


def test_names_are_unique() -> None:
    assert len({formula.name for formula in FORMULAS}) == len(FORMULAS)
