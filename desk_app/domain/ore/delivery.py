"""One delivery of concentrate (一车或一批): what came when, under which mark."""

from dataclasses import dataclass
from datetime import date

from desk_app.domain.ore.lot import Lot


@dataclass(frozen=True, slots=True)
class Delivery:
    """`ref` is the truck, batch or contract number (车号/批号/合同号) as given, `day` None if not given."""

    day: date | None
    ref: str
    lot: Lot
