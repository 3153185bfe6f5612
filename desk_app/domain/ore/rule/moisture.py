"""Wet to dry (湿重 → 干量): dry = wet × (100 − moisture) / 100, exact."""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.money import grouped
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.limits import check_moisture, check_wet
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step
from desk_app.domain.ore.terms import Terms


def dry_tonnes(lot: Lot) -> Decimal:
    """The dry mass of a lot in tonnes, exact."""
    share = EXACT.subtract(Decimal(100), lot.moisture)
    return EXACT.scaleb(EXACT.multiply(lot.wet, share), -2)


def _check(_base: BasePrice, lot: Lot, _terms: Terms) -> Iterator[Problem]:
    yield from check_wet(lot.wet)
    yield from check_moisture(lot.moisture)


def _apply(draft: Draft) -> Draft:
    dry = dry_tonnes(draft.lot)
    inputs = {"wet": grouped(draft.lot.wet), "moisture": grouped(draft.lot.moisture)}
    return draft.then(Step("dry_tonnes", dry, "t", inputs), dry=dry)


MOISTURE = Rule("moisture", ("wet", "moisture"), _check, _apply)
