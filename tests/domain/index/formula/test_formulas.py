"""Every formula against printed and independent numbers, and the axioms that are theirs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.formula.bilateral import Bilateral, Floats, Pairs, total
from desk_app.domain.index.formula.vartia import log_mean
from desk_app.domain.index.research.comparison import chained, fixed
from tests.domain.index.research.matrices import FORMULA, expected, figures, matrices, near, vector_panel

NAMES = {
    "satovartia": "sato-vartia", "vartia2": "sato-vartia", "vartia1": "montgomery-vartia", "walsh1": "walsh",
    "geomLaspeyres": "geolaspeyres", "geometric_laspeyres": "geolaspeyres", "geomPaasche": "geopaasche",
    "geometric_paasche": "geopaasche", "gk": "geary-khamis", "marshalledgeworth": "marshall-edgeworth",
    "marshall_edgeworth": "marshall-edgeworth", "harmonic_laspeyres": "harmonic-laspeyres",
}  # fmt: skip
NOT_LINEAR = {"stuvel", "montgomery-vartia"}  # in the current prices
FACTOR_REVERSAL = ("fisher", "sato-vartia", "montgomery-vartia", "stuvel")
MONOTONE = ("laspeyres", "paasche", "fisher", "walsh", "geoyoung")
FOLDER = "01_manual_6x5"

Two = tuple[Floats, Floats]
some = settings(max_examples=10)
every_formula = pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)


def formulas(*but: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("formula", [f for f in FORMULAS if f.name not in but], ids=lambda f: f.name)


two = matrices(periods=2)


def change(formula: Bilateral, price: Floats, quantity: Floats) -> float:
    return float(formula.log_change(Pairs.of(price[0], quantity[0], price[1], quantity[1])))


# ------------------------------------------------------------------ numbers
def test_printed_to_every_digit() -> None:
    panel = vector_panel(f"{FOLDER}/input.csv")
    for name, values in expected(f"{FOLDER}/expected_balk_fixed_base.csv").items():
        assert near(np.exp(fixed(panel, FORMULA[NAMES.get(name, name)], 0)), values, 5.1e-5), name


def test_fixed_base_as_others_have_it() -> None:
    panel = vector_panel(f"{FOLDER}/input.csv")
    for name, values in expected(f"{FOLDER}/expected_fixedbase.csv").items():
        assert near(np.exp(fixed(panel, FORMULA[NAMES.get(name, name)], 0)), values), name


def test_period_on_period_and_chained_as_others_have_it() -> None:
    panel = vector_panel(f"{FOLDER}/input.csv")
    steps = expected(f"{FOLDER}/expected_pop.csv")
    for name, values in expected(f"{FOLDER}/expected_chained.csv").items():
        found = chained(panel, FORMULA[NAMES.get(name, name)])
        assert near(np.exp(found), values), name
        assert near(np.exp(np.diff(found)), steps[name][1:]), name


@pytest.mark.parametrize("kind", ["fixedbase", "pop"])
def test_quantity_indices_are_those_of_prices_and_quantities_exchanged(kind: str) -> None:
    panel = vector_panel(f"{FOLDER}/input.csv")
    for name, values in expected(f"{FOLDER}/expected_quantity_{kind}.csv").items():
        formula = FORMULA[NAMES.get(name, name)]
        for place in range(1, 5):
            before = 0 if kind == "fixedbase" else place - 1
            pair = Pairs.of(
                panel.quantity[before], panel.price[before], panel.quantity[place], panel.price[place]
            )  # fmt: skip
            assert np.exp(formula.log_change(pair)) == pytest.approx(values[place], abs=1e-10), name


# ------------------------------------------------------------------ axioms
@every_formula
@some
@given(two)
def test_identity(formula: Bilateral, panel: Two) -> None:
    price, quantity = panel
    assert change(formula, price[[0, 0]], quantity) == pytest.approx(0.0, abs=1e-10)


@formulas(*NOT_LINEAR)
@some
@given(two, figures)
def test_proportionality(formula: Bilateral, panel: Two, factor: float) -> None:
    price, quantity = panel
    more = change(formula, np.array([price[0], factor * price[1]]), quantity)
    assert more == pytest.approx(np.log(factor) + change(formula, price, quantity), abs=1e-10)


@every_formula
@some
@given(two, figures)
def test_all_prices_in_proportion_give_the_factor(formula: Bilateral, panel: Two, factor: float) -> None:
    price, quantity = panel
    if formula.name != "montgomery-vartia":
        more = change(formula, np.array([price[0], factor * price[0]]), quantity)
        assert more == pytest.approx(np.log(factor), abs=1e-10)


@formulas("dutot")
@some
@given(two, st.data())
def test_change_of_units(formula: Bilateral, panel: Two, data: st.DataObject) -> None:
    price, quantity = panel
    unit = np.array(data.draw(st.lists(figures, min_size=price.shape[1], max_size=price.shape[1])))
    assert change(formula, price * unit, quantity / unit) == pytest.approx(change(formula, price, quantity), abs=1e-10)


@every_formula
@some
@given(two, st.data())
def test_order_of_products(formula: Bilateral, panel: Two, data: st.DataObject) -> None:
    price, quantity = panel
    order = data.draw(st.permutations(range(price.shape[1])))
    found = change(formula, price[:, order], quantity[:, order])
    assert found == pytest.approx(change(formula, price, quantity), abs=1e-10)


@formulas("montgomery-vartia")
@some
@given(two)
def test_mean_value(formula: Bilateral, panel: Two) -> None:
    price, quantity = panel
    logs = np.log(price[1] / price[0])
    assert logs.min() - 1e-10 <= change(formula, price, quantity) <= logs.max() + 1e-10


@pytest.mark.parametrize("formula", [f for f in FORMULAS if f.reversible], ids=lambda f: f.name)
@some
@given(two)
def test_time_reversal(formula: Bilateral, panel: Two) -> None:
    price, quantity = panel
    assert change(formula, price[::-1], quantity[::-1]) == pytest.approx(-change(formula, price, quantity), abs=1e-10)


@pytest.mark.parametrize("name", FACTOR_REVERSAL)
@some
@given(two)
def test_factor_reversal(name: str, panel: Two) -> None:
    price, quantity = panel
    value = total(price[1] * quantity[1]) / total(price[0] * quantity[0])
    both = change(FORMULA[name], price, quantity) + change(FORMULA[name], quantity, price)
    assert both == pytest.approx(np.log(value), abs=1e-10)


@some
@given(two)
def test_fisher_lies_between_laspeyres_and_paasche(panel: Two) -> None:
    ends = sorted(change(FORMULA[name], *panel) for name in ("laspeyres", "paasche"))
    assert ends[0] - 1e-10 <= change(FORMULA["fisher"], *panel) <= ends[1] + 1e-10


@pytest.mark.parametrize("name", MONOTONE)
@some
@given(two, st.floats(1.0, 3.0))
def test_a_price_that_rises_lowers_nothing(name: str, panel: Two, factor: float) -> None:
    price, quantity = panel
    raised = price.copy()
    raised[1, 0] *= factor
    assert change(FORMULA[name], raised, quantity) >= change(FORMULA[name], price, quantity) - 1e-10


@pytest.mark.parametrize("name", ["laspeyres", "paasche", "fisher", "walsh", "marshall-edgeworth", "lowe", "drobish"])
@some
@given(two)
def test_one_basket_is_what_it_costs(name: str, panel: Two) -> None:
    price, quantity = panel
    cost = np.log(total(price[1] * quantity[0]) / total(price[0] * quantity[0]))
    assert change(FORMULA[name], price, quantity[[0, 0]]) == pytest.approx(cost, abs=1e-10)


@some
@given(figures, st.floats(-1e-3, 1e-3))
def test_the_log_mean_is_smooth_where_both_come_together(value: float, apart: float) -> None:
    other = value * np.exp(apart)
    found = float(log_mean(np.array(value), np.array(other)))
    assert found == pytest.approx(value * (1 + apart / 2 + apart**2 / 6), rel=1e-9)
    assert float(log_mean(np.array(value), np.array(value))) == pytest.approx(value, rel=1e-15)


def test_names_are_unique() -> None:
    assert len(FORMULA) == len(FORMULAS)
