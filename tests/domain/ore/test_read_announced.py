"""A table of announced prices: all of it, or one reason with its row and column."""

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.ore.announced import Added
from desk_app.domain.ore.read_announced import COLUMNS, announced_score, read_announced

HEAD = list(COLUMNS)
ROW = [
    "2027Q1", "2027-01-01", "2027-03-31", "2027-01-08", "39000", "50", "780", "announced", "sourced", "",
    "公告", "", "",
]  # fmt: skip
ADDED = Added("2027-01-08T09:00:00.000000+00:00", "甲", "整批补录")


def read(*rows: list[str], head: list[str] = HEAD) -> Problem:
    with pytest.raises(Refused) as error:
        read_announced([head, *rows], "a.csv", ADDED)
    return error.value.problem


def cell(**texts: str) -> list[str]:
    return [texts.get(name, text) for name, text in zip(COLUMNS.values(), ROW, strict=True)]


def test_the_whole_row() -> None:
    (made,) = read_announced([HEAD, ROW], "a.csv", ADDED)
    assert (made.period, made.announced_on, made.price, made.step) == (
        "2027Q1", date(2027, 1, 8), Decimal(39000), Decimal(780),
    )  # fmt: skip
    assert (made.source, made.step_origin, made.added) == ("公告", "announced", ADDED)


def test_the_least_row() -> None:
    head = ["source", "period", "reo_basis_percent", "price_yuan_per_dry_tonne_ex_vat"]
    (made,) = read_announced([["公告价"], head, ["SMM", "2022H1", "51", "27000"]], "a.csv", ADDED)
    assert (made.effective_from, made.effective_to) == (date(2022, 1, 1), date(2022, 6, 30))
    assert (made.step_origin, made.confidence, made.announced_on) == ("computed", "sourced", None)
    assert made.step_fits


def test_a_rows_own_reason_comes_first() -> None:
    first, second = read_announced([HEAD, cell(why="公告如此"), cell(period="2027Q2")], "a.csv", ADDED)
    assert (first.why, second.why) == ("公告如此", "整批补录")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("period", "2027"),
        ("period", ""),
        ("price", "39,000"),
        ("price", "3.9e4"),
        ("basis", ""),
        ("basis", "0"),
        ("step", "x"),
        ("announced_on", "2027-02-30"),
        ("effective_to", "spring"),
        ("step_origin", "guessed"),
        ("confidence", "rumour"),
        ("note", "free text"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(name: str, text: str) -> None:
    problem = read(ROW, cell(**{name: text}))
    heading = next(heading for heading, each in COLUMNS.items() if each == name)
    assert (problem.key, problem.row) == ("announce_cell", 3)
    assert problem.facts == {"column": heading, "text": text}


def test_columns_are_needed_once() -> None:
    assert read(ROW[1:], head=HEAD[1:]).key == "announce_column"
    assert read([*ROW, "50"], head=[*HEAD, "reo_basis_percent"]).key == "announce_column_twice"
    assert read().key == "announce_none"
    with pytest.raises(Refused):
        read_announced([], "a.csv", ADDED)


def test_its_headings_are_known_among_others() -> None:
    assert announced_score([["x"], HEAD]) == len(HEAD)
    assert announced_score([["period", "value"]]) == 1
    assert announced_score([]) == 0
