"""An ore contract (精矿合同) as data: what each field says, as text, and the terms that come out of it.

A field says something, is empty where the contract has no such term, or is `OPEN`: nobody outside knows it, and the
desk is to fill it in. A contract with an open field that the price needs prices nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.element_rule import ElementRule
from desk_app.domain.ore.limits import check_basis, check_price
from desk_app.domain.ore.lot import TypedPrice
from desk_app.domain.ore.terms import Excess, GradeRule, MoistureIn, MoistureTerms, Terms
from desk_app.domain.ore.working import check_terms

OPEN = "?"


class Pricing(StrEnum):
    """A delivery's price: the one announced for its quarter (季度公告价), or one that the contract fixes (固定价)."""

    QUARTER = "quarter"
    FIXED = "fixed"


class Kind(StrEnum):
    """What a field may say."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class TermField:
    """A field of a contract. `priced`: no lot can be priced while it is open; `needed`: nor while it is empty."""

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    unit: str = ""
    priced: bool = False
    needed: bool = False


def _choice(key: str, choices: type[StrEnum]) -> TermField:
    return TermField(key, Kind.CHOICE, tuple(choices), priced=True, needed=True)


def _percent(key: str, *, priced: bool = True, needed: bool = False) -> TermField:
    return TermField(key, Kind.NUMBER, unit="percent", priced=priced, needed=needed)


FIELDS: tuple[TermField, ...] = (
    TermField("seller", Kind.TEXT),
    TermField("buyer", Kind.TEXT),
    TermField("paper", Kind.TEXT),
    _choice("pricing", Pricing),
    TermField("price", Kind.NUMBER, unit="yuan_per_dry_tonne", priced=True),
    _percent("basis", needed=True),
    _choice("grade_rule", GradeRule),
    _percent("grade_floor"),
    _percent("grade_cap"),
    _choice("moisture_in", MoistureIn),
    _percent("franchise"),
    _percent("moisture_limit"),
    _choice("moisture_excess", Excess),
    TermField("moisture_each", Kind.NUMBER, priced=True),
    _choice("rounding", Rounding),
    TermField("dry_places", Kind.WHOLE, priced=True),
    TermField("unit_places", Kind.WHOLE, priced=True),
    _percent("vat", needed=True),
    _percent("splitting_limit", priced=False),
    _percent("provisional", priced=False),
    TermField("payment_days", Kind.WHOLE, unit="days"),
    TermField("note", Kind.TEXT),
)
"""In the order of a form and of a paper."""
_BY_KEY = {each.key: each for each in FIELDS}


@dataclass(frozen=True, slots=True)
class Contract:
    """`said`: by field what the contract says; a field that is not in it is empty."""

    said: Mapping[str, str] = field(default_factory=dict)
    elements: tuple[ElementRule, ...] = ()

    def text(self, key: str) -> str:
        """What a field says."""
        return self.said.get(key, "").strip()

    @property
    def open_fields(self) -> tuple[str, ...]:
        """What the desk is still to fill in."""
        return tuple(each.key for each in FIELDS if self.text(each.key) == OPEN)

    @property
    def fixed_price(self) -> TypedPrice | None:
        """The price that it fixes; None where deliveries have their quarter's."""
        if self.text("pricing") != Pricing.FIXED:
            return None
        return TypedPrice(_or(self.number("price"), "0"), _or(self.number("basis"), "0"))

    def number(self, key: str) -> Decimal | None:
        """A field's number; None where it is empty, open or none."""
        try:
            return exact(self.text(key))
        except NotExact:
            return None


def problems_of_contract(contract: Contract) -> Iterator[Problem]:
    """All that is wrong with what it says; open fields are no mistake."""
    found = [problem for each in FIELDS for problem in _check_field(each, contract.text(each.key))]
    found += [Problem("ore_contract_field", key, facts={"value": key}) for key in contract.said if key not in _BY_KEY]
    yield from found
    if found:
        return
    if (price := contract.number("price")) is not None:
        yield from check_price(price)
    elif contract.text("pricing") == Pricing.FIXED and contract.text("price") != OPEN:
        yield Problem("ore_contract_price", "price")
    if (basis := contract.number("basis")) is not None:
        yield from check_basis(basis)
    if not _left(contract):
        yield from check_terms(_terms(contract))


def _left(contract: Contract) -> list[str]:
    """Open fields that the price needs: while there are any, terms can't be held against each other."""
    return [each.key for each in FIELDS if each.priced and contract.text(each.key) == OPEN]


def terms_of(contract: Contract) -> Terms:
    """The terms of a pricing; `Refused` where one is open or wrong."""
    if left := _left(contract):
        facts = {"name": f"@ore.contract.field.{left[0]}", "count": str(len(left))}
        raise Refused(Problem("ore_contract_open", left[0], facts=facts))
    for problem in problems_of_contract(contract):
        raise Refused(problem)
    return _terms(contract)


def _terms(contract: Contract) -> Terms:
    """Open fields as if they were empty."""
    number = contract.number
    return Terms(
        grade_rule=GradeRule(_chosen(contract, "grade_rule", GradeRule.PRO_RATA)),
        rounding=Rounding(_chosen(contract, "rounding", Rounding.HALF_UP)),
        unit_places=_whole(contract, "unit_places"),
        vat_percent=_or(number("vat"), "13"),
        dry_places=_whole(contract, "dry_places"),
        grade_floor=number("grade_floor"),
        grade_cap=number("grade_cap"),
        moisture=MoistureTerms(
            counts_in=MoistureIn(_chosen(contract, "moisture_in", MoistureIn.QUANTITY)),
            franchise=_or(number("franchise"), "0"),
            limit=number("moisture_limit"),
            excess=Excess(_chosen(contract, "moisture_excess", Excess.REJECT)),
            each=_or(number("moisture_each"), "0"),
        ),
        elements=contract.elements,
    )


def _or(value: Decimal | None, other: str) -> Decimal:
    return Decimal(other) if value is None else value


def _chosen(contract: Contract, key: str, other: str) -> str:
    said = contract.text(key)
    return other if said in ("", OPEN) else said


def _whole(contract: Contract, key: str) -> int | None:
    number = contract.number(key)
    return None if number is None else int(number)


def _check_field(one: TermField, text: str) -> Iterator[Problem]:
    facts = {"name": f"@ore.contract.field.{one.key}", "value": text[:40]}
    if text == OPEN:
        return
    if not text:
        if one.needed:
            yield Problem("ore_contract_missing", one.key, facts=facts)
    elif one.kind is Kind.CHOICE and text not in one.choices:
        yield Problem("ore_contract_choice", one.key, facts={**facts, "choices": ", ".join(one.choices)})
    elif one.kind is Kind.NUMBER and not _is_number(text):
        yield Problem("ore_contract_number", one.key, facts=facts)
    elif one.kind is Kind.WHOLE and not (text.isascii() and text.isdigit() and len(text) <= 4):
        yield Problem("ore_contract_whole", one.key, facts=facts)


def _is_number(text: str) -> bool:
    try:
        exact(text)
    except NotExact:
        return False
    return True
