"""Mass units and their exact factors to the tonne (吨)."""

from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.rounding import WIDE


class MassUnit(StrEnum):
    """吨, 公斤, 克."""

    T = "t"
    KG = "kg"
    G = "g"


IN_TONNES = {MassUnit.T: Decimal(1), MassUnit.KG: Decimal("0.001"), MassUnit.G: Decimal("0.000001")}


def to_tonnes(value: Decimal, unit: MassUnit) -> Decimal:
    """`value` in `unit` as tonnes, exact."""
    return WIDE.multiply(value, IN_TONNES[unit])
