"""What if the assay were another (试算): what 0.1 % is worth on this lot, a table around it, the price's curve.

Differences of money are exact and rounded once to the fen; VAT is on that, as in a repricing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.figures import Figures, figures_of, unrounded
from desk_app.domain.ore.limits import FINEST
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import drafted, problems_of, vat_on, work

TENTH = Decimal("0.1")
"""Percentage points by which an assay is moved."""

TABLE_STEP = Decimal("0.5")
"""Percentage points between neighbours of the table, where nobody says otherwise."""

_BESIDE = 2
_REACH = 3


@dataclass(frozen=True, slots=True)
class Worth:
    """What moving `field` (reo or moisture) `by` percentage points is worth on the lot, in yuan, signed.

    None where the moved lot can't be priced (REO above 100 %, moisture below 0 %).
    """

    field: str
    by: Decimal
    net_ex_vat: Decimal | None
    total_inc_vat: Decimal | None


def worths(base: BasePrice, lot: Lot, terms: Terms) -> tuple[Worth, ...]:
    """REO and moisture, each a tenth up and a tenth down; `Refused` where the lot itself can't be priced."""
    _check(base, lot, terms)
    return tuple(
        _worth(base, lot, terms, field, by) for field in ("reo", "moisture") for by in (TENTH, TENTH.copy_negate())
    )


def _worth(base: BasePrice, lot: Lot, terms: Terms, field: str, by: Decimal) -> Worth:
    moved = lot.having(**{field: EXACT.add(lot.reo if field == "reo" else lot.moisture, by)})
    if _problem(base, moved, terms):
        return Worth(field, by, None, None)
    exact = unrounded(drafted(base, moved, terms)).minus(unrounded(drafted(base, lot, terms)))
    net = exact.rounded(FEN, terms.rounding)
    return Worth(field, by, net, EXACT.add(net, vat_on(net, terms)))


@dataclass(frozen=True, slots=True)
class Cell:
    """The lot at another REO and moisture; `figures` is None where it can't be priced."""

    lot: Lot
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`rows` has a row for each of `moistures` and in it a cell for each of `reos`; the lot's own are among them."""

    reos: tuple[Decimal, ...]
    moistures: tuple[Decimal, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sensitivity(
    base: BasePrice, lot: Lot, terms: Terms, reo_step: Decimal = TABLE_STEP, moisture_step: Decimal = TABLE_STEP
) -> Sensitivity:
    """REO across, moisture down, around the lot; values outside 0–100 % are left out."""
    _check(base, lot, terms)
    for name, step in (("reo_step", reo_step), ("moisture_step", moisture_step)):
        if not 0 < step <= 10 or -int(step.as_tuple().exponent) > FINEST:
            raise refuse("ore_table_step", name, name=f"@ore.field.{name}", value=exact_text(step))
    reos = tuple(value for value in _around(lot.reo, reo_step) if 0 < value <= 100)
    moistures = tuple(value for value in _around(lot.moisture, moisture_step) if 0 <= value < 100)
    rows = tuple(
        tuple(_cell(base, lot.having(reo=reo, moisture=moisture), terms) for reo in reos) for moisture in moistures
    )
    return Sensitivity(reos, moistures, rows)


def _around(middle: Decimal, step: Decimal) -> Iterator[Decimal]:
    for at in range(-_BESIDE, _BESIDE + 1):
        yield EXACT.add(middle, EXACT.multiply(step, Decimal(at)))


def _cell(base: BasePrice, lot: Lot, terms: Terms) -> Cell:
    try:
        return Cell(lot, figures_of(work(base, lot, terms)))
    except Refused:
        return Cell(lot, None)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """REO in percent, and yuan without VAT there, per tonne that is paid."""

    reo: Decimal
    unit_price: Ratio


def curve(base: BasePrice, lot: Lot, terms: Terms) -> tuple[CurvePoint, ...]:
    """Unit price over REO, every tenth from three points below the lot to three above; steps are steps."""
    _check(base, lot, terms)
    middle = int(lot.reo.to_integral_value(rounding=ROUND_FLOOR)) * 10
    tenths = range(max(1, middle - _REACH * 10), min(1000, middle + (_REACH + 1) * 10) + 1)
    moved = (lot.having(reo=EXACT.scaleb(Decimal(tenth), -1)) for tenth in tenths)
    priceable = (each for each in moved if not _problem(base, each, terms))
    return tuple(CurvePoint(each.reo, drafted(base, each, terms).unit) for each in priceable)


def _check(base: BasePrice, lot: Lot, terms: Terms) -> None:
    if problem := _problem(base, lot, terms):
        raise Refused(problem)


def _problem(base: BasePrice, lot: Lot, terms: Terms) -> Problem | None:
    return next(problems_of(base, lot, terms), None)
