"""Contract terms for tests."""

from decimal import Decimal

from desk_app.domain.ore.element_rule import ElementRule, Side, Tier
from desk_app.domain.ore.terms import Excess, MoistureIn, MoistureTerms


def tier(start: str, step: str, yuan: str) -> Tier:
    return Tier(Decimal(start), Decimal(step), Decimal(yuan))


IRON = ElementRule("TFe", Side.OVER, (tier("7", "1", "-10"), tier("9", "1", "-30")), reject=Decimal(12))
CAO = ElementRule("CaO", Side.UNDER, (tier("5", "0.5", "4"),), whole_steps=True)
IN_PRICE = MoistureTerms(MoistureIn.PRICE, limit=Decimal(8), excess=Excess.PRICE, each=Decimal(50))
IN_QUANTITY = MoistureTerms(limit=Decimal(8), excess=Excess.QUANTITY, each=Decimal("1.5"))
