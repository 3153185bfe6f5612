"""Which column gives which field, where several could."""

from collections.abc import Sequence

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.field import REQUIRED, Field
from desk_app.domain.trade.heading import Heading

_CHOSEN = (*REQUIRED, Field.REF)
_WET_AND_DRY = {Basis.WET: Basis.DRY, Basis.DRY: Basis.WET}


def choose_columns(headings: Sequence[Heading]) -> tuple[dict[Field, int], tuple[Problem, ...]]:
    """The column of each field, and what is doubtful about the choice."""
    columns: dict[Field, int] = {}
    doubts: list[Problem] = []
    for at, heading in enumerate(headings):
        field = heading.field
        if field is None:
            continue
        before = columns.setdefault(field, at)
        if before == at or not _is_rival(heading, headings[before]):
            continue
        better = heading.rank < headings[before].rank
        columns[field] = at if better else before
        doubts += _doubt(field, *((heading, headings[before]) if better else (headings[before], heading)))
    return _with_the_right_mass(columns, headings, doubts), tuple(doubts)


def _is_rival(one: Heading, other: Heading) -> bool:
    """Two columns for one field. Prices with and without VAT stand beside each other by right, and so do masses of
    different bases.
    """
    if one.field is Field.QUANTITY:
        return one.basis is other.basis
    return one.field is not Field.PRICE or one.foreign != other.foreign or _same_tax(one, other)


def _same_tax(one: Heading, other: Heading) -> bool:
    return one.tax is other.tax or None in (one.tax, other.tax)


def _doubt(field: Field, taken: Heading, left: Heading) -> list[Problem]:
    if field not in _CHOSEN:
        return []
    facts = {"taken": taken.text, "left": left.text}
    if taken.text == left.text:
        return [Problem("column_twice", field.value, facts=facts)]
    return [Problem("column_left", field.value, level=Level.WARNING, facts=facts)]


def _with_the_right_mass(
    columns: dict[Field, int], headings: Sequence[Heading], doubts: list[Problem]
) -> dict[Field, int]:
    """Of masses on several bases, that on the price's; else the dry one. Oxide beside ore mass can't be chosen so."""
    by_basis: dict[Basis | None, int] = {}
    for at, heading in enumerate(headings):
        if heading.field is Field.QUANTITY and (at == columns[Field.QUANTITY] or heading.basis not in by_basis):
            by_basis[heading.basis] = at
    price = headings[columns[Field.PRICE]].basis if Field.PRICE in columns else None
    if len(by_basis) < 2:
        return columns
    if price is None and Basis.OXIDE in by_basis:
        doubts.append(Problem("masses_of_two_bases", Field.QUANTITY.value))
    chosen = next((b for b in (price, Basis.DRY, None, Basis.WET) if b in by_basis), None)
    return {**columns, Field.QUANTITY: by_basis[chosen]}


def second_price(first: int | None, headings: Sequence[Heading]) -> int | None:
    """The column of the prices on the other tax basis, in the same unit."""
    if first is None:
        return None
    for at, other in enumerate(headings):
        same_unit = other.price_unit == headings[first].price_unit and other.foreign == headings[first].foreign
        if other.field is Field.PRICE and other.tax not in (None, headings[first].tax) and same_unit:
            return at
    return None


def second_quantity(first: int | None, headings: Sequence[Heading]) -> int | None:
    """The column of the wet mass where the dry one is taken, or the other way round."""
    basis = headings[first].basis if first is not None else None
    if basis not in _WET_AND_DRY:
        return None
    of_other = (at for at, other in enumerate(headings) if other.field is Field.QUANTITY)
    return next((at for at in of_other if headings[at].basis is _WET_AND_DRY[basis]), None)
