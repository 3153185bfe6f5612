"""What users of other index programs complain of, as tests of ours."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.index.research.compute import DEFAULT_SPLICE, NAMES, Question, compute, has_windows
from desk_app.domain.index.research.splice import SPLICES, Splice
from tests.domain.index.research.matrices import Row, panel, rows_of

every_name = pytest.mark.parametrize("name", NAMES)
GRID = np.exp(np.sin(np.arange(40.0).reshape(8, 5)))
ROWS = rows_of(GRID, GRID[::-1, ::-1] + 1)
GAPPY = [row for row in ROWS if row[:2] not in {("4", "b"), ("5", "b"), ("6", "c"), ("1", "d")}]


def index(
    rows: Sequence[Row], name: str, base: str | None = None, chain: bool = False, window: int | None = None,
    splice: str = DEFAULT_SPLICE,
) -> list[float]:  # fmt: skip
    return list(map(float, compute(panel(rows), Question(name, base, chain, window, splice))))


def problem(
    rows: Sequence[Row], name: str, base: str | None = None, chain: bool = False, window: int | None = None,
    splice: str = DEFAULT_SPLICE,
) -> Problem:  # fmt: skip
    with pytest.raises(Refused) as refused:
        index(rows, name, base, chain, window, splice)
    return refused.value.problem


@every_name
def test_rows_in_another_order_in_each_period_change_no_bit(name: str) -> None:
    wanted = index(GAPPY, name), index(GAPPY, name, chain=True)
    for seed in range(3):
        shuffled = list(GAPPY)
        random.Random(seed).shuffle(shuffled)
        assert (index(shuffled, name), index(shuffled, name, chain=True)) == wanted


@every_name
def test_each_value_stands_with_its_own_period(name: str) -> None:
    """One period ten times as dear as all others: it is that one that is high, past the tenth too."""
    price = np.ones((12, 3))
    price[9] = 10.0
    found = index(rows_of(price, np.ones((12, 3))), name)
    assert found.index(max(found)) == 9
    assert found[:9] + found[10:] == pytest.approx([1.0] * 11, abs=1e-10)


@every_name
def test_one_gap_spoils_nothing_else(name: str) -> None:
    found = index(GAPPY, name)
    assert len(found) == 8
    assert np.isfinite(found).all()


@every_name
def test_a_product_that_returns_is_matched_again(name: str) -> None:
    """b leaves and comes back at four times its price, when it counts."""
    rows: list[Row] = [
        (str(t), product, 4.0 if (t, product) == (3, "b") else 1.0, 1.0) for t in (1, 2, 3) for product in "ab"
    ]
    gone = [row for row in rows if row[:2] != ("2", "b")]
    last = index(gone, name)[-1]
    assert last > 1.2


@every_name
def test_periods_that_share_no_product_are_named_and_never_one(name: str) -> None:
    rows: list[Row] = [("2026-01", "a", 1.0, 1.0), ("2026-02", "b", 1.0, 1.0)]
    found = problem(rows, name)
    assert found.key in ("index_no_overlap", "index_disconnected")
    assert {"2026-01", "2026-02"} <= set(found.facts.values())
    assert problem(rows, name, chain=True).key == "index_no_overlap"


@every_name
def test_a_misspelt_formula_is_refused_with_its_neighbour(name: str) -> None:
    found = problem(ROWS, f"{name}x")
    assert found.key == "index_formula_unknown"
    assert name in found.facts["near"].split(", ")


@pytest.mark.parametrize("splice", SPLICES, ids=lambda splice: splice.name)
def test_a_misspelt_splice_is_refused_with_its_neighbour(splice: Splice) -> None:
    found = problem(ROWS, "geks-fisher", window=4, splice=f"{splice.name}e")
    assert (found.key, splice.name in found.facts["near"]) == ("index_splice_unknown", True)


def test_a_base_that_is_no_period_is_refused() -> None:
    found = problem(ROWS, "fisher", base="9")
    assert (found.key, found.facts["near"]) == ("index_base_unknown", "1, 2, 3, 4, 5")


def test_a_share_that_does_not_change_is_no_hole_in_sato_vartia() -> None:
    rows = rows_of(np.array([[1.0, 1.0], [2.0, 2.0]]), np.ones((2, 2)))
    assert index(rows, "sato-vartia") == pytest.approx([1.0, 2.0])
    assert index(rows, "montgomery-vartia") == pytest.approx([1.0, 2.0])


@every_name
def test_one_product_alone_is_its_own_price(name: str) -> None:
    rows: list[Row] = [("1", "a", 2.0, 3.0), ("2", "a", 5.0, 1.0), ("3", "a", 4.0, 2.0)]
    if "stuvel" not in name and "montgomery" not in name:
        assert index(rows, name) == pytest.approx([1.0, 2.5, 2.0])


@every_name
def test_one_period_alone_is_one(name: str) -> None:
    rows: list[Row] = [("2026-01", "a", 2.0, 3.0), ("2026-01", "b", 5.0, 1.0)]
    assert index(rows, name) == index(rows, name, chain=True) == [1.0]


@every_name
def test_a_period_is_the_base_and_the_first_has_one(name: str) -> None:
    found = index(ROWS, name, base="4")
    assert found[0] == 1.0
    pair = [row for row in ROWS if row[0] in ("1", "4")]
    if not has_windows(name) and not name.startswith(("lowe", "young", "geoyoung")):
        back = index([("0" if row[0] == "4" else "1", *row[1:]) for row in pair], name)
        assert found[3] == pytest.approx(1 / back[1])


def test_a_week_is_as_good_as_a_month() -> None:
    rows = [(f"2026-W{int(period):02d}", product, price, quantity) for period, product, price, quantity in ROWS]
    assert index(rows, "geks-tornqvist", window=4) == index(ROWS, "geks-tornqvist", window=4)


@every_name
def test_figures_from_a_millionth_to_a_billion(name: str) -> None:
    price = np.array([[1e-6, 1e9], [2e-6, 2e9], [1e-6, 1e9]])
    found = index(rows_of(price, np.array([[1e9, 1e-6]] * 3)), name)
    assert found == pytest.approx([1.0, 2.0, 1.0], rel=1e-9)


def test_figures_with_no_finite_result_are_refused() -> None:
    rows: list[Row] = [(str(t), p, 1e50 if (t + n) % 2 else 1e-50, 1.0) for t in range(12) for n, p in enumerate("ab")]
    assert problem(rows, "carli", chain=True).key == "index_not_solved"


def test_too_wide_a_window_is_refused() -> None:
    rows: list[Row] = [(str(t), "a", 1.0, 1.0) for t in range(5_001)]
    assert problem(rows, "geks-fisher").key == "index_window_too_wide"
    assert len(index(rows, "geks-fisher", window=3)) == 5_001
