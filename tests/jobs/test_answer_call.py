"""A phrase to a price: the announced price it is held against, and what is asked instead of guessed."""

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.announced import PriceList
from desk_app.jobs.answer_call import (
    Asked,
    CallAnswer,
    CallQuestion,
    Outcome,
    answer_call,
    answer_option,
    difference,
)
from desk_app.jobs.load_price_list import load_price_list

WINTER = date(2026, 2, 3)
CALL = "52.3 8.1 100"


def up_to(period: str) -> PriceList:
    """The price list as it was when `period` was the newest."""
    prices = load_price_list().prices
    return PriceList(prices[: [price.period for price in prices].index(period) + 1])


def answered(phrase: str, today: date = WINTER, newest: str = "2026Q1") -> CallAnswer:
    outcome = answer_call(phrase, up_to(newest), today)
    assert isinstance(outcome, CallAnswer), outcome
    return outcome


def asked(outcome: Outcome) -> CallQuestion:
    assert isinstance(outcome, CallQuestion), outcome
    return outcome


def test_the_lot_of_the_telephone() -> None:
    answer = answered(CALL)
    assert (answer.price.period, answer.instead_of, answer.ahead) == ("2026Q1", "", False)
    assert answer.dry_ex_vat == Decimal("28068.36")
    assert answer.wet_ex_vat == Decimal("25794.83")
    assert answer.working.dry_tonnes == Decimal("91.900")
    assert answer.working.net_ex_vat == Decimal("2579482.65")
    assert answer.working.vat == Decimal("335332.74")
    assert answer.working.total_inc_vat == Decimal("2914815.39")
    assert answer.dry_inc_vat == Decimal("31717.25")
    assert answer.wet_inc_vat == Decimal("29148.15")
    assert answer.age == 25


def test_the_wish_for_tax_changes_no_figure() -> None:
    with_tax, without = answered(f"{CALL} 含税"), answered(f"{CALL} 不含税")
    assert (with_tax.reading.tax, without.reading.tax) == (Tax.INCL, Tax.EXCL)
    assert (with_tax.with_tax, without.with_tax) == (True, False)
    assert with_tax.working == without.working


def test_the_newest_price_unless_a_quarter_is_named() -> None:
    assert answered(CALL, date(2026, 11, 29), "2026Q4").price.period == "2026Q4"
    named = answered(f"{CALL} 2026Q1", date(2026, 11, 29), "2026Q4")
    assert (named.price.period, named.instead_of, named.age) == ("2026Q1", "", 324)
    assert answered(f"{CALL} 2022Q2").price.period == "2022H1"


def test_a_quarter_of_today_without_a_price_is_said() -> None:
    answer = answered(CALL, date(2026, 5, 6))
    assert (answer.price.period, answer.instead_of) == ("2026Q1", "2026Q2")


def test_a_price_that_is_not_in_force_yet_is_said() -> None:
    assert answered(CALL, date(2025, 12, 30)).ahead


def test_the_rate_of_the_tax_is_that_of_the_quarter() -> None:
    assert answered(CALL).working.terms.vat_percent == 13


@pytest.mark.parametrize("phrase", [f"{CALL} 2026Q2", f"{CALL} 本季度", f"{CALL} 今年二季度"])
def test_a_named_quarter_without_a_price_offers_the_last_with_its_age(phrase: str) -> None:
    today = date(2026, 5, 6)
    question = asked(answer_call(phrase, up_to("2026Q1"), today))
    assert (question.asked, question.period) == (Asked.NO_PRICE, "2026Q2")
    (option,) = question.options
    assert option.price is not None
    assert option.price.period == "2026Q1"
    answer = answer_option(option, up_to("2026Q1"), today)
    assert isinstance(answer, CallAnswer)
    assert (answer.price.period, answer.instead_of, answer.age) == ("2026Q1", "2026Q2", 117)


def test_a_gap_offers_what_lies_before_it_and_never_what_follows() -> None:
    question = asked(answer_call(f"{CALL} 2026Q2", load_price_list(), date(2026, 11, 29)))
    assert [option.price.period for option in question.options if option.price] == ["2026Q1"]


def test_a_quarter_without_a_year_asks_for_it() -> None:
    today = date(2026, 11, 29)
    question = asked(answer_call(f"{CALL} 四季度", load_price_list(), today))
    assert question.asked is Asked.YEAR
    assert [option.price.period for option in question.options if option.price] == ["2026Q4", "2025Q4"]
    unknown = asked(answer_call(f"{CALL} 二季度", load_price_list(), today)).options[0]
    assert unknown.price is None
    assert asked(answer_option(unknown, load_price_list(), today)).asked is Asked.NO_PRICE


def test_before_the_first_price_there_is_nothing_to_offer() -> None:
    outcome = answer_call(f"{CALL} 2020Q1", load_price_list(), WINTER)
    assert isinstance(outcome, Problem)
    assert outcome.key == "call_no_quarter"


def test_readings_are_asked_and_a_chosen_one_is_priced() -> None:
    question = asked(answer_call("8.1 52.3 100", up_to("2026Q1"), WINTER))
    assert (question.asked, len(question.options)) == (Asked.READING, 2)
    answer = answer_option(question.options[1], up_to("2026Q1"), WINTER)
    assert isinstance(answer, CallAnswer)
    assert answer.working == answered(CALL).working


def test_what_is_missing_is_named() -> None:
    question = asked(answer_call("52.3 8.1", load_price_list(), WINTER))
    assert question.asked is Asked.MISSING
    assert question.missing is not None
    assert question.missing.fields == ("wet",)


def test_a_problem_is_handed_on() -> None:
    outcome = answer_call("52..3", load_price_list(), WINTER)
    assert isinstance(outcome, Problem)
    assert outcome.key == "call_number"


def test_the_difference_of_another_assay_in_yuan() -> None:
    change = difference(answered(CALL), answered("52.0 8.1 100"))
    assert change.dry_ex_vat == Decimal("-161.00")
    assert change.net_ex_vat == Decimal("-14796.27")
    assert change.total_inc_vat == Decimal("-16719.78")
    assert difference(answered(CALL), answered(f"{CALL} 含税")).net_ex_vat == 0
