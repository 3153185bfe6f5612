"""What a price adjustment sheet is made from, and how it names a period."""

from dataclasses import dataclass, field

from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.block import Text, Word

_PERIODS = {
    "Q1": "sheet.period.q1",
    "Q2": "sheet.period.q2",
    "Q3": "sheet.period.q3",
    "Q4": "sheet.period.q4",
    "H1": "sheet.period.h1",
    "H2": "sheet.period.h2",
}


@dataclass(frozen=True, slots=True)
class PriceAdjustment:
    """What the sheet is made from. `deliveries` are those of the new period, settled so far at the old price.

    `nearest`: `old` is the nearest earlier price that is known, not one chosen further back.
    """

    new: AnnouncedPrice
    old: AnnouncedPrice
    terms: Terms
    contract: str = ""
    seller: str = ""
    buyer: str = ""
    note: str = ""
    deliveries: tuple[Delivery, ...] = field(default=())
    nearest: bool = True


def period_word(period: str) -> Word:
    """How a desk writes a period: 2026Q1 is 2026 年第一季度."""
    return Word(_PERIODS[period[4:]], {"year": Text(period[:4])})
