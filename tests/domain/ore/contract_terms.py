"""Contract terms for tests."""

from decimal import Decimal

from hypothesis import strategies as st

from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.element_rule import ElementRule, Side, Tier
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import Excess, GradeRule, MoistureIn, MoistureTerms, Terms


def tier(start: str, step: str, yuan: str) -> Tier:
    return Tier(Decimal(start), Decimal(step), Decimal(yuan))


IRON = ElementRule("TFe", Side.OVER, (tier("7", "1", "-10"), tier("9", "1", "-30")), reject=Decimal(12))
CAO = ElementRule("CaO", Side.UNDER, (tier("5", "0.5", "4"),), whole_steps=True)
IN_PRICE = MoistureTerms(MoistureIn.PRICE, limit=Decimal(8), excess=Excess.PRICE, each=Decimal(50))
IN_QUANTITY = MoistureTerms(limit=Decimal(8), excess=Excess.QUANTITY, each=Decimal("1.5"))

MOISTURE = (
    MoistureTerms(),
    MoistureTerms(franchise=Decimal("0.5")),
    MoistureTerms(limit=Decimal(60)),
    MoistureTerms(MoistureIn.PRICE),
    IN_PRICE,
    IN_QUANTITY,
)
CONTENTS = {"TFe": Decimal("8.2"), "CaO": Decimal("3.4")}

some_terms = st.builds(
    Terms,
    st.sampled_from(GradeRule),
    st.sampled_from(Rounding),
    st.sampled_from([None, 0, 1, 2, 3]),
    st.decimals(0, 17, places=1),
    dry_places=st.sampled_from([None, 3]),
    grade_floor=st.sampled_from([None, Decimal(30)]),
    grade_cap=st.sampled_from([None, Decimal(55)]),
    moisture=st.sampled_from(MOISTURE),
    elements=st.sampled_from([(), (IRON, CAO)]),
)
"""Contracts of every kind; not every lot can be priced under each."""

some_lots = st.builds(
    Lot,
    st.decimals("2", "100", places=1),
    st.decimals("0", "40", places=1),
    st.decimals("0.5", "5000", places=3),
    contents=st.just(CONTENTS),
)
some_bases = st.builds(
    TypedPrice, st.decimals("1000", "90000", places=2), st.sampled_from([Decimal(50), Decimal(51), Decimal("50.5")])
)
