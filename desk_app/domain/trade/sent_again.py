"""Held lines that a later file of the same source brings again, still faulty: which of its held lines is which.

A line is known again by its very cells; else by a number of its own and its product; else by all that can be read of
it, if no more than one cell is faulty, and that cell the same one. Each line is one line: equal ones are told apart by
their order.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from desk_app.domain.trade.came_right import Waiting

Row = tuple[Waiting, tuple[str, ...]]
"""A held row, and its cells."""


def sent_again(earlier: Sequence[Row], held: Sequence[Row]) -> list[tuple[Waiting, Waiting]]:
    """Pairs of an earlier row and the held one that it is; each row is in one pair at most."""
    pairs: list[tuple[Waiting, Waiting]] = []
    for key_of in (_cells, _number, _traits):
        known = {id(row) for pair in pairs for row in pair}
        left = [[row for row in rows if id(row[0]) not in known] for rows in (earlier, held)]
        pairs += _paired(left[0], left[1], key_of)
    return pairs


def _paired(
    earlier: Sequence[Row], held: Sequence[Row], key_of: Callable[[Row], Hashable | None]
) -> list[tuple[Waiting, Waiting]]:
    """The newest of the earlier imports' rows first: its line stands for those before it."""
    waiting: dict[Hashable, list[Waiting]] = defaultdict(list)
    for row in sorted(earlier, key=lambda row: (-row[0].batch, row[0].line)):
        if (key := key_of(row)) is not None:
            waiting[key].append(row[0])
    found = []
    for row in sorted(held, key=lambda row: row[0].line):
        key = key_of(row)
        if key is not None and waiting[key]:
            found.append((waiting[key].pop(0), row[0]))
    return found


def _cells(row: Row) -> Hashable | None:
    return tuple(cell.strip() for cell in row[1] if cell.strip()) or None


def _number(row: Row) -> Hashable | None:
    """A line may bear the number of the one that it takes back."""
    one, traits = row[0], row[0].traits
    return (traits.ref, traits.product, (traits.quantity or "").startswith("-")) if one.by_number else None


def _traits(row: Row) -> Hashable | None:
    traits = row[0].traits
    return traits if sum(said is None for said in traits) <= 1 else None
