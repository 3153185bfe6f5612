"""One lot of concentrate (稀土精矿) and the price it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lot:
    """`reo` (REO 品位) and `moisture` (水分) in percent, REO of the dry ore; `wet` (湿重) in tonnes.

    `contents`: other elements by name, percent of the dry ore.
    """

    reo: Decimal
    moisture: Decimal
    wet: Decimal
    contents: Mapping[str, Decimal] = field(default_factory=dict, hash=False, kw_only=True)

    def having(self, **figures: Decimal) -> "Lot":
        """The same lot with another `reo`, `moisture` or `wet`."""
        known = {"reo": self.reo, "moisture": self.moisture, "wet": self.wet} | figures
        return Lot(known["reo"], known["moisture"], known["wet"], contents=self.contents)


class BasePrice(Protocol):
    """A price per dry tonne, without VAT, of ore with `basis` percent REO."""

    @property
    def price(self) -> Decimal: ...

    @property
    def basis(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class TypedPrice:
    """A base price someone typed, not an announced one. Yuan per dry tonne without VAT; basis in percent."""

    price: Decimal
    basis: Decimal
