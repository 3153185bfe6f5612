"""Cells that several sheets have in common."""

from datetime import datetime
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.sheet.block import Cell, Day, Figure, Text, Word


def moment(at: datetime) -> Word:
    """A day and time, printed as they come: they must be China's."""
    return Word("sheet.text.at", {"day": Day(at.date()), "time": Text(f"{at:%H:%M}")})


def counted(number: int) -> Figure:
    """How many."""
    return Figure(Decimal(number), 0)


def number(value: float) -> Text:
    """A constant, as short as it is exact."""
    return Text(exact_text(Decimal(repr(value))))


def percent(value: float) -> Text:
    """A constant that is a share, in percent."""
    return Text(f"{exact_text(Decimal(repr(value)) * 100)} %")


def or_none(text: str) -> Cell:
    """Someone's text, or a dash where there is none."""
    return Text(text) if text else Word("sheet.text.none")
