"""What a contract says about pricing a lot: every term visible, none assumed in silence.

A term that a contract does not have is off by default; what is off changes nothing.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.element_rule import ElementRule

_ZERO = Decimal(0)


class GradeRule(StrEnum):
    """How REO above or below the basis counts: 按比例, 取整(不足1%不计), 就近取整."""

    PRO_RATA = "pro-rata"
    WHOLE_STEP = "whole-step"
    NEAREST_STEP = "nearest-step"


class MoistureIn(StrEnum):
    """Where moisture counts: 扣量 (dry tonnes are paid) or 扣价 (wet tonnes are, at a lower price). Never both."""

    QUANTITY = "quantity"
    PRICE = "price"


class Excess(StrEnum):
    """What becomes of moisture above the limit: 拒收, 加扣量, 加扣价."""

    REJECT = "reject"
    QUANTITY = "quantity"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class MoistureTerms:
    """`franchise` (途耗): percent of the wet mass that is not paid. Above `limit` percent of moisture (None: no limit)
    the lot is rejected, or each further 1 % costs `each`, in proportion: percent of the quantity, or yuan per tonne
    that is paid.
    """

    counts_in: MoistureIn = MoistureIn.QUANTITY
    franchise: Decimal = _ZERO
    limit: Decimal | None = None
    excess: Excess = Excess.REJECT
    each: Decimal = _ZERO


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one pricing.

    `unit_places`, `dry_places`: round the unit price, the dry tonnes to so many places before they are used; None:
    never. `vat_percent` in percent (13). `rounding` is used for all that is rounded. REO above `grade_cap` counts as
    the cap; ore below `grade_floor` is not taken. `elements`: bonuses and penalties per dry tonne.
    """

    grade_rule: GradeRule = GradeRule.PRO_RATA
    rounding: Rounding = Rounding.HALF_UP
    unit_places: int | None = None
    vat_percent: Decimal = Decimal(13)
    dry_places: int | None = None
    grade_floor: Decimal | None = None
    grade_cap: Decimal | None = None
    moisture: MoistureTerms = field(default_factory=MoistureTerms)
    elements: tuple[ElementRule, ...] = ()
