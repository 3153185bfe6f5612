"""Published rules against the flags of others, and a panel without what stands out."""

import csv

import numpy as np
import pytest

from desk_app.domain.index.research.outliers import RULES, Rule, hb_transform
from desk_app.domain.index.research.panel_screen import screen
from tests.domain.index.research.matrices import matrix_panel
from tests.shared import shared_path

RULE = {rule.name: rule for rule in RULES}
COLUMNS = {
    "fixed_cutoff": "fixed", "quartile": "quartile", "resistant_fences": "fences", "kimber": "kimber",
    "robust_z": "robust-z", "tukey": "tukey",
}  # fmt: skip


def test_flags_as_others_have_them() -> None:
    with (shared_path("data/index_vectors") / "04_outliers/expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name in dict.fromkeys(row["set"] for row in rows):
        own = [row for row in rows if row["set"] == name]
        relatives = np.array([float(row["x"]) for row in own])
        for column, rule in COLUMNS.items():
            wanted = [row[column] == "1" for row in own]
            assert RULE[rule].flags(relatives).tolist() == wanted, (name, column)
        transformed = [float(row["hb_transform"]) for row in own]
        assert hb_transform(relatives).tolist() == pytest.approx(transformed, abs=1e-12)


def test_a_rise_and_the_fall_that_undoes_it_stand_out_alike() -> None:
    calm = [0.9, 0.95, 1.0, 1 / 0.95, 1 / 0.9]
    for name in ("fixed", "hidiroglou-berthelot"):
        for odd in (20.0, 1 / 20):
            assert RULE[name].flags(np.array([*calm, odd])).tolist() == [False] * 5 + [True]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_where_nothing_changes_nothing_stands_out(rule: Rule) -> None:
    assert not rule.flags(np.ones(6)).any()


def test_a_slip_is_left_out_and_the_next_price_stays() -> None:
    price = np.ones((4, 6))
    price[1, 2] = 100.0
    found, left = screen(matrix_panel(price, np.ones((4, 6))), RULE["fixed"])
    assert [(one.period, one.product, one.relative) for one in left] == [("2", "c", 100.0)]
    assert np.argwhere(~found.present).tolist() == [[1, 2]]


def test_a_true_jump_costs_two_periods() -> None:
    price = np.ones((6, 6))
    price[2:, 0] = 4.0
    found, left = screen(matrix_panel(price, np.ones((6, 6))), RULE["fixed"])
    assert [one.period for one in left] == ["3", "4"]
    assert found.present[:, 0].tolist() == [True, True, False, False, True, True]


def test_few_relatives_are_not_judged() -> None:
    price = np.array([[1.0, 1.0], [1.0, 100.0]])
    assert screen(matrix_panel(price, price), RULE["fixed"])[1] == ()
