"""What a trade comes to in yuan per tonne, and who it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.trade import Trade, content_hash

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


def test_another_currency_and_a_wet_tonne_are_reckoned_exactly_and_rounded_once() -> None:
    dollars = replace(ONE, price_stated=Decimal("85.125"), unit_stated="usd/kg", fx=Decimal("7.1023"), tax=Tax.EXCL)
    assert dollars.price_ex_vat == Decimal("604583.2875")
    assert dollars.price_inc_vat == Decimal("683179.1149")  # 683179.114875, half up
    wet = replace(ONE, price_stated=Decimal(24522), tax=Tax.EXCL, moisture=Decimal("8.5"))
    assert (wet.price_ex_vat, wet.amount_ex_vat) == (Decimal(26800), Decimal(268000))


def test_rate_basis_and_moisture_are_part_of_what_is_said() -> None:
    said = [
        ONE,
        replace(ONE, basis=Basis.DRY),
        replace(ONE, basis=Basis.WET),
        replace(ONE, fx=Decimal("7.1")),
        replace(ONE, fx=Decimal("7.2")),
        replace(ONE, moisture=Decimal("7.1")),
    ]
    assert len({content_hash(trade) for trade in said}) == len(said)
    assert content_hash(replace(ONE, fx=Decimal("7.10"))) == content_hash(said[3])
