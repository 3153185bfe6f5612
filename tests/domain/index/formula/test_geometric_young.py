"""The axioms that the daily chain's step keeps."""

import math
import random as chance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.index.formula.formula import Matched
from desk_app.domain.index.formula.geometric_young import log_change

lines = st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.01, 1)), min_size=1, max_size=40)


def matched(pairs: list[tuple[float, float]], factor: float = 1.0) -> Matched:
    total = math.fsum(share for _, share in pairs)
    return Matched(
        np.array([factor * relative for relative, _ in pairs]), np.array([share / total for _, share in pairs])
    )


@given(lines)
def test_identity(pairs: list[tuple[float, float]]) -> None:
    assert log_change(matched([(1.0, share) for _, share in pairs])) == 0.0


@given(lines, st.floats(0.1, 10))
def test_proportionality(pairs: list[tuple[float, float]], factor: float) -> None:
    more = log_change(matched(pairs, factor))
    assert more == pytest.approx(math.log(factor) + log_change(matched(pairs)), abs=1e-10)


@given(lines)
def test_mean_value(pairs: list[tuple[float, float]]) -> None:
    relatives = [relative for relative, _ in pairs]
    change = math.exp(log_change(matched(pairs)))
    assert min(relatives) * (1 - 1e-10) <= change <= max(relatives) * (1 + 1e-10)


@given(lines, st.randoms(use_true_random=False))
def test_no_order_of_the_products_changes_a_bit(pairs: list[tuple[float, float]], random: chance.Random) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert log_change(matched(pairs)) == log_change(matched(shuffled))
