"""One line of a table of lots, read; or held with its reason and its cells, never dropped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk_app.domain.base.problem import Problem
from desk_app.domain.ore.lot import Lot


@dataclass(frozen=True, slots=True)
class LotLine:
    """`number` is the line of the sheet, from 1. `paid` in yuan, `paid_percent` in percent, None where nothing was."""

    number: int
    day: date | None
    ref: str
    lot: Lot
    paid: Decimal | None = None
    paid_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line that can't be priced as it stands."""

    number: int
    cells: tuple[str, ...]
    problem: Problem


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line that adds up others. `stated` wet tonnes, None where it states none; `agrees` with the lines above it,
    None where that can't be known: nothing stated, or a held line without a mass.
    """

    number: int
    stated: Decimal | None
    agrees: bool | None
