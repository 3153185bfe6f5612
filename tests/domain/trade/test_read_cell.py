"""Cells in the forms they come in."""

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.read_cell import (
    CellProblem,
    read_day,
    read_number,
    read_percent,
    read_tax,
    read_text,
    shows_decimal_comma,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-09", "2026/1/9", "2026.1.9", "2026年1月9日", "20260109", "2026-01-09 10:32:00", "２０２６-01-09",
        " 2026-1-9 ", "2026-01-09T00:00:00", "2026年01月09日",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text: str) -> None:
    assert read_day(text, TODAY) == date(2026, 1, 9)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-02-30", "date_no_such_day"),
        ("09/01/2026", "date_either_way"),
        ("1-2-26", "date_either_way"),
        ("", "date_missing"),
        ("soon", "date_unreadable"),
        ("4603", "date_unreadable"),
        ("2026-11-23", "date_in_future"),
        ("1970-01-01", "date_too_old"),
    ],
)
def test_days_that_are_asked_about(text: str, key: str) -> None:
    with pytest.raises(CellProblem) as problem:
        read_day(text, TODAY)
    assert problem.value.key == key


@pytest.mark.parametrize(
    ("text", "tax"),
    [("含税", Tax.INCL), ("不含税", Tax.EXCL), ("未税", Tax.EXCL), ("是", Tax.INCL), ("excl", Tax.EXCL)],
)
def test_tax(text: str, tax: Tax) -> None:
    assert read_tax(text) is tax


def test_numbers() -> None:
    assert read_number("¥4,560.50") == Decimal("4560.50")
    assert read_percent("13%") == read_percent("13") == read_percent("0.13") == 13


def test_commas_that_may_be_decimal_ones_are_asked_about() -> None:
    assert read_number("1,250") == 1250
    assert read_number("1,250.00", doubt_commas=True) == read_number("1250", doubt_commas=True) == 1250
    with pytest.raises(CellProblem) as problem:
        read_number("1,250", doubt_commas=True)
    assert problem.value.key == "number_doubtful_comma"


@pytest.mark.parametrize(
    ("text", "shows"), [("63,79", True), ("0,5", True), ("0,125", True), ("1,250", False), ("637,900", False)]
)
def test_what_shows_a_decimal_comma(text: str, shows: bool) -> None:
    assert shows_decimal_comma(text) is shows


def test_full_width_numbers() -> None:
    assert read_number("４，５６０．５") == Decimal("4560.5")
    with pytest.raises(CellProblem):
        read_number("４，５６０", doubt_commas=True)


@pytest.mark.parametrize("text", ["60²", "①", "1½"])
def test_signs_that_only_look_like_digits_are_no_number(text: str) -> None:
    with pytest.raises(NotExact):
        read_number(text)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#value!", "#DIV/0!"])
def test_an_error_value_is_no_text(text: str) -> None:
    with pytest.raises(CellProblem) as problem:
        read_text(text)
    assert problem.value.key == "cell_is_error"


def test_a_text_stays_as_it_is() -> None:
    assert [read_text(text) for text in ("", "99.9%", "#3 矿", "#1")] == ["", "99.9%", "#3 矿", "#1"]


@pytest.mark.parametrize("text", ["１2", "1２", "1,２50.5"])
def test_a_number_in_two_widths_is_not_taken(text: str) -> None:
    with pytest.raises(CellProblem) as problem:
        read_number(text)
    assert problem.value.key == "number_full_width"
