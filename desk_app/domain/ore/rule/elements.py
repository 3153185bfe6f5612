"""Bonuses and penalties on other elements: each changes the unit price of the dry tonne, exact."""

from collections.abc import Iterator

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import grouped
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.element_rule import ElementRule, Side, check_elements
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step, repeats
from desk_app.domain.ore.terms import Terms

_HOW = {
    (Side.OVER, False): "@ore.element.over_pro_rata",
    (Side.OVER, True): "@ore.element.over_whole",
    (Side.UNDER, False): "@ore.element.under_pro_rata",
    (Side.UNDER, True): "@ore.element.under_whole",
}
_REJECTED = {Side.OVER: "ore_rejected_over", Side.UNDER: "ore_rejected_under"}


def _check(_base: BasePrice, lot: Lot, terms: Terms) -> Iterator[Problem]:
    yield from check_elements(terms.elements)
    for element, content in lot.contents.items():
        if not 0 <= content <= 100:
            facts = {"element": element, "value": exact_text(content)}
            yield Problem("ore_content_limits", "contents", facts=facts)
    for rule in terms.elements:
        yield from _check_content(rule, lot)


def _check_content(rule: ElementRule, lot: Lot) -> Iterator[Problem]:
    content = lot.contents.get(rule.element)
    if content is None:
        yield Problem("ore_content_missing", "contents", facts={"element": rule.element})
    elif rule.rejects(content):
        facts = {"element": rule.element, "value": exact_text(content), "line": exact_text(rule.reject or content)}
        yield Problem(_REJECTED[rule.side], "contents", facts=facts)


def _apply(draft: Draft) -> Draft:
    for rule in draft.terms.elements:
        content = draft.lot.contents[rule.element]
        change = rule.change(content)
        inputs = {"element": rule.element, "content": grouped(content), "how": _HOW[rule.side, rule.whole_steps]}
        step = Step("element", change.shown(), "yuan/t", inputs, repeating=repeats(change))
        draft = draft.then(step, unit=draft.unit.minus(Ratio(change.top.copy_negate(), change.bottom)))
    if not draft.terms.elements:
        return draft
    unit = draft.unit
    return draft.then(Step("unit_price_elements", unit.shown(), "yuan/t", {}, repeating=repeats(unit)))


ELEMENTS = Rule("elements", ("contents",), _check, _apply)
