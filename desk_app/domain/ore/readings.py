"""The same lot under every reading of its contract (口径对照), and the money between them.

The contract's own reading comes first; each other one changes a single thing: the grade rule, where the unit price
is rounded, how a tie goes, what the VAT is taken from, which REO basis the price is for, or the moisture.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.figures import Figures, figures_of, settled, unrounded
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.domain.ore.rule.moisture import less
from desk_app.domain.ore.rule.unit_rounding import UNIT_ROUNDING
from desk_app.domain.ore.terms import GradeRule, MoistureIn, Terms
from desk_app.domain.ore.working import drafted, priced, work

CONTRACT = "contract"
"""The question of the contract's own reading."""

BASES = (Decimal(50), Decimal(51))
"""REO bases, in percent, that announced prices have had: a price is easily read at the wrong one."""

_HUNDRED = Decimal(100)
UNIT_PLACES = (None, 2, 0)
"""Unit price used as it is, or first rounded to the fen or to the yuan."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: `question` is what it reads otherwise (words under `ore.readings.question`), `choice` how.

    `says` is the words key of the choice, `facts` its blanks. `figures` and `change` (against the contract's own
    reading, signed) are None where the lot can't be priced so; `problem` then says why.
    """

    question: str
    choice: str
    says: str
    facts: Mapping[str, str] = field(default_factory=dict)
    figures: Figures | None = None
    change: Figures | None = None
    problem: Problem | None = None

    @property
    def is_own(self) -> bool:
        """Whether this is how the contract reads."""
        return self.question == CONTRACT


_Other = tuple[Reading, Callable[[], Figures]]


def readings(base: BasePrice, lot: Lot, terms: Terms) -> tuple[Reading, ...]:
    """All readings, the contract's own first; `Refused` where the lot can't be priced at all."""
    own = _worked(base, lot, terms)
    first = replace(_contract(terms), figures=own, change=own.minus(own))
    return (first, *(_read(reading, price, own) for reading, price in _others(base, lot, terms)))


def _read(reading: Reading, price: Callable[[], Figures], own: Figures) -> Reading:
    try:
        figures = price()
    except Refused as refused:
        return replace(reading, problem=refused.problem)
    return replace(reading, figures=figures, change=figures.minus(own))


def _contract(terms: Terms) -> Reading:
    facts = {
        "rule": f"@ore.grade_rule.{terms.grade_rule}",
        "how": f"@ore.rounding.{terms.rounding}",
        "paid": f"@ore.paid_in.{terms.moisture.counts_in}",
    }
    if terms.unit_places is None:
        return Reading(CONTRACT, "", "ore.readings.says.contract", facts)
    return Reading(CONTRACT, "", "ore.readings.says.contract_rounded", facts | {"places": str(terms.unit_places)})


def _others(base: BasePrice, lot: Lot, terms: Terms) -> Iterator[_Other]:
    yield from _by_terms(base, lot, terms)
    yield Reading("vat", "exact", "ore.readings.says.vat_exact"), partial(_vat_exact, base, lot, terms)
    for basis in BASES:
        if basis != base.basis:
            facts = {"price": grouped(base.price), "basis": grouped(basis)}
            reading = Reading("basis", exact_text(basis), "ore.readings.says.basis", facts)
            yield reading, partial(_worked, TypedPrice(base.price, basis), lot, terms)
    forgotten = Reading("moisture", "forgotten", "ore.readings.says.moisture_forgotten")
    yield forgotten, partial(_worked, base, replace(lot, moisture=Decimal(0)), terms)
    twice = Reading("moisture", "twice", "ore.readings.says.moisture_twice")
    yield twice, partial(_moisture_twice, base, lot, terms)


def _by_terms(base: BasePrice, lot: Lot, terms: Terms) -> Iterator[_Other]:
    """The readings that are another term of a contract like this one."""
    for rule in GradeRule:
        if rule is not terms.grade_rule:
            reading = Reading("grade_rule", rule.value, f"ore.grade_rule.{rule}")
            yield reading, partial(_worked, base, lot, replace(terms, grade_rule=rule))
    for places in UNIT_PLACES:
        if places != terms.unit_places:
            yield _rounded_first(places), partial(_worked, base, lot, replace(terms, unit_places=places))
    for mode in Rounding:
        if mode is not terms.rounding:
            reading = Reading("rounding", mode.value, f"ore.rounding.{mode}")
            yield reading, partial(_worked, base, lot, replace(terms, rounding=mode))


def _rounded_first(places: int | None) -> Reading:
    if places is None:
        return Reading("unit_places", "", "ore.readings.says.unrounded")
    says = "ore.readings.says.places" if places else "ore.readings.says.whole_yuan"
    return Reading("unit_places", str(places), says, {"places": str(places)})


def _worked(base: BasePrice, lot: Lot, terms: Terms) -> Figures:
    return figures_of(work(base, lot, terms))


def _vat_exact(base: BasePrice, lot: Lot, terms: Terms) -> Figures:
    """Total = unrounded net with VAT, rounded once; the VAT is what is left of it, so that the three add up."""
    own = _worked(base, lot, terms)
    share = EXACT.add(_HUNDRED, terms.vat_percent)
    gross = unrounded(drafted(base, lot, terms)).times(share).over(_HUNDRED)
    total = priced(gross.rounded(FEN, terms.rounding))
    return replace(own, vat=EXACT.subtract(total, own.net_ex_vat), total_inc_vat=total)


def _moisture_twice(base: BasePrice, lot: Lot, terms: Terms) -> Figures:
    """Off the mass (扣量) and once more off the price (扣价): a contract takes one of them."""
    draft = drafted(base, lot, replace(terms, unit_places=None))
    if terms.moisture.counts_in is MoistureIn.PRICE:
        draft = draft.then(paid=less(draft.paid, lot.moisture))
    else:
        draft = draft.then(unit=draft.unit.times(EXACT.subtract(_HUNDRED, lot.moisture)).over(_HUNDRED))
    return settled(UNIT_ROUNDING.apply(replace(draft, terms=terms)))
