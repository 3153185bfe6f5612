"""A contract as plain data: of a file that people write, and of the store."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from desk_app.domain.base.exact import NotExact, exact, exact_text
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.contract import Contract
from desk_app.domain.ore.element_rule import ElementRule, Side, Tier

_ELEMENTS = "elements"


def contract_entry(contract: Contract) -> dict[str, Any]:
    """The fields that say something, and the rules of other elements; all figures are texts."""
    said: dict[str, Any] = {key: text.strip() for key, text in contract.said.items() if text.strip()}
    if contract.elements:
        said[_ELEMENTS] = [_rule_entry(rule) for rule in contract.elements]
    return said


def contract_from(entry: Mapping[str, Any]) -> Contract:
    """The same back; `Refused` names what can't be read."""
    said = {key: value for key, value in entry.items() if key != _ELEMENTS}
    for key, value in said.items():
        if not isinstance(value, str):
            raise refuse("ore_contract_text", str(key), value=str(key))
    rules = entry.get(_ELEMENTS, [])
    if not isinstance(rules, Sequence) or isinstance(rules, str):
        raise refuse("ore_contract_element", _ELEMENTS, value=str(rules)[:40])
    return Contract(said, tuple(_rule(rule) for rule in rules))


def _rule_entry(rule: ElementRule) -> dict[str, Any]:
    tiers = [{name: exact_text(getattr(tier, name)) for name in Tier.__slots__} for tier in rule.tiers]
    reject = "" if rule.reject is None else exact_text(rule.reject)
    return {
        "element": rule.element,
        "side": rule.side.value,
        "whole_steps": rule.whole_steps,
        "reject": reject,
        "tiers": tiers,
    }


def _rule(entry: Any) -> ElementRule:
    try:
        return ElementRule(
            element=str(entry["element"]),
            side=Side(entry["side"]),
            tiers=tuple(Tier(*(_figure(tier[name]) for name in Tier.__slots__)) for tier in entry.get("tiers", ())),
            whole_steps=bool(entry.get("whole_steps", False)),
            reject=_figure(entry["reject"]) if entry.get("reject") else None,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:  # NotExact is a ValueError
        raise refuse("ore_contract_element", _ELEMENTS, value=str(error)[:80]) from error


def _figure(text: Any) -> Decimal:
    if not isinstance(text, str):  # 7.1 in a file would be a float before anybody could look at it
        raise NotExact("number_unreadable", str(text))
    return exact(text)
