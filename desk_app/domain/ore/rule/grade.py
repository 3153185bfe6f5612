"""REO against the basis (品位调整): unit price = P + points × P / basis = P × (basis + points) / basis.

The announced "each 1 % of REO" is P / basis exactly, so the price is a straight line through zero REO.
How `points` = REO − basis counts is a contract term: in proportion, whole points only (cut toward zero), or
the nearest whole point (a half goes away from zero, 四舍五入).
"""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.limits import check_basis, check_price, check_reo, check_unit_places
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.rule import Draft, Rule
from desk_app.domain.ore.step import Step, repeats, shown
from desk_app.domain.ore.terms import GradeRule, Terms

_WHOLE = {GradeRule.WHOLE_STEP: ROUND_DOWN, GradeRule.NEAREST_STEP: ROUND_HALF_UP}
_STEP_KEY = {
    GradeRule.PRO_RATA: "points_pro_rata",
    GradeRule.WHOLE_STEP: "points_whole_step",
    GradeRule.NEAREST_STEP: "points_nearest_step",
}


def counted_points(reo: Decimal, basis: Decimal, rule: GradeRule) -> Decimal:
    """Percentage points of REO above (+) or below (−) the basis that count under the rule."""
    points = EXACT.subtract(reo, basis)
    mode = _WHOLE.get(rule)
    return points if mode is None else points.to_integral_value(rounding=mode)


def graded_price(base: BasePrice, reo: Decimal, rule: GradeRule) -> Ratio:
    """Yuan per dry tonne without VAT at `reo` percent: exact, divided once."""
    counted = EXACT.add(base.basis, counted_points(reo, base.basis, rule))
    return Ratio(EXACT.multiply(base.price, counted), base.basis)


def unit_price(base: BasePrice, reo: Decimal, terms: Terms) -> Ratio:
    """The graded price, rounded first where the terms say so."""
    graded = graded_price(base, reo, terms.grade_rule)
    return graded if terms.unit_places is None else Ratio(graded.rounded(terms.unit_places, terms.rounding))


def _check(base: BasePrice, lot: Lot, terms: Terms) -> Iterator[Problem]:
    found = [*check_price(base.price), *check_basis(base.basis), *check_reo(lot.reo)]
    yield from found
    yield from check_unit_places(terms.unit_places)
    if not found and base.basis + counted_points(lot.reo, base.basis, terms.grade_rule) <= 0:
        yield Problem("ore_reo_below_rule", "reo", facts={"value": exact_text(lot.reo)})


def _apply(draft: Draft) -> Draft:
    base, reo, terms = draft.base, draft.lot.reo, draft.terms
    graded = graded_price(base, reo, terms.grade_rule)
    draft = draft.then(*_grade_steps(draft, graded), unit=graded)
    if terms.unit_places is None:
        return draft
    unit = unit_price(base, reo, terms)
    inputs = {"unrounded": shown(graded), "places": str(terms.unit_places), "how": _how(terms)}
    step = Step("unit_price_rounded", unit.top, "yuan/t", inputs, terms.unit_places, terms.rounding)
    return draft.then(step, unit=unit)


def _grade_steps(draft: Draft, graded: Ratio) -> tuple[Step, ...]:
    base, reo, rule = draft.base, draft.lot.reo, draft.terms.grade_rule
    each = Ratio(base.price, base.basis)
    points = counted_points(reo, base.basis, rule)
    price, basis = grouped(base.price), grouped(base.basis)
    return (
        Step("each_point", each.shown(), "yuan/t/%", {"price": price, "basis": basis}, repeating=repeats(each)),
        Step(_STEP_KEY[rule], points, "points", {"reo": grouped(reo), "basis": basis}),
        Step(
            "unit_price",
            graded.shown(),
            "yuan/t",
            {"price": price, "points": signed(points), "each": shown(each)},
            repeating=repeats(graded),
        ),
    )


def _how(terms: Terms) -> str:
    return f"@ore.rounding.{terms.rounding}"


GRADE = Rule("grade", ("price", "basis", "reo", "grade_rule", "unit_places"), _check, _apply)
