"""Moisture in the price (扣价): wet tonnes are paid, at the dry tonne's price less what is water.

Price of the wet tonne = price of the dry tonne × (100 − moisture) / 100, less the contract's deduction for each 1 %
above its limit. Without rounding, and without such an excess, it comes to the same as paying the dry tonnes.
"""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.money import grouped
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.moisture import over_limit
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step, repeats, shown
from desk_app.domain.ore.terms import Excess, MoistureIn, Terms

_HUNDRED = Decimal(100)


def _check(_base: BasePrice, _lot: Lot, _terms: Terms) -> Iterator[Problem]:
    yield from ()


def _apply(draft: Draft) -> Draft:
    terms, lot = draft.terms.moisture, draft.lot
    if terms.counts_in is not MoistureIn.PRICE:
        return draft
    price = draft.unit.times(EXACT.subtract(_HUNDRED, lot.moisture)).over(_HUNDRED)
    inputs = {"unit_price": shown(draft.unit), "moisture": grouped(lot.moisture)}
    draft = draft.then(_step("wet_price", price, inputs), unit=price)
    over = over_limit(lot, terms)
    if over and terms.excess is Excess.PRICE:
        less = price.minus(Ratio(EXACT.multiply(over, terms.each)))
        inputs = {"unit_price": shown(price), "over": grouped(over), "each": grouped(terms.each)}
        draft = draft.then(_step("excess_price", less, inputs), unit=less)
    return draft


def _step(key: str, price: Ratio, inputs: dict[str, str]) -> Step:
    return Step(key, price.shown(), "yuan/wet t", inputs, repeating=repeats(price))


WET_PRICE = Rule("wet_price", (), _check, _apply)
