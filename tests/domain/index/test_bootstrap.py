"""The standard error against what theory says, and what must not move it."""

import math

import numpy as np
import pytest

from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.bootstrap import standard_error


def sample(count: int, spread: float, seed: int = 3) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(seed)
    return np.exp(11 + chance.normal(0, spread, count)), chance.uniform(1, 2, count)


def test_it_is_what_the_delta_method_says() -> None:
    # Var ln(Σpq/Σq) ≈ Σ q²(p − p̄)² / (Σpq)²
    price, mass = sample(400, 0.02)
    mean = float((price * mass).sum() / mass.sum())
    theory = math.sqrt(float((mass**2 * (price - mean) ** 2).sum())) / float((price * mass).sum())
    found = standard_error({"a": (price, mass)}, {"a": 1.0}, "composite 2026-W01")
    assert found == pytest.approx(theory, rel=0.15)


def test_weights_scale_it_and_products_add_in_squares() -> None:
    trades = {"a": sample(300, 0.02), "b": sample(300, 0.02, seed=4)}
    one = standard_error(trades, {"a": 0.5}, "x") or 0.0
    both = standard_error(trades, {"a": 0.5, "b": 0.5}, "x") or 0.0
    assert both == pytest.approx(one * math.sqrt(2), rel=0.25)


def test_single_trades_tell_nothing() -> None:
    one = (np.array([5.0]), np.array([1.0]))
    assert standard_error({"a": one}, {"a": 1.0}, "x") is None
    assert standard_error({}, {}, "x") is None


def test_equal_prices_leave_no_doubt() -> None:
    same = (np.full(10, 5.0), np.arange(1.0, 11.0))
    assert standard_error({"a": same}, {"a": 1.0}, "x") == pytest.approx(0, abs=1e-15)


def test_the_same_value_has_the_same_error_in_whatever_order_the_trades_come() -> None:
    price, mass = sample(50, 0.05)
    order = np.random.default_rng(9).permutation(50)
    plain = standard_error({"a": (price, mass)}, {"a": 1.0}, "x")
    shuffled = standard_error({"a": (price[order], mass[order])}, {"a": 1.0}, "x")
    assert plain == shuffled
    assert plain != standard_error({"a": (price, mass)}, {"a": 1.0}, "y")
