"""The standard error against what theory says, and what must not move it."""

import math

import numpy as np
import pytest

from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.bootstrap import RESAMPLED, standard_error, variance


def sample(count: int, spread: float, seed: int = 3) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(seed)
    return np.exp(11 + chance.normal(0, spread, count)), chance.uniform(1, 2, count)


def delta(price: Floats, mass: Floats) -> float:
    """Var ln(Σpq/Σq) ≈ Σ q²(p − p̄)² / (Σpq)²."""
    mean = float((price * mass).sum() / mass.sum())
    return math.sqrt(float((mass**2 * (price - mean) ** 2).sum())) / float((price * mass).sum())


@pytest.mark.parametrize("count", [30, 400, RESAMPLED, RESAMPLED + 1, 5_000])
def test_it_is_what_the_delta_method_says(count: int) -> None:
    price, mass = sample(count, 0.02)
    found = standard_error({"a": variance(price, mass, "2026-W01")}, {"a": 1.0})
    assert found == pytest.approx(delta(price, mass), rel=0.15)


def test_weights_scale_it_and_products_add_in_squares() -> None:
    one, other = variance(*sample(300, 0.02), "a") or 0.0, variance(*sample(300, 0.03, seed=4), "b") or 0.0
    assert standard_error({"a": one}, {"a": 0.5}) == pytest.approx(0.5 * math.sqrt(one))
    both = standard_error({"a": one, "b": other, "c": None}, {"a": 0.5, "b": 0.2, "c": 0.3})
    assert both == pytest.approx(math.sqrt(0.25 * one + 0.04 * other))


def test_single_trades_tell_nothing() -> None:
    assert variance(np.array([5.0]), np.array([1.0]), "x") is None
    assert standard_error({"a": None}, {"a": 1.0}) is None
    assert standard_error({}, {}) is None
    assert standard_error({"a": 1.0}, {"a": 0.0}) is None


@pytest.mark.parametrize("count", [10, 2_000])
def test_equal_prices_leave_no_doubt(count: int) -> None:
    assert variance(np.full(count, 5.0), np.arange(1.0, count + 1), "x") == pytest.approx(0, abs=1e-25)


@pytest.mark.parametrize("count", [50, 2_000])
def test_the_same_trades_have_the_same_error_in_whatever_order_they_come(count: int) -> None:
    price, mass = sample(count, 0.05)
    order = np.random.default_rng(9).permutation(count)
    assert variance(price, mass, "x") == variance(price[order], mass[order], "x")


def test_each_product_and_period_is_drawn_for_itself() -> None:
    assert variance(*sample(50, 0.05), "x") != variance(*sample(50, 0.05), "y")
