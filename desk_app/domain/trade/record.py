"""A trade as the store writes it: plain texts and integers, the same from whichever road the line took."""

from decimal import Decimal
from typing import Final

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.rounding import WIDE
from desk_app.domain.trade.trade import Trade, content_hash

Record = tuple[bytes, int, str, str, str, str, str, str, str, str, int, int, int, str, str, str, str, str | None]
"""content hash, line, day (ISO), product, grade, tonnes, price as stated, its unit, tax, VAT percent, price without and
with VAT (1/10,000 yuan per tonne), amount without VAT (fen), number, buyer, seller, mass basis as stated (empty: not
said), yuan for one unit of a foreign price's currency.
"""

CONTENT: Final = 0
LINE: Final = 1
DAY: Final = 2
PRODUCT: Final = 3
UNIT: Final = 7
TAX: Final = 8
PRICE_EX: Final = 10
REF: Final = 13
BASIS: Final = 16
FX: Final = 17
"""Places in a record."""


def record_of(trade: Trade) -> Record:
    """The record of one trade."""
    return (
        content_hash(trade),
        trade.source_row,
        trade.trade_date.isoformat(),
        trade.product,
        trade.grade,
        exact_text(trade.quantity_t),
        exact_text(trade.price_stated),
        trade.unit_stated,
        trade.tax.value,
        exact_text(trade.vat_percent),
        _scaled(trade.price_ex_vat, 4),
        _scaled(trade.price_inc_vat, 4),
        _scaled(trade.amount_ex_vat, 2),
        trade.ref,
        trade.buyer,
        trade.seller,
        trade.basis.value if trade.basis else "",
        None if trade.fx is None else exact_text(trade.fx),
    )


def _scaled(value: Decimal, places: int) -> int:
    """A figure of so many places as an integer of its last place."""
    return int(value.scaleb(places, WIDE))
