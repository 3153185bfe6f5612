"""The price backwards (反算): which grade gives a wanted unit price, which moisture or wet mass a wanted total.

Price and total never fall as grade and mass rise, so the values a laboratory or a weighbridge can print are
searched by halving, with the contract's own rounding: what is answered is what a working will give.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.figures import settled
from desk_app.domain.ore.limits import FINEST, HEAVIEST
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule.grade import unit_price
from desk_app.domain.ore.rule.moisture import dry_tonnes
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.domain.ore.working import problems_of

_ASSAY_PLACES, _SCALE_PLACES = 1, 3
_EVEN, _HUNDRED = Decimal(0), Decimal(100)
_MOST = Decimal("1e16")
_UNITS = {
    "target_price": "@ore.unit.yuan/t",
    "target_total": "@ore.unit.yuan",
    "reo": "@ore.unit.percent",
    "moisture": "@ore.unit.percent",
    "wet": "@ore.unit.t",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`field` (reo and moisture in percent, wet in tonnes) from `lowest` to `highest` gives `gives`.

    `exact` is the value before any rounding; None under a rule of whole points, where only a range has the price.
    Where no value of the assay's places gives just what is wanted, the nearest one stands in both ends.
    """

    field: str
    wanted: Decimal
    exact: Ratio | None
    lowest: Decimal
    highest: Decimal
    gives: Ratio

    @property
    def over(self) -> Ratio:
        """What is given less what was wanted; nothing where it is met."""
        return self.gives.minus(Ratio(self.wanted))

    @property
    def met(self) -> bool:
        return self.over.top == 0


@dataclass(frozen=True, slots=True)
class _Scale:
    """The values a figure can have, in the order in which the money rises; `gives` is the money of one."""

    field: str
    values: range
    places: int
    gives: Callable[[Decimal], Ratio]

    def value(self, at: int) -> Decimal:
        return EXACT.scaleb(Decimal(self.values[at]), -self.places)

    def money(self, at: int) -> Ratio:
        return self.gives(self.value(at))

    def bounds(self, money: Ratio) -> tuple[int, int]:
        """Places of the first that gives as much or more, and of the last that gives as much or less."""

        def over(at: int) -> Decimal:  # lower halves are positive: the upper one has the sign
            return self.money(at).minus(money).top

        places = range(len(self.values))
        return bisect_left(places, _EVEN, key=over), bisect_right(places, _EVEN, key=over) - 1

    def alike(self, at: int) -> str:
        """The values that give the same as the one at this place, as text."""
        ends = sorted(map(self.value, self.bounds(self.money(at))))
        return "–".join(dict.fromkeys(grouped(end, self.places) for end in ends))

    def paid(self) -> "_Scale":
        """Without the values that are worth nothing: no working has them."""
        _, last = self.bounds(Ratio(_EVEN))
        return replace(self, values=self.values[last + 1 :])


def grade_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The REO that gives `wanted` yuan per dry tonne without VAT; `Refused` where no grade can.

    In proportion the nearest grade of the assay's places answers; under a rule of whole points a price between two
    steps is refused, and both are named.
    """
    _check(base, lot, terms)
    _check_wanted("target_price", wanted, FINEST)
    if terms.unit_places is not None and Ratio(wanted).rounded(terms.unit_places) != wanted:
        facts = {"wanted": grouped(wanted), "places": str(terms.unit_places)}
        raise refuse("ore_target_places", "target_price", **facts)
    places = max(_places(lot.reo), _ASSAY_PLACES)
    grades = _Scale("reo", range(1, 100 * 10**places + 1), places, lambda reo: unit_price(base, reo, terms))
    exact = Ratio(EXACT.multiply(wanted, base.basis), base.price)
    in_proportion = terms.grade_rule is GradeRule.PRO_RATA
    return _answer(grades.paid(), "target_price", wanted, exact if in_proportion else None)


def wet_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The wet mass, at the lot's grade and moisture, of which the total with VAT is `wanted` yuan."""
    _check(base, lot, terms)
    _check_wanted("target_total", wanted, FEN)
    unit, places = unit_price(base, lot.reo, terms), max(_places(lot.wet), _SCALE_PLACES)

    def total(wet: Decimal) -> Ratio:
        return Ratio(settled(unit, dry_tonnes(Lot(lot.reo, lot.moisture, wet)), terms).total_inc_vat)

    masses = _Scale("wet", range(1, int(HEAVIEST) * 10**places + 1), places, total)
    share = EXACT.subtract(_HUNDRED, lot.moisture)
    return _answer(masses, "target_total", wanted, _dry_for(unit, terms, wanted).times(_HUNDRED).over(share))


def moisture_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The moisture, at the lot's grade and wet mass, at which the total with VAT is `wanted` yuan."""
    _check(base, lot, terms)
    _check_wanted("target_total", wanted, FEN)
    unit, places = unit_price(base, lot.reo, terms), max(_places(lot.moisture), _ASSAY_PLACES)

    def total(moisture: Decimal) -> Ratio:
        return Ratio(settled(unit, dry_tonnes(Lot(lot.reo, moisture, lot.wet)), terms).total_inc_vat)

    driest_last = range(100 * 10**places - 1, -1, -1)
    dry_share = _dry_for(unit, terms, wanted).times(_HUNDRED).over(lot.wet)
    return _answer(
        _Scale("moisture", driest_last, places, total), "target_total", wanted, Ratio(_HUNDRED).minus(dry_share)
    )


def _dry_for(unit: Ratio, terms: Terms, wanted: Decimal) -> Ratio:
    """Dry tonnes of which the unrounded amount with VAT is `wanted`."""
    net = Ratio(wanted).times(_HUNDRED).over(EXACT.add(_HUNDRED, terms.vat_percent))
    return net.times(unit.bottom).over(unit.top)


def _answer(scale: _Scale, target: str, wanted: Decimal, exact: Ratio | None) -> Answer:
    first, last = scale.bounds(Ratio(wanted))
    if first <= last:
        return _found(scale, wanted, exact, first, last)
    for at, beyond in ((0, first == 0), (len(scale.values) - 1, last == len(scale.values) - 1)):
        if beyond:
            raise _refused("ore_target_below" if at == 0 else "ore_target_above", scale, target, wanted, at)
    if exact is None:
        raise _between(scale, target, wanted, last, first)
    nearest = last if _nearer(scale.money(last), scale.money(first), wanted) else first
    return _found(scale, wanted, exact, nearest, nearest)


def _found(scale: _Scale, wanted: Decimal, exact: Ratio | None, first: int, last: int) -> Answer:
    lowest, highest = sorted((scale.value(first), scale.value(last)))
    return Answer(scale.field, wanted, exact, lowest, highest, scale.money(first))


def _nearer(below: Ratio, above: Ratio, wanted: Decimal) -> bool:
    """Whether the one below is at most as far away."""
    short, over = Ratio(wanted).minus(below), above.minus(Ratio(wanted))
    return short.minus(over).top <= 0


def _refused(key: str, scale: _Scale, target: str, wanted: Decimal, at: int) -> Refused:
    """Beyond an end of what the figure can be."""
    facts = {"wanted": grouped(wanted), "value": grouped(scale.value(at)), "gives": shown(scale.money(at))}
    names = {"name": f"@ore.field.{target}", "of": f"@ore.field.{scale.field}"}
    return refuse(key, target, **facts, **names, of_unit=_UNITS[scale.field], unit=_UNITS[target])


def _between(scale: _Scale, target: str, wanted: Decimal, last: int, first: int) -> Refused:
    """Between two steps, which are named with the grades that have them."""
    facts = {"wanted": grouped(wanted), "below": shown(scale.money(last)), "below_at": scale.alike(last)}
    facts |= {"above": shown(scale.money(first)), "above_at": scale.alike(first)}
    return refuse("ore_target_between", target, **facts)


def _check(base: BasePrice, lot: Lot, terms: Terms) -> None:
    for problem in problems_of(base, lot, terms):
        raise Refused(problem)


def _check_wanted(target: str, wanted: Decimal, places: int) -> None:
    for problem in _wanted_problems(target, wanted, places):
        raise Refused(problem)


def _wanted_problems(target: str, wanted: Decimal, places: int) -> Iterator[Problem]:
    facts = {"name": f"@ore.field.{target}", "value": exact_text(wanted), "places": str(places)}
    if not 0 < wanted < _MOST:
        yield Problem("ore_target_limits", target, facts=facts)
    elif _places(wanted) > places:
        yield Problem("ore_target_too_fine", target, facts=facts)


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def spoken(answer: Answer) -> tuple[str, dict[str, str]]:
    """The words key of an answer and its blanks."""
    places = _places(answer.lowest)
    lowest, highest = grouped(answer.lowest, places), grouped(answer.highest, places)
    facts = {"name": f"@ore.field.{answer.field}", "unit": _UNITS[answer.field]}
    if answer.met and lowest != highest:
        return "ore.what_if.met_range", facts | {"lowest": lowest, "highest": highest}
    if answer.met or answer.exact is None:
        return "ore.what_if.met", facts | {"value": lowest}
    facts |= {"value": lowest, "exact": shown(answer.exact), "over": signed(answer.over.shown())}
    if answer.field == "reo":
        return "ore.what_if.near_price", facts | {"gives": shown(answer.gives)}
    gives, over = grouped(answer.gives.top, FEN), signed(answer.over.top, FEN)
    return "ore.what_if.near_total", facts | {"gives": gives, "over": over}
