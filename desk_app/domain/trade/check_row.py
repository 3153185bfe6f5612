"""Checks on one trade that need only the trade and its product."""

from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import Tax, with_vat, without_vat
from desk_app.domain.product.product import Product
from desk_app.domain.trade.trade import Trade

BAND_FACTOR = Decimal(4)
"""A price so many times outside the seen range is no market move but a unit: it is held."""

MOST_TONNES = 1_000_000
"""No single trade is so large: the whole world mines less in a year."""

MOST_YUAN_PER_T = 10_000_000_000
"""No product costs so much: ten times the dearest of the metals there are."""

_FEN = Decimal("0.01")


def magnitude(trade: Trade, product: Product) -> Problem | None:
    """The price against the product's band (数量级)."""
    if trade.price_inc_vat > MOST_YUAN_PER_T:
        facts = {"price": exact_text(trade.price_inc_vat.normalize())}
        return Problem("price_unlikely", "price", trade.source_row, facts=facts)
    band = product.band
    if band is None:
        return None
    price = trade.price_inc_vat if product.tax is Tax.INCL else trade.price_ex_vat
    if band.low / BAND_FACTOR <= price <= band.high * BAND_FACTOR:
        return None
    facts = {
        "price": exact_text(price.normalize()),
        "low": exact_text(band.low),
        "high": exact_text(band.high),
        "product": f"{product.zh} {product.en}",
    }
    return Problem("price_magnitude", "price", trade.source_row, facts=facts)


def quantity_likely(trade: Trade) -> Problem | None:
    """The quantity against what there is in the world."""
    if trade.quantity_t <= MOST_TONNES:
        return None
    return Problem("quantity_unlikely", "quantity", trade.source_row, facts={"tonnes": exact_text(trade.quantity_t)})


def amount_agrees(trade: Trade, amount: Decimal, amount_tax: Tax | None) -> Problem | None:
    """Quantity times price against the stated amount.

    Said when they differ by more than 5 fen and what rounding the price to its last shown digit can explain.
    """
    expected = trade.quantity_t * trade.prices.stated_per_t
    if amount_tax is not None and amount_tax is not trade.tax:
        convert = with_vat if amount_tax is Tax.INCL else without_vat
        expected = convert(expected, trade.vat_percent)
    return _unless_near("amount_differs", "amount", trade, amount, expected)


def tax_agrees(trade: Trade, vat: Decimal) -> Problem | None:
    """Amount times rate against the stated tax (税额)."""
    without, within = _amounts(trade)
    return _unless_near("tax_amount_differs", "tax", trade, vat, within - without)


def total_agrees(trade: Trade, total: Decimal) -> Problem | None:
    """Amount and tax together against the stated total (价税合计)."""
    return _unless_near("total_differs", "amount", trade, total, _amounts(trade)[1])


def _amounts(trade: Trade) -> tuple[Decimal, Decimal]:
    """Quantity times price without and with VAT, unrounded."""
    worth = trade.quantity_t * trade.prices.stated_per_t
    if trade.tax is Tax.INCL:
        return without_vat(worth, trade.vat_percent), worth
    return worth, with_vat(worth, trade.vat_percent)


def _unless_near(key: str, field: str, trade: Trade, stated: Decimal, expected: Decimal) -> Problem | None:
    """A warning when the two differ by more than 5 fen and what rounding the price can explain.

    Beside a foreign price the amount may be in its currency, or in yuan.
    """
    slack = abs(trade.quantity_t) * _half_last_digit(trade)
    for rate in (Decimal(1), trade.fx or Decimal(1)):
        if abs(expected / rate - stated) <= 5 * _FEN + slack / rate:
            return None
    facts = {"amount": exact_text(stated), "expected": exact_text((expected / (trade.fx or 1)).quantize(_FEN))}
    return Problem(key, field, trade.source_row, Level.WARNING, facts)


def _half_last_digit(trade: Trade) -> Decimal:
    """Half a unit of the stated price's last digit, in yuan per tonne."""
    exponent = trade.price_stated.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return digit * trade.prices.stated_per_t / trade.price_stated / 2


def second_price_agrees(trade: Trade, second: Decimal) -> Problem | None:
    """The file's other price column against the one taken, in the same unit, over the VAT of the day."""
    convert = without_vat if trade.tax is Tax.INCL else with_vat
    expected = convert(trade.price_stated, trade.vat_percent)
    if abs(expected - second) <= abs(second) / 1_000:
        return None
    facts = {"price": exact_text(second), "expected": exact_text(expected.quantize(Decimal("0.0001")))}
    return Problem("prices_disagree", "price", trade.source_row, facts=facts)
