"""Two lots side by side."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.ore.beside import side_by_side
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import GradeRule, MoistureIn, MoistureTerms, Terms
from desk_app.domain.ore.working import Working, work

Q1 = TypedPrice(Decimal(26834), Decimal(50))
lots = st.builds(
    Lot, st.decimals("2", "99", places=2), st.decimals("0.1", "98", places=2), st.decimals("0.001", "5000", places=3)
)
workings = st.builds(lambda lot, rule: work(Q1, lot, Terms(rule)), lots, st.sampled_from(GradeRule))


def lot(reo: str, moisture: str, wet: str) -> Working:
    return work(Q1, Lot(Decimal(reo), Decimal(moisture), Decimal(wet)), Terms())


def test_if_the_assay_comes_out_at_52() -> None:
    made = {
        each.name: str(each.change.shown())
        for each in side_by_side(lot("52.3", "8.1", "100"), lot("52.0", "8.1", "100"))
    }
    assert made == {
        "ore.field.reo": "-0.3", "ore.field.moisture": "0.0", "ore.field.wet": "0", "ore.name.dry_tonnes": "0.000",
        "ore.name.unit_price": "-161.004", "ore.name.wet_unit_price": "-147.97", "ore.name.net": "-14796.27",
        "ore.name.vat": "-1923.51", "ore.name.total": "-16719.78",
    }  # fmt: skip


@given(workings, workings)
def test_swapped_every_difference_turns_round(one: Working, other: Working) -> None:
    there, back = side_by_side(one, other), side_by_side(other, one)
    for each, turned in zip(there, back, strict=True):
        assert (each.one, each.other) == (turned.other, turned.one)
        assert Fraction(each.change.top) / Fraction(each.change.bottom) == -(
            Fraction(turned.change.top) / Fraction(turned.change.bottom)
        )


@given(workings)
def test_beside_itself_nothing_differs(one: Working) -> None:
    assert not any(each.change.top for each in side_by_side(one, one))


def test_a_contract_that_pays_wet_tonnes_says_so() -> None:
    terms = Terms(moisture=MoistureTerms(MoistureIn.PRICE))
    one, other = (work(Q1, Lot(Decimal(reo), Decimal(8), Decimal(100)), terms) for reo in ("52", "53"))
    assert [each.unit for each in side_by_side(one, other) if each.name == "ore.name.wet_price"] == ["yuan/wet t"]
