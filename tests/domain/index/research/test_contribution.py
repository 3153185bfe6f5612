"""Parts that add up to the change, as others have them."""

import csv

import numpy as np
import pytest
from hypothesis import given, settings

from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.formula.bilateral import Floats, Pairs
from desk_app.domain.index.research.contribution import kinds_of, parts
from tests.domain.index.research.matrices import FORMULA, matrices, vector_panel
from tests.shared import shared_path

COLUMNS = {
    "fisher_rde": ("fisher", "log-mean"), "fisher_vanijzeren": ("fisher", "basket"),
    "tornqvist": ("tornqvist", "log-mean"), "laspeyres": ("laspeyres", "basket"), "paasche": ("paasche", "basket"),
    "jevons": ("jevons", "log-mean"),
}  # fmt: skip
EVERY = [(formula.name, kind) for formula in FORMULAS for kind in kinds_of(formula.name)]


def test_as_others_have_them() -> None:
    panel = vector_panel("01_manual_6x5/input.csv")
    path = shared_path("data/index_vectors") / "01_manual_6x5/expected_contributions.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        base, period, product = int(row["base"]) - 1, int(row["period"]) - 1, panel.products.index(row["product"])
        pair = Pairs.of(panel.price[base], panel.quantity[base], panel.price[period], panel.quantity[period])
        for column, (name, kind) in COLUMNS.items():
            assert parts(pair, name, kind)[product] == pytest.approx(float(row[column]), abs=1e-10), column


@pytest.mark.parametrize(("name", "kind"), EVERY)
@settings(max_examples=15)
@given(matrices(periods=2))
def test_they_add_up_to_the_change(name: str, kind: str, matrix: tuple[Floats, Floats]) -> None:
    price, quantity = matrix
    pair = Pairs.of(price[0], quantity[0], price[1], quantity[1])
    change = np.exp(FORMULA[name].log_change(pair)) - 1
    assert parts(pair, name, kind).sum() == pytest.approx(change, abs=1e-9)


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_a_price_that_stands_has_no_part(name: str, kind: str) -> None:
    pair = Pairs.of(np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([1.0, 3.0]), np.array([5.0, 6.0]))
    found = parts(pair, name, kind)
    assert found[0] == 0.0
    assert found[1] > 0.0
