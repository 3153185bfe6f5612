"""An ore price that shows how it came: named steps from wet tonnes to the total with VAT.

Nothing is rounded before a step says so: the net amount once to the fen, VAT on the rounded net to the fen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.element_rule import check_elements
from desk_app.domain.ore.limits import check_amount, check_places, check_unit_places, check_vat
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.rule import RULES
from desk_app.domain.ore.rule.grade import check_grade_terms, counted_reo
from desk_app.domain.ore.rule.moisture import check_moisture_terms
from desk_app.domain.ore.rule.rule import Draft
from desk_app.domain.ore.step import Step, repeats, shown
from desk_app.domain.ore.terms import GradeRule, MoistureIn, Terms


@dataclass(frozen=True, slots=True)
class Working:
    """The price of one lot. Prices in yuan per tonne, amounts in yuan to the fen.

    `unit_price_ex_vat` is per dry tonne (a repeating decimal is shown to ten places; `unit_price` is exact), or per wet
    tonne where the contract counts moisture in the price; `paid_tonnes` are the tonnes that it is paid for.
    `wet_unit_price` is the net amount per wet tonne, to the fen, for information.
    """

    base: BasePrice
    lot: Lot
    terms: Terms
    steps: tuple[Step, ...]
    dry_tonnes: Decimal
    paid_tonnes: Decimal
    unit_price: Ratio
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal
    wet_unit_price: Decimal

    @property
    def unit_price_ex_vat(self) -> Decimal:
        return self.unit_price.shown()


def problems_of(base: BasePrice, lot: Lot, terms: Terms) -> Iterator[Problem]:
    """All that keeps this lot from being priced, in the order of the rules."""
    found = [problem for rule in RULES for problem in rule.check(base, lot, terms)]
    yield from found
    yield from check_vat(terms.vat_percent)
    if not found and drafted(base, lot, terms).unit.top <= 0:
        yield Problem("ore_price_gone", "contents" if terms.elements else "moisture")


def drafted(base: BasePrice, lot: Lot, terms: Terms) -> Draft:
    """All rules applied to a lot that can be priced: the tonnes that are paid, and their unit price."""
    draft = Draft(base, lot, terms, lot.wet, lot.wet, Ratio(base.price))
    for rule in RULES:
        draft = rule.apply(draft)
    return draft


def work(base: BasePrice, lot: Lot, terms: Terms) -> Working:
    """Price a lot; `Refused` with the first problem where it can't be priced."""
    for problem in problems_of(base, lot, terms):
        raise Refused(problem)
    return _settle(drafted(base, lot, terms))


def _settle(draft: Draft) -> Working:
    terms, exact_net = draft.terms, draft.unit.times(draft.paid)
    net = exact_net.rounded(FEN, terms.rounding)
    vat = vat_on(net, terms)
    total = priced(EXACT.add(net, vat))
    wet_unit = Ratio(net, draft.lot.wet).rounded(FEN, terms.rounding)
    steps = (*_converted(draft, exact_net), *_money_steps(draft, exact_net, net, vat, total, wet_unit))
    return Working(
        base=draft.base,
        lot=draft.lot,
        terms=terms,
        steps=draft.steps + steps,
        dry_tonnes=draft.dry,
        paid_tonnes=draft.paid,
        unit_price=draft.unit,
        net_ex_vat=net,
        vat=vat,
        total_inc_vat=total,
        wet_unit_price=wet_unit,
    )


def check_terms(terms: Terms) -> Iterator[Problem]:
    """All that is wrong with the terms, whatever the lot."""
    yield from check_unit_places(terms.unit_places)
    yield from check_places("dry_places", terms.dry_places)
    yield from check_grade_terms(terms)
    yield from check_moisture_terms(terms.moisture)
    yield from check_elements(terms.elements)
    yield from check_vat(terms.vat_percent)


def priced(total: Decimal) -> Decimal:
    """A total with VAT, or `Refused` where nobody pays so much."""
    for problem in check_amount(total):
        raise Refused(problem)
    return total


def vat_on(net: Decimal, terms: Terms) -> Decimal:
    """VAT in yuan on a net amount, to the fen."""
    return Ratio(net).times(terms.vat_percent).over(Decimal(100)).rounded(FEN, terms.rounding)


def _converted(draft: Draft, exact_net: Ratio) -> tuple[Step, ...]:
    """The second route (折 REO 基准量): tonnage converted to the basis × P must come to the same."""
    terms = draft.terms
    otherwise = terms.unit_places is not None or terms.elements or terms.moisture.counts_in is MoistureIn.PRICE
    if terms.grade_rule is not GradeRule.PRO_RATA or otherwise:
        return ()
    reo = counted_reo(draft.lot.reo, terms)
    tonnes = Ratio(draft.dry).times(reo).over(draft.base.basis)
    if not tonnes.times(draft.base.price).same_as(exact_net):
        raise ArithmeticError("the two routes to the price differ")
    inputs = {"dry": grouped(draft.dry), "reo": grouped(reo), "basis": grouped(draft.base.basis)}
    step = Step("converted_tonnes", tonnes.shown(), "t", inputs, repeating=repeats(tonnes))
    return (step,)


def _money_steps(
    draft: Draft, exact_net: Ratio, net: Decimal, vat: Decimal, total: Decimal, wet_unit: Decimal
) -> Iterator[Step]:
    mode = draft.terms.rounding
    how = f"@ore.rounding.{mode}"
    inputs = {
        "paid": grouped(draft.paid),
        "kind": f"@ore.paid_in.{draft.terms.moisture.counts_in}",
        "unit_price": shown(draft.unit),
        "unrounded": shown(exact_net),
        "how": how,
    }
    yield Step("net", net, "yuan", inputs, FEN, mode)
    rate = grouped(draft.terms.vat_percent)
    yield Step("vat", vat, "yuan", {"net": grouped(net, FEN), "rate": rate, "how": how}, FEN, mode)
    yield Step("total", total, "yuan", {"net": grouped(net, FEN), "vat": grouped(vat, FEN)})
    per_wet = {"net": grouped(net, FEN), "wet": grouped(draft.lot.wet), "how": how}
    yield Step("wet_unit_price", wet_unit, "yuan/wet t", per_wet, FEN, mode)
