"""What a contract rule is, and the draft of a price which the rules hand on."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.step import Step
from desk_app.domain.ore.terms import Terms


@dataclass(frozen=True, slots=True)
class Draft:
    """A price on its way, and how: `dry` tonnes; the tonnes that are `paid`, dry ones unless moisture counts in the
    price; the `unit` price in yuan without VAT, per dry tonne and at last per tonne that is paid.
    """

    base: BasePrice
    lot: Lot
    terms: Terms
    dry: Decimal
    paid: Decimal
    unit: Ratio
    steps: tuple[Step, ...] = ()

    def then(
        self, *steps: Step, dry: Decimal | None = None, paid: Decimal | None = None, unit: Ratio | None = None
    ) -> "Draft":
        """The draft after these steps."""
        return dataclasses.replace(
            self,
            dry=self.dry if dry is None else dry,
            paid=self.paid if paid is None else paid,
            unit=unit or self.unit,
            steps=self.steps + steps,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """`fields` are the figures and terms it needs (a form draws them in this order)."""

    key: str
    fields: tuple[str, ...]
    check: Callable[[BasePrice, Lot, Terms], Iterator[Problem]]
    apply: Callable[[Draft], Draft]
