"""Checks on one trade by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desk_app.domain.base.tax import Tax
from desk_app.domain.product.product import product_from
from desk_app.domain.trade import check_row
from desk_app.domain.trade.trade import Trade

UNBANDED = product_from({"key": "new_oxide", "zh": "新", "en": "New"})
TRADE = Trade(
    2, date(2026, 1, 9), "new_oxide", "", Decimal(1), Decimal(100), "yuan/t", Tax.INCL, Decimal(13), "", "", ""
)


def test_a_price_beyond_all_is_held_even_without_a_band() -> None:
    too_dear = check_row.magnitude(replace(TRADE, price_stated=Decimal(20_000_000_000)), UNBANDED)
    assert too_dear is not None
    assert too_dear.key == "price_unlikely"
    assert check_row.magnitude(replace(TRADE, price_stated=Decimal(2_000_000_000)), UNBANDED) is None


def test_tax_and_total_are_checked_to_five_fen() -> None:
    trade = replace(TRADE, price_stated=Decimal("113.00"), quantity_t=Decimal(10))  # 1,130 with 130 of VAT
    assert check_row.tax_agrees(trade, Decimal("130.04")) is None
    assert check_row.total_agrees(trade, Decimal("1129.96")) is None
    wrong_tax, wrong_total = check_row.tax_agrees(trade, Decimal(146)), check_row.total_agrees(trade, Decimal(1300))
    assert wrong_tax is not None
    assert wrong_total is not None
    assert (wrong_tax.key, wrong_tax.facts["expected"]) == ("tax_amount_differs", "130")
    assert (wrong_total.key, wrong_total.facts["expected"]) == ("total_differs", "1130")
    net = replace(trade, tax=Tax.EXCL)
    assert check_row.tax_agrees(net, Decimal("146.90")) is None
    assert check_row.total_agrees(net, Decimal("1276.90")) is None


def test_sums_of_more_digits_than_a_decimal_has_by_default_are_told_too() -> None:
    huge = replace(TRADE, quantity_t=Decimal(30), price_stated=Decimal(600999999999999999999990000))
    said = check_row.amount_agrees(huge, Decimal(1), None)
    other = check_row.second_price_agrees(huge, Decimal(1))
    assert said is not None
    assert other is not None
    assert said.facts["expected"] == "18029999999999999999999700000"
