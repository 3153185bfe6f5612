"""What an import leaves behind on paper (导入回执): the file, how it was read, what became of its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.mapping import Mapping

FIRST = 20
"""So many notes of a kind are kept word for word; the others are counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a row was read: `columns` are field and heading in the file's order, `unread` the headings that gave
    nothing. Units, tax basis, mass bases and day form are empty where each row says its own or no doubt was possible;
    `rates` are those the user gave, as he gave them.
    """

    columns: tuple[tuple[str, str], ...]
    unread: tuple[str, ...] = ()
    price_unit: str = ""
    mass_unit: str = ""
    tax: str = ""
    basis: str = ""
    price_basis: str = ""
    rates: tuple[str, ...] = ()
    second_quantity: str = ""
    second_price: str = ""
    second_tax: str = ""
    day_form: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes of one kind: how many, and the first of them."""

    count: int
    first: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A row as it was held, who is to settle it (empty: not known), and what became of it; None while it waits."""

    row: HeldRow
    owner: str = ""
    became: Problem | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One batch, which `owner` brought in (empty: not known). `digest` is the SHA-256 of the file's bytes; lines =
    new + same + changed + held, and beside these `left_out`: totals and repeated headings. `undone_at` is None while
    anything of it counts.
    """

    batch: int
    source: str
    file: str
    digest: str
    sheet: str
    encoding: str
    imported_at: datetime
    lines: int
    new: int
    same: int
    changed: int
    held: int
    left_out: int
    reading: Reading
    held_rows: tuple[HeldLine, ...] = ()
    notes: tuple[Notes, ...] = ()
    sample: bool = False
    undone_at: datetime | None = None
    owner: str = ""


def reading_of(mapping: Mapping) -> Reading:
    """What a decided mapping says, in the words of the file."""
    said = [text.strip() for text in mapping.texts]
    taken = sorted((at, field.value) for field, at in mapping.columns.items())
    used = {*mapping.columns.values(), mapping.second_price, mapping.second_quantity}
    return Reading(
        columns=tuple((field, said[at]) for at, field in taken),
        unread=tuple(text for at, text in enumerate(said) if text and at not in used),
        price_unit=mapping.price_unit or "",
        mass_unit=mapping.mass_unit or "",
        tax=mapping.tax or "",
        basis=mapping.basis or "",
        price_basis=mapping.price_basis or "",
        rates=tuple(map(str, mapping.rates)),
        second_quantity=said[mapping.second_quantity] if mapping.second_quantity is not None else "",
        second_price=said[mapping.second_price] if mapping.second_price is not None else "",
        second_tax=mapping.second_tax or "",
        day_form=mapping.day_form or "",
    )


def notes_of(problems: Iterable[Problem]) -> tuple[Notes, ...]:
    """What was said of lines that were taken or left out, and of the file, by kind."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.level is Level.WARNING:
            kinds.setdefault(problem.key, []).append(problem)
    return tuple(Notes(len(found), tuple(found[:FIRST])) for found in kinds.values())
