"""What the price backwards answers: a figure of the lot, what it gives, and how that is said."""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.step import shown

UNITS = {"reo": "@ore.unit.percent", "moisture": "@ore.unit.percent", "wet": "@ore.unit.t"}
"""Units of the figures that answer, as words keys."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`field` (reo and moisture in percent, wet in tonnes) from `lowest` to `highest` gives `gives`, in `unit`.

    `exact` is the value before any rounding; None where none is singled out: under a rule of whole points only a
    range has the price, and a deduction above a moisture limit bends the line. Where no value of the assay's places
    gives just what is wanted, the nearest one stands in both ends. `unit` is a words key.
    """

    field: str
    wanted: Decimal
    exact: Ratio | None
    lowest: Decimal
    highest: Decimal
    gives: Ratio
    unit: str

    @property
    def over(self) -> Ratio:
        """What is given less what was wanted; nothing where it is met."""
        return self.gives.minus(Ratio(self.wanted))

    @property
    def met(self) -> bool:
        return self.over.top == 0


def places_of(value: Decimal) -> int:
    """How many decimals a figure is written with."""
    return max(0, -int(value.as_tuple().exponent))


def spoken(answer: Answer) -> tuple[str, dict[str, str]]:
    """The words key of an answer and its blanks."""
    places = places_of(answer.lowest)
    lowest, highest = grouped(answer.lowest, places), grouped(answer.highest, places)
    facts = {"name": f"@ore.field.{answer.field}", "unit": UNITS[answer.field], "value": lowest}
    if answer.met:
        return ("ore.what_if.met", facts) if lowest == highest else (
            "ore.what_if.met_range", facts | {"lowest": lowest, "highest": highest}
        )  # fmt: skip
    shows = answer.gives.shown(), answer.over.shown()
    digits = None if answer.field == "reo" else FEN
    facts |= {"gives": grouped(shows[0], digits), "over": signed(shows[1], digits), "per": answer.unit}
    if answer.exact is None:
        return "ore.what_if.near", facts
    return "ore.what_if.near_exact", facts | {"exact": shown(answer.exact)}
