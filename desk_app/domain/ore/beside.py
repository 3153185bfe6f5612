"""Two priced lots side by side (两批对照): every figure, and the difference."""

from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.terms import MoistureIn
from desk_app.domain.ore.working import Working


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of two lots: `name` is its words key, `unit` under `ore.unit`; `places` where it is money."""

    name: str
    unit: str
    one: Ratio
    other: Ratio
    places: int | None = None

    @property
    def change(self) -> Ratio:
        """The other less the one, exact."""
        return self.other.minus(self.one)


def side_by_side(one: Working, other: Working) -> tuple[Beside, ...]:
    """Every figure of two priced lots and what lies between."""
    return (
        _beside("ore.field.reo", "percent", one.lot.reo, other.lot.reo),
        _beside("ore.field.moisture", "percent", one.lot.moisture, other.lot.moisture),
        _beside("ore.field.wet", "t", one.lot.wet, other.lot.wet),
        _beside("ore.name.dry_tonnes", "t", one.dry_tonnes, other.dry_tonnes),
        _unit_price(one, other),
        _beside("ore.name.wet_unit_price", "yuan/wet t", one.wet_unit_price, other.wet_unit_price, FEN),
        _beside("ore.name.net", "yuan", one.net_ex_vat, other.net_ex_vat, FEN),
        _beside("ore.name.vat", "yuan", one.vat, other.vat, FEN),
        _beside("ore.name.total", "yuan", one.total_inc_vat, other.total_inc_vat, FEN),
    )


def _unit_price(one: Working, other: Working) -> Beside:
    """Both are priced under the same terms."""
    wet = one.terms.moisture.counts_in is MoistureIn.PRICE
    name, unit = ("ore.name.wet_price", "yuan/wet t") if wet else ("ore.name.unit_price", "yuan/t")
    return Beside(name, unit, one.unit_price, other.unit_price)


def _beside(name: str, unit: str, one: Decimal, other: Decimal, places: int | None = None) -> Beside:
    return Beside(name, unit, Ratio(one), Ratio(other), places)
