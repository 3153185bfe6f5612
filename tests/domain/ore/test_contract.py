"""Contracts as data: what a field may say, what is open, which terms come out."""

from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.contract import FIELDS, OPEN, Contract, Kind, problems_of_contract, terms_of
from desk_app.domain.ore.terms import Excess, GradeRule, MoistureIn, MoistureTerms, Terms
from tests.domain.ore.contract_terms import IRON

SAID = {
    "pricing": "quarter",
    "basis": "50",
    "grade_rule": "whole-step",
    "grade_floor": "45",
    "grade_cap": "60",
    "moisture_in": "price",
    "franchise": "0.5",
    "moisture_limit": "8",
    "moisture_excess": "price",
    "moisture_each": "50",
    "rounding": "half-even",
    "dry_places": "3",
    "unit_places": "2",
    "vat": "9",
}


def test_all_terms_come_out() -> None:
    assert terms_of(Contract(SAID, (IRON,))) == Terms(
        GradeRule.WHOLE_STEP,
        Rounding.HALF_EVEN,
        2,
        Decimal(9),
        3,
        Decimal(45),
        Decimal(60),
        MoistureTerms(MoistureIn.PRICE, Decimal("0.5"), Decimal(8), Excess.PRICE, Decimal(50)),
        (IRON,),
    )


def test_what_is_empty_is_no_term() -> None:
    needed = {each.key: SAID[each.key] for each in FIELDS if each.needed}
    terms = terms_of(Contract(needed | {"moisture_excess": "reject", "moisture_in": "quantity"}))
    assert (terms.grade_cap, terms.unit_places, terms.dry_places) == (None, None, None)
    assert terms.moisture == MoistureTerms()


@pytest.mark.parametrize("key", [each.key for each in FIELDS if each.priced])
def test_an_open_term_prices_nothing_and_is_no_mistake(key: str) -> None:
    contract = Contract({**SAID, key: OPEN})
    assert contract.open_fields == (key,)
    assert list(problems_of_contract(contract)) == []
    with pytest.raises(Refused) as refused:
        terms_of(contract)
    assert (refused.value.problem.key, refused.value.problem.field) == ("ore_contract_open", key)


@pytest.mark.parametrize("key", [each.key for each in FIELDS if not each.priced])
def test_other_terms_may_stay_open(key: str) -> None:
    assert terms_of(Contract({**SAID, key: OPEN})) == terms_of(Contract(SAID))


@pytest.mark.parametrize(
    ("change", "key", "field"),
    [
        ({"basis": ""}, "ore_contract_missing", "basis"),
        ({"basis": "0"}, "ore_basis_limits", "basis"),
        ({"basis": "50%"}, "ore_contract_number", "basis"),
        ({"franchise": "0,5"}, "ore_contract_number", "franchise"),
        ({"grade_rule": "any"}, "ore_contract_choice", "grade_rule"),
        ({"payment_days": "-3"}, "ore_contract_whole", "payment_days"),
        ({"dry_places": "7"}, "ore_unit_places_limits", "dry_places"),
        ({"pricing": "fixed"}, "ore_contract_price", "price"),
        ({"pricing": "fixed", "price": "0"}, "ore_price_limits", "price"),
        ({"moisture_in": "quantity"}, "ore_moisture_twice", "moisture_excess"),
        ({"grade_floor": "61"}, "ore_grade_range", "grade_floor"),
        ({"colour": "grey"}, "ore_contract_field", "colour"),
    ],
)
def test_what_it_cannot_say(change: dict[str, str], key: str, field: str) -> None:
    found = [(problem.key, problem.field) for problem in problems_of_contract(Contract(SAID | change))]
    assert found == [(key, field)]


def test_fields_are_told_apart_and_choices_exist() -> None:
    assert len({each.key for each in FIELDS}) == len(FIELDS)
    assert all(bool(each.choices) == (each.kind is Kind.CHOICE) for each in FIELDS)
