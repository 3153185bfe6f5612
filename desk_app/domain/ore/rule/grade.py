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
from desk_app.domain.ore.limits import check_basis, check_price, check_reo
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


def counted_reo(reo: Decimal, terms: Terms) -> Decimal:
    """REO as it counts: at most the contract's cap."""
    return reo if terms.grade_cap is None else min(reo, terms.grade_cap)


def unit_price(base: BasePrice, reo: Decimal, terms: Terms) -> Ratio:
    """The graded price, rounded first where the terms say so."""
    graded = graded_price(base, counted_reo(reo, terms), terms.grade_rule)
    return graded if terms.unit_places is None else Ratio(graded.rounded(terms.unit_places, terms.rounding))


def check_grade_terms(terms: Terms) -> Iterator[Problem]:
    """What is wrong with a contract's floor and cap, whatever the lot."""
    floor, cap = terms.grade_floor, terms.grade_cap
    for name, line in (("grade_floor", floor), ("grade_cap", cap)):
        if line is not None and not 0 < line <= 100:
            yield Problem("ore_reo_limits", name, facts={"value": exact_text(line)})
    if floor is not None and cap is not None and floor > cap:
        yield Problem("ore_grade_range", "grade_floor", facts={"floor": exact_text(floor), "cap": exact_text(cap)})


def _check(base: BasePrice, lot: Lot, terms: Terms) -> Iterator[Problem]:
    found = [*check_price(base.price), *check_basis(base.basis), *check_reo(lot.reo), *check_grade_terms(terms)]
    yield from found
    if terms.grade_floor is not None and lot.reo < terms.grade_floor:
        facts = {"value": exact_text(lot.reo), "floor": exact_text(terms.grade_floor)}
        yield Problem("ore_grade_rejected", "reo", facts=facts)
    reo = counted_reo(lot.reo, terms)
    if not found and base.basis + counted_points(reo, base.basis, terms.grade_rule) <= 0:
        yield Problem("ore_reo_below_rule", "reo", facts={"value": exact_text(lot.reo)})


def _apply(draft: Draft) -> Draft:
    reo = counted_reo(draft.lot.reo, draft.terms)
    if reo != draft.lot.reo:
        inputs = {"reo": grouped(draft.lot.reo), "cap": grouped(reo)}
        draft = draft.then(Step("capped_reo", reo, "percent", inputs))
    graded = graded_price(draft.base, reo, draft.terms.grade_rule)
    return draft.then(*_grade_steps(draft, reo, graded), unit=graded)


def _grade_steps(draft: Draft, reo: Decimal, graded: Ratio) -> tuple[Step, ...]:
    base, rule = draft.base, draft.terms.grade_rule
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


GRADE = Rule("grade", ("price", "basis", "reo", "grade_rule"), _check, _apply)
