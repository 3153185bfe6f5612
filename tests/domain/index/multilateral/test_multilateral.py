"""Methods over many periods: independent numbers, what holds inside a window, and periods that hang together or not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.index.multilateral import METHODS
from desk_app.domain.index.multilateral.multilateral import Multilateral
from desk_app.domain.index.research.comparison import chained, log_changes
from desk_app.domain.index.research.panel import Floats, Panel
from tests.domain.index.research.matrices import (
    METHOD,
    expected,
    figures,
    matrices,
    matrix_panel,
    near,
    panel,
    vector_panel,
)

NOT_LINEAR = {"geks-stuvel", "geks-montgomery-vartia"}
FEELS_SCALE = NOT_LINEAR | {"geks-marshall-edgeworth", "geary-khamis"}

Two = tuple[Floats, Floats]
some = settings(max_examples=6)
every_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)


def methods(*but: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("method", [m for m in METHODS if m.name not in but], ids=lambda m: m.name)


def levels(method: Multilateral, given: Panel) -> Floats:
    return method.levels(given, [(0, len(given.periods))])[0]


# ------------------------------------------------------------------ numbers
def test_as_others_have_it() -> None:
    names = {"gk": "geary-khamis", "wtpd": "tpd"}
    given = vector_panel("01_manual_6x5/input.csv")
    for name, values in expected("01_manual_6x5/expected_multilateral.csv").items():
        assert near(np.exp(levels(METHOD[names.get(name, f"geks-{name}")], given)), values), name


@pytest.mark.parametrize("name", ["tornqvist", "jevons", "walsh"])
def test_geks_of_thirteen_periods_as_others_have_it(name: str) -> None:
    values = expected("02_geks_13x5/expected.csv")[f"geks_{name}"]
    assert near(np.exp(levels(METHOD[f"geks-{name}"], vector_panel("02_geks_13x5/input.csv"))), values, 1e-12)


@pytest.mark.parametrize("method", [m for m in METHODS if m.name.startswith("geks-")], ids=lambda m: m.name)
@some
@given(matrices())
def test_complete_geks_is_the_mean_over_all_periods_between(method: Multilateral, matrix: Two) -> None:
    given = matrix_panel(*matrix)
    count = len(given.periods)
    wanted = []
    for t in range(count):
        through = np.arange(count)
        there = log_changes(given, method.pair, through, np.full(count, t))
        back = log_changes(given, method.pair, through, np.zeros(count, np.int64))
        wanted.append((there - back).mean())
    assert near(levels(method, given), wanted)


@methods("tpd")
@some
@given(matrices(periods=2))
def test_two_periods_come_to_the_formula_of_two(method: Multilateral, matrix: Two) -> None:
    given = matrix_panel(*matrix)
    assert near(levels(method, given), chained(given, method.pair))


@some
@given(matrices(periods=2))
def test_two_periods_of_the_dummy_have_a_closed_form(matrix: Two) -> None:
    price, quantity = matrix
    share = price * quantity / (price * quantity).sum(axis=1, keepdims=True)
    weight = share.prod(axis=0) / share.sum(axis=0)
    wanted = (weight * np.log(price[1] / price[0])).sum() / weight.sum()
    assert near(levels(METHOD["tpd"], matrix_panel(*matrix)), [0.0, wanted])


@some
@given(matrices(gaps=True))
def test_geary_khamis_keeps_both_of_its_definitions(matrix: Two) -> None:
    given = matrix_panel(*matrix)
    level = np.exp(levels(METHOD["geary-khamis"], given))
    price = np.nan_to_num(given.price)
    reference = (given.quantity * price / level[:, None]).sum(axis=0) / given.quantity.sum(axis=0)
    found = (price * given.quantity).sum(axis=1) / (given.quantity @ reference)
    assert near(np.log(found / found[0]), np.log(level))


# ------------------------------------------------------------------ what holds in a window
@every_method
@some
@given(matrices(gaps=True))
def test_order_of_periods(method: Multilateral, matrix: Two) -> None:
    price, quantity = matrix
    back = levels(method, matrix_panel(price[::-1], quantity[::-1]))
    assert near(back[::-1] - back[-1], levels(method, matrix_panel(price, quantity)))


@every_method
@some
@given(matrices(gaps=True), st.data())
def test_any_base_is_a_division(method: Multilateral, matrix: Two, data: st.DataObject) -> None:
    price, quantity = matrix
    order = data.draw(st.permutations(range(len(price))))
    moved = levels(method, matrix_panel(price[order], quantity[order]))
    found = levels(method, matrix_panel(price, quantity))[order]
    assert near(moved, found - found[0])


@every_method
@some
@given(matrices())
def test_a_period_that_repeats_has_the_same_level(method: Multilateral, matrix: Two) -> None:
    price, quantity = (np.vstack([each, each[:1]]) for each in matrix)
    assert near(levels(method, matrix_panel(price, quantity))[-1:], [0.0])


@methods("geks-montgomery-vartia")
@some
@given(matrices(), st.data())
def test_prices_all_in_proportion_give_the_factor(method: Multilateral, matrix: Two, data: st.DataObject) -> None:
    price, quantity = matrix
    factor = np.array(data.draw(st.lists(figures, min_size=len(price), max_size=len(price))))
    found = levels(method, matrix_panel(price[0] * factor[:, None], quantity))
    assert near(found, np.log(factor / factor[0]))


@methods(*NOT_LINEAR)
@some
@given(matrices(gaps=True), figures)
def test_one_period_dearer_by_a_factor_is_higher_by_it(method: Multilateral, matrix: Two, factor: float) -> None:
    price, quantity = matrix
    dearer = price.copy()
    dearer[-1] *= factor
    wanted = levels(method, matrix_panel(price, quantity))
    wanted[-1] += np.log(factor)
    assert near(levels(method, matrix_panel(dearer, quantity)), wanted)


@methods(*FEELS_SCALE)
@some
@given(matrices(gaps=True), figures)
def test_how_much_was_traded_in_a_period_does_not_matter(method: Multilateral, matrix: Two, factor: float) -> None:
    price, quantity = matrix
    more = quantity.copy()
    more[-1] *= factor
    assert near(levels(method, matrix_panel(price, more)), levels(method, matrix_panel(price, quantity)))


@methods("geks-dutot")
@some
@given(matrices(gaps=True), figures)
def test_change_of_units(method: Multilateral, matrix: Two, unit: float) -> None:
    price, quantity = matrix
    other_price, other_quantity = price.copy(), quantity.copy()
    other_price[:, -1] *= unit
    other_quantity[:, -1] /= unit
    wanted = levels(method, matrix_panel(price, quantity))
    assert near(levels(method, matrix_panel(other_price, other_quantity)), wanted)


@every_method
@some
@given(matrices(gaps=True), figures)
def test_a_product_without_quantity_has_no_effect(method: Multilateral, matrix: Two, price: float) -> None:
    prices, quantities = matrix
    more = np.hstack([prices, np.full((len(prices), 1), price)])
    none = np.hstack([quantities, np.zeros((len(prices), 1))])
    wanted = levels(method, matrix_panel(prices, quantities))
    assert levels(method, matrix_panel(more, none)).tolist() == wanted.tolist()


# ------------------------------------------------------------------ gaps
CHAIN = [
    ("1", "a", 1.0, 1.0), ("1", "b", 1.0, 1.0), ("2", "b", 2.0, 1.0), ("2", "c", 2.0, 1.0), ("3", "c", 3.0, 1.0),
    ("3", "d", 3.0, 1.0),
]  # fmt: skip


@every_method
def test_periods_linked_only_through_others_get_the_levels_of_the_links(method: Multilateral) -> None:
    """Where others give 1, 1.5565, 1.7321."""
    if method.name != "geks-montgomery-vartia":
        assert near(np.exp(levels(method, panel(CHAIN))), [1.0, 2.0, 3.0], 1e-12)


@every_method
def test_a_period_that_is_cut_off_is_named(method: Multilateral) -> None:
    with pytest.raises(Refused) as refused:
        levels(method, panel([*CHAIN, ("4", "e", 4.0, 1.0)]))
    assert refused.value.problem.key == "index_disconnected"
    assert refused.value.problem.facts == {"period": "4", "first": "1", "last": "4"}


@every_method
@some
@given(matrices(gaps=True))
def test_gaps_leave_every_level_finite(method: Multilateral, matrix: Two) -> None:
    assert np.isfinite(levels(method, matrix_panel(*matrix))).all()


def test_names_are_unique() -> None:
    assert len(METHOD) == len(METHODS)
