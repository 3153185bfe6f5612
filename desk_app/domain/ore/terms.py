"""What a contract says about pricing a lot: every term visible, none assumed in silence."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.rounding import Rounding


class GradeRule(StrEnum):
    """How REO above or below the basis counts: 按比例, 取整(不足1%不计), 就近取整."""

    PRO_RATA = "pro-rata"
    WHOLE_STEP = "whole-step"
    NEAREST_STEP = "nearest-step"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one pricing.

    `unit_places`: round the unit price to so many places before it is used; None: never. `vat_percent` in
    percent (13). `rounding` is used for the unit price, the net amount and the VAT alike.
    """

    grade_rule: GradeRule = GradeRule.PRO_RATA
    rounding: Rounding = Rounding.HALF_UP
    unit_places: int | None = None
    vat_percent: Decimal = Decimal(13)
