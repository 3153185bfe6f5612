"""Contract rules, one file each: a rule checks what it needs and carries a draft one stage on.

`RULES` is in the order they apply.
"""

from desk_app.domain.ore.rule.elements import ELEMENTS
from desk_app.domain.ore.rule.grade import GRADE
from desk_app.domain.ore.rule.moisture import MOISTURE
from desk_app.domain.ore.rule.rule import Rule
from desk_app.domain.ore.rule.unit_rounding import UNIT_ROUNDING
from desk_app.domain.ore.rule.wet_price import WET_PRICE

RULES: tuple[Rule, ...] = (MOISTURE, GRADE, ELEMENTS, WET_PRICE, UNIT_ROUNDING)
