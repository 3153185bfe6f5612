"""What a column of a trade file can be."""

import unicodedata
from enum import StrEnum


class Field(StrEnum):
    """The fields of a trade line."""

    TRADE_DATE = "trade_date"
    PRODUCT = "product"
    GRADE = "grade"
    QUANTITY = "quantity"
    QUANTITY_UNIT = "quantity_unit"
    PRICE = "price"
    PRICE_UNIT = "price_unit"
    CURRENCY = "currency"
    MOISTURE = "moisture"
    TAX = "tax"
    TAX_RATE = "tax_rate"
    TAX_AMOUNT = "tax_amount"
    AMOUNT = "amount"
    TOTAL = "total"
    REF = "ref"
    BUYER = "buyer"
    SELLER = "seller"
    REMARK = "remark"


REQUIRED = (Field.TRADE_DATE, Field.PRODUCT, Field.QUANTITY, Field.PRICE)
"""A file without one of these columns can't be taken."""

_SIMPLER = str.maketrans(
    "數單價噸稅產貨買賣種總額編號備註發應購銷規項萬淨計對間約訂開業務據結",
    "数单价吨税产货买卖种总额编号备注发应购销规项万净计对间约订开业务据结",
)
"""The traditional signs that headings are written with."""


def narrow(text: str) -> str:
    """Text as headings are compared: full width to half, simplified signs, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIMPLER).lower().split())
