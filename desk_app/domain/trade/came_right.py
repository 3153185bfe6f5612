"""Held lines that a later file of the same source brings in good order: which new trade is which of them.

A line with a number of its own is known again by number and product. Any other, and one that a later file changes, by
all that can be read of it: at most one of its cells may be the faulty one. Where several fit, only the one on the same
line of its sheet is taken; what stays open goes on waiting.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.mass import to_tonnes
from desk_app.domain.base.problem import Level
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.cells import Cells


class Traits(NamedTuple):
    """Who a line is, as the store writes it; None for what can't be read or is doubted. A quantity is in tonnes."""

    trade_date: str | None
    product: str | None
    quantity: str | None
    price: str | None
    grade: str | None
    ref: str | None
    buyer: str | None
    seller: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held row: its number, batch and line. `by_number`: its number is its own."""

    id: int
    batch: int
    line: int
    traits: Traits
    by_number: bool


@dataclass(frozen=True, slots=True)
class Fresh:
    """A trade that an import brought; `changed_batch` is that of the version whose place it took, None if it is new."""

    id: int
    line: int
    changed_batch: int | None
    traits: Traits


_Key = tuple[object, ...]
_ALL = tuple(range(len(Traits._fields)))


def waiting_of(number: int, batch: int, row: HeldRow, cells: Cells, *, shared_numbers: bool) -> Waiting:
    """A held row as it is known again; `cells` read it as its batch was read."""
    traits = _traits(row, cells)
    by_number = not shared_numbers and bool(traits.ref) and traits.product is not None
    return Waiting(number, batch, row.source_row, traits, by_number)


def _traits(row: HeldRow, cells: Cells) -> Traits:
    day, product = cells.day.quiet(row.cells), cells.product.quiet(row.cells)
    price, back = cells.price.quiet(row.cells), cells.taken_back.quiet(row.cells)
    doubted = {problem.field for problem in row.problems if problem.level is Level.ERROR}
    said = Traits(
        day.isoformat() if day else None,
        product.key if product else None,
        _tonnes(cells.quantity.quiet(row.cells) if back is None else back, row, cells),
        exact_text(price) if price is not None else None,
        *(cell.quiet(row.cells) for cell in (cells.grade, cells.ref, cells.buyer, cells.seller)),
    )
    if back is not None:  # whatever holds it, a line that takes back never comes right as one that does not
        doubted.discard("quantity")
    return said._replace(**dict.fromkeys(doubted & set(Traits._fields)))


def _tonnes(quantity: Decimal | None, row: HeldRow, cells: Cells) -> str | None:
    """None also where moisture has a say in it."""
    mass = cells.mass.quiet(row.cells)
    if mass is None or quantity is None or cells.moisture.at is not None:
        return None
    return exact_text(to_tonnes(quantity, mass))


def came_right(
    waiting: Sequence[Waiting], still: Iterable[Waiting], fresh: Iterable[Fresh]
) -> list[tuple[Waiting, Fresh]]:
    """Which held rows are among the fresh trades; `still` are the rows that the later file itself has held."""
    known = _Known(waiting)
    for row in still:
        known.forget(row)
    fits: dict[int, list[Fresh]] = defaultdict(list)
    claims: dict[tuple[int, int], int] = defaultdict(int)
    for trade in fresh:
        for row in known.fitting(trade):
            fits[row.id].append(trade)
            claims[trade.id, row.batch] += 1
    found = ((row, _the_one(row, fits[row.id], claims)) for row in waiting if row.id in fits)
    return [(row, trade) for row, trade in found if trade]


def _the_one(row: Waiting, fits: Sequence[Fresh], claims: dict[tuple[int, int], int]) -> Fresh | None:
    if len(fits) == 1 and claims[fits[0].id, row.batch] == 1:
        return fits[0]
    return next((trade for trade in fits if trade.line == row.line), None)


class _Known:
    """Held rows by what they are known again by: the places of a line's traits, and what stands there."""

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        self._by_number: dict[_Key, list[Waiting]] = defaultdict(list)
        self._by_places: dict[tuple[int, ...], dict[_Key, list[Waiting]]] = {}
        for row in waiting:
            if row.by_number:
                self._by_number[_number(row.traits)].append(row)
            places = tuple(at for at in _ALL if row.traits[at] is not None)
            if len(places) >= len(_ALL) - 1:
                there = self._by_places.setdefault(places, defaultdict(list))
                there[_at(row.traits, places)].append(row)

    def forget(self, row: Waiting) -> None:
        """What looks like this row has not come right."""
        self._by_number.pop(_number(row.traits), None)
        for places, there in self._by_places.items():
            there.pop(_at(row.traits, places), None)

    def fitting(self, trade: Fresh) -> list[Waiting]:
        """The rows that the trade can be. What changed a trade of a row's own batch is that one, not the row."""
        found: dict[int, Waiting] = {}
        if trade.changed_batch is None:
            found = {row.id: row for row in self._by_number.get(_number(trade.traits), ())}
        for places, there in self._by_places.items():
            found.update((row.id, row) for row in there.get(_at(trade.traits, places), ()))
        return [row for row in found.values() if row.batch != trade.changed_batch]


def _number(traits: Traits) -> _Key:
    """A line may bear the number of the one that it takes back."""
    return traits.ref, traits.product, (traits.quantity or "").startswith("-")


def _at(traits: Traits, places: tuple[int, ...]) -> _Key:
    return tuple(traits[at] for at in places)
