"""Several products' shifts at once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.trade.together import Centre, fit, fit_unslipped, is_seldom, shared_shift

CENTRES = st.lists(
    st.builds(Centre, st.floats(-0.3, 0.3), st.floats(1e-5, 1e-2), st.floats(1e-5, 1e-2), st.floats(1, 40)),
    min_size=1,
    max_size=8,
)


def alike(shift: float, count: int, days: float = 1.0, daily: float = 0.01) -> list[Centre]:
    return [Centre(shift, 1e-5, daily**2 * days, days)] * count


@given(CENTRES, st.floats(0.001, 0.02))
def test_the_shared_shift_is_the_likeliest(centres: list[Centre], shared: float) -> None:
    shift, weights = shared_shift(centres, shared)
    assert sum(weights) == pytest.approx(1)
    best = fit(centres, shift, shared)
    assert best >= max(fit(centres, shift + off, shared) for off in (-0.01, 0.01))


def test_one_product_is_the_plain_gaussian() -> None:
    (one,) = alike(0.03, 1, days=4)
    variance = 0.01**2 + one.own + one.drift
    assert fit([one], 0.0, 0.01) == pytest.approx(-0.5 * 0.03**2 / variance - 0.5 * math.log(variance))


def test_many_products_tell_more_than_one_but_share_the_market() -> None:
    assert not is_seldom(alike(0.05, 1, days=5), 0.005)
    assert is_seldom(alike(0.05, 10, days=5), 0.005)
    assert not is_seldom(alike(0.03, 100, days=5), 0.005)


def test_the_longer_ago_the_less_is_seldom() -> None:
    assert is_seldom(alike(0.12, 3, days=5), 0.01)
    assert not is_seldom(alike(0.12, 3, days=60), 0.01)


def test_a_jump_explains_what_a_calm_market_does_not() -> None:
    far = alike(0.3, 3)
    assert fit_unslipped(far, 0.01) > fit(far, 0.0, 0.01) + 10
    near = alike(0.0, 3)
    assert fit_unslipped(near, 0.01) == pytest.approx(fit(near, 0.0, 0.01), abs=0.01)
