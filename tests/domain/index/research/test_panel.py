"""A panel takes what is certain and refuses the rest by its line."""

import math

import numpy as np
import pytest

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.index.research.panel_lines import PanelText, panel_columns, panel_score
from tests.domain.index.research.matrices import Row, panel

ROWS: list[Row] = [("1", "a", 2.0, 3.0), ("1", "b", 4.0, 5.0), ("2", "a", 6.0, 7.0)]


def problem(rows: list[Row]) -> Problem:
    with pytest.raises(Refused) as refused:
        panel(rows)
    return refused.value.problem


def text_problem(*lines: list[str]) -> Problem:
    with pytest.raises(Refused) as refused:
        text = PanelText((0, 1, 2, 3), 4)
        text.add(2, lines)
        text.lines("panel.csv")
    return refused.value.problem


def test_a_panel_is_periods_by_products() -> None:
    found = panel(ROWS)
    assert (found.periods, found.products) == (("1", "2"), ("a", "b"))
    assert found.price[0].tolist() == [2.0, 4.0]
    assert np.isnan(found.price[1, 1])
    assert found.quantity.tolist() == [[3.0, 5.0], [7.0, 0.0]]


def test_products_stand_in_the_order_they_come() -> None:
    assert panel([("2", "a", 1.0, 1.0), ("1", "c", 1.0, 1.0), ("1", "b", 1.0, 1.0)]).products == ("b", "c", "a")


@pytest.mark.parametrize("bad", [0.0, -1.0])
def test_a_price_not_above_zero_is_named(bad: float) -> None:
    found = problem([*ROWS, ("2", "b", bad, 1.0)])
    assert (found.key, found.row) == ("panel_not_positive", 5)
    assert (found.facts["period"], found.facts["product"], found.facts["text"]) == ("2", "b", repr(bad))
    assert found.facts["name"] == "@index.panel.price"


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [2, 3])
def test_a_figure_that_is_not_finite_is_named(bad: float, place: int) -> None:
    row: Row = ("2", "b", bad, 1.0) if place == 2 else ("2", "b", 1.0, bad)
    found = problem([*ROWS, row])
    assert (found.key, found.row) == ("panel_not_finite", 5)


def test_a_negative_quantity_is_named() -> None:
    found = problem([*ROWS, ("2", "b", 1.0, -1.0)])
    assert (found.key, found.facts["name"]) == ("panel_not_positive", "@index.panel.quantity")


@pytest.mark.parametrize("figure", [1e-60, 1e60])
def test_a_figure_beyond_all_measure_is_named(figure: float) -> None:
    assert problem([*ROWS, ("2", "b", figure, 1.0)]).key == "panel_limits"


def test_the_first_bad_line_is_named() -> None:
    rows: list[Row] = [("1", "a", 1.0, -1.0), ("1", "b", -1.0, 1.0)]
    assert problem(rows).row == 2


def test_the_same_product_and_period_twice_are_both_named() -> None:
    found = problem([*ROWS, ("1", "b", 4.0, 5.0)])
    assert (found.key, found.row, found.facts["first"]) == ("panel_twice", 5, "3")


def test_a_quantity_of_zero_is_no_observation_and_is_counted() -> None:
    found = panel([*ROWS, ("2", "b", 9.0, 0.0), ("2", "c", 9.0, 0.0)])
    assert (found.products, found.weightless) == (("a", "b"), 2)
    assert found.price.tolist()[0] == panel(ROWS).price.tolist()[0]


def test_too_large_a_panel_is_refused_before_it_fills_the_memory() -> None:
    rows: list[Row] = [(str(number), f"p{number}", 1.0, 1.0) for number in range(5_000)]
    assert problem(rows).key == "panel_too_large"


# ------------------------------------------------------------------ as text
def test_columns_are_found_by_their_headings_in_any_order() -> None:
    assert panel_columns(["Price", "注", "产品", " QUANTITY ", "期间"], "") == (4, 2, 0, 3)
    assert panel_score([["period", "price"]]) == 2
    assert panel_score([]) == 0


@pytest.mark.parametrize(
    ("heading", "key", "fact"),
    [
        (["period", "price"], "panel_column_missing", "product, quantity"),
        (["period", "product", "price", "quantity", "Price"], "panel_column_twice", "price"),
    ],
)
def test_a_column_missing_or_twice(heading: list[str], key: str, fact: str) -> None:
    with pytest.raises(Refused) as refused:
        panel_columns(heading, "panel.csv")
    assert refused.value.problem.key == key
    assert fact in refused.value.problem.facts.values()


@pytest.mark.parametrize("cell", ["1,234", "nan", "inf", "1_0", "１", "0x1", "1.2.3", "e5", "+-1", "#N/A"])
def test_what_is_no_plain_number_is_named(cell: str) -> None:
    found = text_problem(["1", "a", "1", "1"], ["1", "b", cell, "1"])
    assert (found.key, found.row, found.facts["text"]) == ("panel_not_number", 3, cell)


@pytest.mark.parametrize(("cell", "value"), [(" 1.5 ", 1.5), ("1e-3", 0.001), (".5", 0.5), ("+2", 2.0), ("2.", 2.0)])
def test_plain_numbers_are_read(cell: str, value: float) -> None:
    text = PanelText((0, 1, 2, 3), 4)
    text.add(2, [["1", "a", cell, "1"]])
    assert text.lines("").price.tolist() == [value]


def test_a_row_cut_by_a_thousands_comma_is_named() -> None:
    found = text_problem(["1", "a", "1", "234", "5"])
    assert (found.key, found.row, found.facts["text"]) == ("panel_row_too_long", 2, "5")


def test_a_line_without_its_end_lacks_a_figure() -> None:
    found = text_problem(["1", "a", "1"])
    assert (found.key, found.facts["name"]) == ("panel_figure_missing", "@index.panel.quantity")


def test_headings_without_lines_are_said() -> None:
    assert text_problem(["", " ", "", ""]).key == "panel_no_lines"


def test_a_missing_name_is_said() -> None:
    assert problem([*ROWS, ("2", "", 1.0, 1.0)]).facts["name"] == "@index.panel.product"


def test_by_column_or_by_line_is_the_same() -> None:
    rows = [["1", "a ", "1", "2"], ["2", " b", "3", "4"]]
    one, other = PanelText((0, 1, 2, 3), 4), PanelText((0, 1, 2, 3), 4)
    one.add(2, rows)
    other.add(2, rows, [list(column) for column in zip(*rows, strict=True)])
    assert (one.row, one.cells) == (other.row, other.cells)
