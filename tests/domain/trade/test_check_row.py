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
