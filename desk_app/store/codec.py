"""The one codec of the store: decimals and days as canonical text. No Decimal ever reaches SQLite's layer."""

from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import exact_text


def to_text(value: Decimal | None) -> str | None:
    """A decimal for a TEXT column, exact; None stays None."""
    return None if value is None else exact_text(value)


def to_decimal(text: str) -> Decimal:
    """A decimal out of a TEXT column, exact."""
    return Decimal(text)


def day_text(day: date) -> str:
    """A day for a TEXT column: ISO, so that text order is time order."""
    return day.isoformat()


def to_day(text: str) -> date:
    """A day out of a TEXT column."""
    return date.fromisoformat(text)
