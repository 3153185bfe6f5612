"""Wet to dry (湿重 → 干量): dry = wet × (100 − moisture) / 100, exact; a contract's franchise first, its excess after.

Moisture counts once. Where it counts in the quantity, dry tonnes are paid; where it counts in the price
(`wet_price.py`), the wet ones are.
"""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import grouped
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.limits import check_moisture, check_places, check_wet
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step
from desk_app.domain.ore.terms import Excess, MoistureIn, MoistureTerms, Terms

_HUNDRED = Decimal(100)


def dry_tonnes(lot: Lot) -> Decimal:
    """The dry mass of a lot in tonnes, exact."""
    return less(lot.wet, lot.moisture)


def less(mass: Decimal, percent: Decimal) -> Decimal:
    """A mass without so many percent of it, exact."""
    return EXACT.scaleb(EXACT.multiply(mass, EXACT.subtract(_HUNDRED, percent)), -2)


def over_limit(lot: Lot, terms: MoistureTerms) -> Decimal:
    """Percentage points of moisture above the contract's limit."""
    return Decimal(0) if terms.limit is None else max(EXACT.subtract(lot.moisture, terms.limit), Decimal(0))


def _check(_base: BasePrice, lot: Lot, terms: Terms) -> Iterator[Problem]:
    yield from check_wet(lot.wet)
    yield from check_moisture(lot.moisture)
    yield from check_places("dry_places", terms.dry_places)
    moisture = terms.moisture
    yield from check_moisture_terms(moisture)
    over = over_limit(lot, moisture)
    facts = {"value": exact_text(lot.moisture), "limit": exact_text(moisture.limit or Decimal(0))}
    if over and moisture.excess is Excess.REJECT:
        yield Problem("ore_moisture_rejected", "moisture", facts=facts)
    if moisture.excess is Excess.QUANTITY and EXACT.multiply(over, moisture.each) >= _HUNDRED:
        yield Problem("ore_moisture_takes_all", "moisture", facts=facts)


def check_moisture_terms(terms: MoistureTerms) -> Iterator[Problem]:
    """What is wrong with a contract's terms of moisture, whatever the lot."""
    if not 0 <= terms.franchise < _HUNDRED:
        yield Problem("ore_franchise_limits", "franchise", facts={"value": exact_text(terms.franchise)})
    if terms.limit is not None and not 0 <= terms.limit < _HUNDRED:
        yield Problem("ore_moisture_limits", "moisture_limit", facts={"value": exact_text(terms.limit)})
    if terms.each < 0:
        yield Problem("ore_excess_limits", "moisture_each", facts={"value": exact_text(terms.each)})
    if terms.excess is not Excess.REJECT and terms.excess != terms.counts_in.value:
        yield Problem("ore_moisture_twice", "moisture_excess")


def _apply(draft: Draft) -> Draft:
    lot, terms = draft.lot, draft.terms.moisture
    if terms.franchise:
        wet = less(lot.wet, terms.franchise)
        inputs = {"wet": grouped(lot.wet), "franchise": grouped(terms.franchise)}
        draft = draft.then(Step("paid_wet", wet, "t", inputs), paid=wet)
    dry = less(draft.paid, lot.moisture)
    inputs = {"wet": grouped(draft.paid), "moisture": grouped(lot.moisture)}
    draft = draft.then(Step("dry_tonnes", dry, "t", inputs), dry=dry)
    return draft if terms.counts_in is MoistureIn.PRICE else _dry_paid(draft)


def _dry_paid(draft: Draft) -> Draft:
    terms, places, mode = draft.terms.moisture, draft.terms.dry_places, draft.terms.rounding
    over = over_limit(draft.lot, terms)
    if over and terms.excess is Excess.QUANTITY:
        dry = less(draft.dry, EXACT.multiply(over, terms.each))
        inputs = {"dry": grouped(draft.dry), "over": grouped(over), "each": grouped(terms.each)}
        draft = draft.then(Step("excess_quantity", dry, "t", inputs), dry=dry)
    if places is not None:
        dry = Ratio(draft.dry).rounded(places, mode)
        inputs = {"unrounded": grouped(draft.dry), "places": str(places), "how": f"@ore.rounding.{mode}"}
        draft = draft.then(Step("dry_tonnes_rounded", dry, "t", inputs, places, mode), dry=dry)
    return draft.then(paid=draft.dry)


MOISTURE = Rule("moisture", ("wet", "moisture"), _check, _apply)
