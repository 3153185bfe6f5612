"""The unit price rounded before it is used, where the contract says so; it is the last thing that happens to it."""

from collections.abc import Iterator

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.limits import check_unit_places
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step, shown
from desk_app.domain.ore.terms import MoistureIn, Terms


def _check(_base: BasePrice, _lot: Lot, terms: Terms) -> Iterator[Problem]:
    yield from check_unit_places(terms.unit_places)


def _apply(draft: Draft) -> Draft:
    terms = draft.terms
    if terms.unit_places is None:
        return draft
    unit = Ratio(draft.unit.rounded(terms.unit_places, terms.rounding))
    inputs = {
        "unrounded": shown(draft.unit),
        "places": str(terms.unit_places),
        "how": f"@ore.rounding.{terms.rounding}",
    }
    per = "yuan/wet t" if terms.moisture.counts_in is MoistureIn.PRICE else "yuan/t"
    step = Step("unit_price_rounded", unit.top, per, inputs, terms.unit_places, terms.rounding)
    return draft.then(step, unit=unit)


UNIT_ROUNDING = Rule("unit_rounding", ("unit_places",), _check, _apply)
