"""Bonuses and penalties on an element (杂质扣款, 有益元素加价): so many yuan per dry tonne for each step of content.

Tiers add up: the content between a tier's start and the next one's costs what that tier says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT, Ratio

_ZERO = Decimal(0)


class Side(StrEnum):
    """On which side of a tier's start content counts: above it (超过), or below it (低于)."""

    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Tier:
    """From `start` percent on, each `step` percent changes the price by `yuan` per dry tonne (minus: a penalty)."""

    start: Decimal
    step: Decimal
    yuan: Decimal


@dataclass(frozen=True, slots=True)
class ElementRule:
    """`element` as the assay names it (TFe, F, P, CaO). `whole_steps`: a step begun counts for nothing. Content beyond
    `reject` (percent, same side; None: no such line) is not taken.
    """

    element: str
    side: Side
    tiers: tuple[Tier, ...]
    whole_steps: bool = False
    reject: Decimal | None = None

    def beyond(self, content: Decimal, line: Decimal) -> Decimal:
        """By how much content lies beyond a line on the rule's side, in percentage points; never less than nothing."""
        over = EXACT.subtract(content, line)
        return max(over if self.side is Side.OVER else over.copy_negate(), _ZERO)

    def change(self, content: Decimal) -> Ratio:
        """Yuan per dry tonne, exact."""
        total = Ratio(_ZERO)
        for tier, after in zip(self.tiers, (*self.tiers[1:], None), strict=True):
            most = None if after is None else EXACT.abs(EXACT.subtract(after.start, tier.start))
            total = total.minus(Ratio(_ZERO).minus(self._of(tier, self.beyond(content, tier.start), most)))
        return total

    def rejects(self, content: Decimal) -> bool:
        """Whether ore of this content is not taken at all."""
        return self.reject is not None and self.beyond(content, self.reject) > 0

    def _of(self, tier: Tier, span: Decimal, most: Decimal | None) -> Ratio:
        within = span if most is None else min(span, most)
        if self.whole_steps:
            return Ratio(EXACT.multiply(EXACT.divide_int(within, tier.step), tier.yuan))
        return Ratio(EXACT.multiply(within, tier.yuan), tier.step)


def check_elements(rules: Sequence[ElementRule]) -> Iterator[Problem]:
    """What is wrong with the rules, whatever the lot."""
    seen: set[tuple[str, Side]] = set()
    for rule in rules:
        facts = {"element": rule.element}
        if not rule.element.strip():
            yield Problem("ore_element_nameless", "elements")
        if (rule.element, rule.side) in seen:
            yield Problem("ore_element_twice", "elements", facts=facts)
        seen.add((rule.element, rule.side))
        yield from _check_tiers(rule)


def _check_tiers(rule: ElementRule) -> Iterator[Problem]:
    facts = {"element": rule.element}
    if not rule.tiers and rule.reject is None:
        yield Problem("ore_element_without_tiers", "elements", facts=facts)
    starts = [tier.start for tier in rule.tiers]
    if any(not 0 <= start <= 100 for start in (*starts, *([] if rule.reject is None else [rule.reject]))):
        yield Problem("ore_element_limits", "elements", facts=facts)
    if any(tier.step <= 0 for tier in rule.tiers):
        step = next(tier.step for tier in rule.tiers if tier.step <= 0)
        yield Problem("ore_element_step", "elements", facts={**facts, "value": exact_text(step)})
    if starts != sorted(set(starts), reverse=rule.side is Side.UNDER):
        yield Problem("ore_element_order", "elements", facts=facts)
    if rule.reject is not None and any(rule.beyond(start, rule.reject) > 0 for start in starts):
        yield Problem("ore_element_reject", "elements", facts=facts)
