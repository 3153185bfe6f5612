"""The price backwards (反算): which grade gives a wanted unit price, which moisture or wet mass a wanted total.

Price and total never fall as grade and mass rise, so the values a laboratory or a weighbridge can print are
searched by halving, with the contract's own rules and rounding: what is answered is what a working will give.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.answer import UNITS, Answer, places_of
from desk_app.domain.ore.figures import settled, unrounded
from desk_app.domain.ore.limits import FINEST, HEAVIEST
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.terms import Excess, GradeRule, MoistureIn, Terms
from desk_app.domain.ore.working import drafted, problems_of

_ASSAY_PLACES, _SCALE_PLACES = 1, 3
_NOTHING, _HUNDRED = Decimal(0), Decimal(100)
_MOST = Decimal("1e16")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is wanted: `target` is the field it was typed in, `unit` that of the money."""

    target: str
    wanted: Decimal
    unit: str
    exact: Ratio | None


@dataclass(frozen=True, slots=True)
class _Scale:
    """The values a figure can have, in the order in which the money rises; `gives` is the money of one."""

    field: str
    values: range
    places: int
    lot: Lot
    gives: Callable[[Lot], Ratio]

    def value(self, at: int) -> Decimal:
        return EXACT.scaleb(Decimal(self.values[at]), -self.places)

    def moved(self, at: int) -> Lot:
        """The lot with this value."""
        return self.lot.having(**{self.field: self.value(at)})

    def money(self, at: int) -> Ratio:
        return self.gives(self.moved(at))

    def bounds(self, money: Ratio) -> tuple[int, int]:
        """Places of the first that gives as much or more, and of the last that gives as much or less."""

        def over(at: int) -> Decimal:  # lower halves are positive: the upper one has the sign
            return self.money(at).minus(money).top

        places = range(len(self.values))
        return bisect_left(places, _NOTHING, key=over), bisect_right(places, _NOTHING, key=over) - 1

    def alike(self, at: int) -> str:
        """The values that give the same as the one at this place, as text."""
        ends = sorted(map(self.value, self.bounds(self.money(at))))
        return "–".join(dict.fromkeys(grouped(end, self.places) for end in ends))

    def taken(self, base: BasePrice, terms: Terms) -> "_Scale":
        """Without the values at the poor end that the contract rejects, or that are worth nothing under it."""
        places = range(len(self.values))
        first = bisect_left(places, 1, key=lambda at: int(_problem(base, self.moved(at), terms) is None))
        return replace(self, values=self.values[first:])


def grade_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The REO that gives `wanted` yuan without VAT per tonne that is paid; `Refused` where no grade can.

    In proportion the nearest grade of the assay's places answers; under a rule of whole points a price between two
    steps is refused, and both are named.
    """
    _check(base, lot, terms, "target_price", wanted, FINEST)
    unit = "@ore.unit.yuan/wet t" if terms.moisture.counts_in is MoistureIn.PRICE else "@ore.unit.yuan/t"
    if terms.unit_places is not None and Ratio(wanted).rounded(terms.unit_places) != wanted:
        facts = {"wanted": grouped(wanted), "places": str(terms.unit_places), "unit": unit}
        raise refuse("ore_target_places", "target_price", **facts)
    places = max(places_of(lot.reo), _ASSAY_PLACES)
    grades = _Scale("reo", range(1, 100 * 10**places + 1), places, lot, lambda each: drafted(base, each, terms).unit)
    exact = _exact_grade(base, lot, terms, wanted) if terms.grade_rule is GradeRule.PRO_RATA else None
    return _answer(grades.taken(base, terms), _Asked("target_price", wanted, unit, exact))


def _exact_grade(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Ratio:
    """In proportion the unit price is a straight line over REO: two points of it say where it has `wanted`."""
    straight = replace(terms, unit_places=None, grade_cap=None)
    none, pure = (drafted(base, lot.having(reo=reo), straight).unit for reo in (_NOTHING, _HUNDRED))
    rise, above = pure.minus(none), Ratio(wanted).minus(none)
    return above.times(_HUNDRED).times(rise.bottom).over(rise.top)


def wet_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The wet mass, at the lot's grade and moisture, of which the total with VAT is `wanted` yuan."""
    _check(base, lot, terms, "target_total", wanted, FEN)
    places = max(places_of(lot.wet), _SCALE_PLACES)
    masses = _Scale("wet", range(1, int(HEAVIEST) * 10**places + 1), places, lot, _total(base, terms))
    own = unrounded(drafted(base, lot, replace(terms, dry_places=None)))
    exact = _net_for(terms, wanted).times(lot.wet).times(own.bottom).over(own.top)
    return _answer(masses.taken(base, terms), _Asked("target_total", wanted, "@ore.unit.yuan", exact))


def moisture_for(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Answer:
    """The moisture, at the lot's grade and wet mass, at which the total with VAT is `wanted` yuan."""
    _check(base, lot, terms, "target_total", wanted, FEN)
    places = max(places_of(lot.moisture), _ASSAY_PLACES)
    driest_last = range(100 * 10**places - 1, -1, -1)
    moistures = _Scale("moisture", driest_last, places, lot, _total(base, terms))
    bent = terms.moisture.limit is not None and terms.moisture.excess is not Excess.REJECT
    exact = None if bent else _exact_moisture(base, lot, terms, wanted)
    return _answer(moistures.taken(base, terms), _Asked("target_total", wanted, "@ore.unit.yuan", exact))


def _exact_moisture(base: BasePrice, lot: Lot, terms: Terms, wanted: Decimal) -> Ratio:
    """Without rounding the amount falls evenly from that of dry ore to nothing at 100 %."""
    free = replace(terms, dry_places=None, unit_places=_kept(terms))
    dry = unrounded(drafted(base, lot.having(moisture=_NOTHING), free))
    share = _net_for(terms, wanted).times(_HUNDRED).times(dry.bottom).over(dry.top)
    return Ratio(_HUNDRED).minus(share)


def _kept(terms: Terms) -> int | None:
    """Moisture in the price is in it before it is rounded; else the rounded price stands, whatever the moisture."""
    return None if terms.moisture.counts_in is MoistureIn.PRICE else terms.unit_places


def _total(base: BasePrice, terms: Terms) -> Callable[[Lot], Ratio]:
    return lambda lot: Ratio(settled(drafted(base, lot, terms)).total_inc_vat)


def _net_for(terms: Terms, wanted: Decimal) -> Ratio:
    """The unrounded amount without VAT of which the amount with VAT is `wanted`."""
    return Ratio(wanted).times(_HUNDRED).over(EXACT.add(_HUNDRED, terms.vat_percent))


def _answer(scale: _Scale, asked: _Asked) -> Answer:
    first, last = scale.bounds(Ratio(asked.wanted))
    if first <= last:
        return _found(scale, asked, first, last)
    if first == 0:
        raise _beyond("ore_target_below", scale, asked, 0)
    if first == len(scale.values):
        raise _beyond("ore_target_above", scale, asked, last)
    if asked.target == "target_price" and asked.exact is None:
        raise _between(scale, asked, last, first)
    nearest = last if _nearer(scale.money(last), scale.money(first), asked.wanted) else first
    return _found(scale, asked, nearest, nearest)


def _found(scale: _Scale, asked: _Asked, first: int, last: int) -> Answer:
    lowest, highest = sorted((scale.value(first), scale.value(last)))
    return Answer(scale.field, asked.wanted, asked.exact, lowest, highest, scale.money(first), asked.unit)


def _nearer(below: Ratio, above: Ratio, wanted: Decimal) -> bool:
    """Whether the one below is at most as far away."""
    short, over = Ratio(wanted).minus(below), above.minus(Ratio(wanted))
    return short.minus(over).top <= 0


def _beyond(key: str, scale: _Scale, asked: _Asked, at: int) -> Refused:
    """Beyond an end of what the figure can be."""
    facts = {"wanted": grouped(asked.wanted), "value": grouped(scale.value(at)), "gives": shown(scale.money(at))}
    names = {"name": f"@ore.field.{asked.target}", "of": f"@ore.field.{scale.field}"}
    return refuse(key, asked.target, **facts, **names, of_unit=UNITS[scale.field], unit=asked.unit)


def _between(scale: _Scale, asked: _Asked, last: int, first: int) -> Refused:
    """Between two steps, which are named with the grades that have them."""
    facts = {"wanted": grouped(asked.wanted), "below": shown(scale.money(last)), "below_at": scale.alike(last)}
    facts |= {"above": shown(scale.money(first)), "above_at": scale.alike(first), "unit": asked.unit}
    return refuse("ore_target_between", asked.target, **facts)


def _check(base: BasePrice, lot: Lot, terms: Terms, target: str, wanted: Decimal, places: int) -> None:
    if problem := _problem(base, lot, terms):
        raise problem
    facts = {"name": f"@ore.field.{target}", "value": exact_text(wanted), "places": str(places)}
    if not 0 < wanted < _MOST:
        raise refuse("ore_target_limits", target, **facts)
    if places_of(wanted) > places:
        raise refuse("ore_target_too_fine", target, **facts)


def _problem(base: BasePrice, lot: Lot, terms: Terms) -> Refused | None:
    return next((Refused(problem) for problem in problems_of(base, lot, terms)), None)
