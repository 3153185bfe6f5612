"""Amounts of money as a desk writes them."""

from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.rounding import Rounding, rounded

FEN = 2
"""Places of an amount in yuan: to the fen (分)."""


def grouped(value: Decimal, places: int | None = None) -> str:
    """`value` with thousands commas (千分位); to `places` decimals, or as exact as it is."""
    text = exact_text(value) if places is None else format(rounded(value, places, Rounding.HALF_UP), "f")
    sign = "-" if text.startswith("-") else ""
    whole, point, rest = text.lstrip("-").partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def signed(value: Decimal, places: int | None = None) -> str:
    """Like `grouped`, with a plus before what is not negative: for changes (增减)."""
    return grouped(value, places) if value < 0 else f"+{grouped(value, places)}"


def difference(value: Decimal, places: int | None = None) -> str:
    """Like `signed`, but nothing is just nothing: what changes no money has no sign."""
    return signed(value, places) if value else grouped(value, places)
