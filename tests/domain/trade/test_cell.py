"""A column's text is understood once."""

from decimal import Decimal

from desk_app.domain.base.problem import Problem
from desk_app.domain.trade.cell import Cell
from desk_app.domain.trade.read_cell import read_number


def test_a_text_is_parsed_once_and_its_problem_told_for_every_row() -> None:
    asked: list[str] = []

    def parse(text: str) -> Decimal:
        asked.append(text)
        return read_number(text)

    cell = Cell("price", 1, parse)
    problems: list[Problem] = []
    rows = [["a", "0,012"], ["b", "0,012"], ["c", " 5"], ["d", " 5"], ["e"]]
    values = [cell.read(row, number, problems) for number, row in enumerate(rows, 2)]
    assert values == [None, None, Decimal(5), Decimal(5), None]
    assert asked == ["0,012", "5", ""]
    assert [(p.row, p.key) for p in problems] == [
        (2, "number_doubtful_comma"),
        (3, "number_doubtful_comma"),
        (6, "number_missing"),
    ]


def test_a_default_stands_for_what_is_not_there() -> None:
    cell = Cell("price", None, read_number, Decimal(7))
    assert cell.read(["x"], 1, []) == Decimal(7)


def test_a_formula_without_a_result_says_so() -> None:
    problems: list[Problem] = []
    assert Cell("price", 0, read_number).read(["=C5*1000"], 5, problems) is None
    assert [(p.row, p.key) for p in problems] == [(5, "formula_not_stored")]


def test_a_checking_cell_is_quiet() -> None:
    cell = Cell("amount", 0, read_number)
    assert cell.quiet(["abc"]) is None
    assert cell.quiet([""]) is None
    assert cell.quiet(["1,000"]) == Decimal(1000)
