"""The one codec of the store: decimals and days as canonical text. No Decimal ever reaches SQLite's layer."""

from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.rounding import WIDE


def to_text(value: Decimal | None) -> str | None:
    """A decimal for a TEXT column, exact; None stays None."""
    return None if value is None else exact_text(value)


def to_decimal(text: str) -> Decimal:
    """A decimal out of a TEXT column, exact."""
    return Decimal(text)


def to_scaled(value: Decimal, places: int) -> int:
    """A decimal of at most so many places as an integer of its last place: 1.50 yuan is 150 fen."""
    scaled = int(value.scaleb(places, WIDE))
    if value != from_scaled(scaled, places):
        raise ValueError(f"{value} has more than {places} decimals")
    return scaled


def from_scaled(number: int, places: int) -> Decimal:
    """What `to_scaled` made of a decimal, with all its places."""
    return Decimal(number).scaleb(-places, WIDE)


def day_text(day: date) -> str:
    """A day for a TEXT column: ISO, so that text order is time order."""
    return day.isoformat()


def to_day(text: str) -> date:
    """A day out of a TEXT column."""
    return date.fromisoformat(text)
