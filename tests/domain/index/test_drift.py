"""The drift monitor: a chain that comes back, and one that does not."""

import numpy as np
import pytest

from desk_app.domain.index.drift import drift_of


def test_fixed_shares_do_not_drift() -> None:
    price = np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.05, (20, 3)), axis=0))
    value = np.tile([5.0, 3.0, 2.0], (20, 1))
    level = np.log(price) @ np.array([0.5, 0.3, 0.2])
    found = drift_of(price, value, level, 0.3)
    assert found.closure == pytest.approx(0, abs=1e-12)
    assert found.gap == pytest.approx(0, abs=1e-12)


def test_prices_and_shares_that_bounce_drift() -> None:
    # A sale: the price halves and its share soars; a chain does not come back when the price does.
    price = np.array([[1.0, 1.0], [0.5, 1.0], [1.0, 1.0]])
    value = np.array([[1.0, 1.0], [9.0, 1.0], [0.1, 1.0]])
    found = drift_of(price, value, np.zeros(3), 0.3)
    # ½(0.5 + 0.9) ln 0.5 + ½(0.9 + 0.1/1.1) ln 2
    expected = np.log(2) * (-0.7 + (0.9 + 0.1 / 1.1) / 2)
    assert found.closure == pytest.approx(expected, rel=1e-12)
    assert found.gap == pytest.approx(expected, rel=1e-12)


def test_what_can_not_be_chained_is_not_guessed() -> None:
    price = np.array([[1.0, np.nan], [np.nan, 1.0], [1.0, 1.0]])
    value = np.nan_to_num(price)
    found = drift_of(price, value, np.zeros(3), 0.3)
    assert (found.periods, found.closure, found.gap) == (3, None, None)
    assert drift_of(price[:1], value[:1], np.zeros(1), 0.3).closure is None
