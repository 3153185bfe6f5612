"""What a trade comes to in yuan per tonne, and who it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.trade import Identities, Trade, content_hash

ONE = Trade(
    2, date(2026, 1, 16), "prnd_oxide", "", Decimal(10), Decimal(640900), "yuan/t", Tax.INCL, Decimal(13), "", "", ""
)


def test_prices_of_both_bases() -> None:
    assert ONE.price_ex_vat == Decimal("567168.1416")
    assert ONE.price_inc_vat == Decimal("640900.0000")
    assert ONE.amount_ex_vat == Decimal("5671681.42")


def test_units() -> None:
    assert replace(ONE, price_stated=Decimal("64.09"), unit_stated="wan/t").price_inc_vat == ONE.price_inc_vat
    assert replace(ONE, price_stated=Decimal("640.9"), unit_stated="yuan/kg").price_ex_vat == ONE.price_ex_vat


def test_content_is_what_is_said_not_how_it_was_written() -> None:
    same = replace(ONE, source_row=99, quantity_t=Decimal("10.000"))
    assert content_hash(same) == content_hash(ONE)
    assert content_hash(replace(ONE, buyer="甲")) != content_hash(ONE)


def keys(source: str, trades: list[Trade]) -> list[bytes]:
    identities = Identities(source)
    return [identities.key(trade, content_hash(trade)) for trade in trades]


def test_equal_lines_are_different_trades_and_come_out_the_same_again() -> None:
    once = keys("", [ONE, ONE, ONE])
    assert len(set(once)) == 3
    assert keys("", [ONE, ONE, ONE]) == once


def test_a_number_makes_the_identity_within_its_source() -> None:
    numbered = replace(ONE, ref="T00001")
    dearer = replace(numbered, price_stated=Decimal(1))
    assert keys("", [numbered]) == keys("", [dearer])
    assert keys("", [numbered]) != keys("other", [numbered])


@given(st.permutations(range(6)))
def test_order_does_not_matter_to_the_set_of_keys(order: list[int]) -> None:
    trades = [replace(ONE, price_stated=Decimal(600000 + n // 2)) for n in range(6)]
    assert set(keys("", [trades[n] for n in order])) == set(keys("", trades))
