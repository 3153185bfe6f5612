"""Next quarter's price before it is announced (下季矿价预估), out of this quarter's oxide prices so far.

Two ways, told apart by name: the desk's own formula, and a proxy. Neither is an announced price. Nothing is said where
there is too little behind it, or where its prices are old.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.formula_pack import FormulaPack
from desk_app.domain.ore.proxy import LEAST, Known, Scored, fit, left_out, root_mean_square, whole
from desk_app.domain.ore.quarter_so_far import SoFar

MOVE = Decimal(5)
"""Percent by which the days left move in "if ±5 %"."""
STALE = 5
"""Trading days after which a product's last price says nothing of the quarter any more."""


class Way(StrEnum):
    """自有公式, 替代估算."""

    PACK = "pack"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Whole yuan per dry tonne without VAT at `basis` percent REO. `flat`: if prices stay as they are, the estimate;
    `up`, `down`: if the days left move by 5 %; `error`: root mean square of the `scored` quarters' errors, None while
    none was scored.
    """

    way: Way
    target: str
    basis: Decimal
    flat: Decimal
    up: Decimal
    down: Decimal
    error: Decimal | None
    inputs: Mapping[str, SoFar]
    scored: tuple[Scored, ...]

    @property
    def low(self) -> Decimal | None:
        """The estimate less its error so far."""
        return None if self.error is None else self.flat - self.error

    @property
    def high(self) -> Decimal | None:
        """The estimate and its error so far."""
        return None if self.error is None else self.flat + self.error


def by_pack(
    pack: FormulaPack, target: str, inputs: Mapping[str, SoFar], past: Sequence[tuple[Mapping[str, Fraction], Known]]
) -> Nowcast:
    """By the desk's own formula. `past`: averages of the quarter before, and the price that was announced at the pack's
    basis, of each quarter of which both are known.
    """

    def at(percent: Decimal) -> Decimal:
        return pack.price({product: each.average(percent) for product, each in inputs.items()})

    scored = tuple(Scored(known.quarter, pack.price(averages), whole(known.announced)) for averages, known in past)
    error = root_mean_square(scored) if scored else None
    return Nowcast(Way.PACK, target, pack.basis, at(Decimal(0)), at(MOVE), at(-MOVE), error, inputs, scored)


def by_proxy(product: str, target: str, basis: Decimal, so_far: SoFar, known: Sequence[Known]) -> Nowcast:
    """By the line through what was announced; `Refused` with fewer than 8 quarters to score it on."""
    line, scored = fit(known), left_out(known)
    if line is None or len(scored) < LEAST:
        raise refuse("nowcast_few", "nowcast", have=str(len(scored)), least=str(LEAST))

    def at(percent: Decimal) -> Decimal:
        return whole(line.at(so_far.average(percent)))

    error = root_mean_square(scored)
    return Nowcast(Way.PROXY, target, basis, at(Decimal(0)), at(MOVE), at(-MOVE), error, {product: so_far}, scored)
