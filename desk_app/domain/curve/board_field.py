"""What the price board shows of a row, as data: the page's columns, the files that leave it and the command say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.exact import published
from desk_app.domain.curve.board import Average, BoardRow, Span
from desk_app.domain.curve.track import Origin

PLACES = 2
"""Decimals of every figure as it leaves the desk: yuan per tonne, points, percent."""


class Measure(StrEnum):
    """What kind of figure a field is: in the row's own unit, in percent, a count, or a text."""

    VALUE = "value"
    AMOUNT = "amount"
    """A change in the row's own unit."""
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One figure of a row. `key` is its name everywhere (`board.column.<key>`)."""

    key: str
    measure: Measure
    of: Callable[[BoardRow], "float | Decimal | str | date | None"]

    def figure(self, row: BoardRow) -> "Decimal | int | str | None":
        """As it is published: figures rounded once, counts whole, days as ISO text; None where there is none."""
        found = self.of(row)
        if found is None or isinstance(found, str | Decimal):
            return found  # a figure that others publish stands as they do
        if isinstance(found, date):
            return found.isoformat()
        return round(found) if self.measure is Measure.COUNT else published(found, PLACES) + 0

    @property
    def changes(self) -> bool:
        """Whether its sign says rise or fall."""
        return self.measure in {Measure.AMOUNT, Measure.PERCENT}


def _percent(span: Span) -> Field:
    def of(row: BoardRow) -> float | None:
        found = row.moves.get(span)
        return found.percent if found else None

    return Field(f"{span.value}_percent", Measure.PERCENT, of)


def _amount(row: BoardRow) -> float | None:
    found = row.moves.get(Span.STEP)
    return found.amount if found else None


def _value(of: Average | None) -> float | None:
    return of.value if of else None


FIELDS: tuple[Field, ...] = (
    Field("last", Measure.VALUE, lambda row: row.last if row.track.stated is None else row.track.stated),
    Field("step_amount", Measure.AMOUNT, _amount),
    _percent(Span.STEP),
    _percent(Span.WEEK),
    _percent(Span.MONTH),
    Field("quarter_average", Measure.VALUE, lambda row: _value(row.quarter)),
    _percent(Span.QUARTER),
    _percent(Span.YEAR),
    _percent(Span.YEAR_ON_YEAR),
    Field("chosen_average", Measure.VALUE, lambda row: _value(row.chosen)),
    Field("chosen_percent", Measure.PERCENT, lambda row: row.chosen_percent),
    Field("day", Measure.TEXT, lambda row: row.track.last_day),
    Field("grade", Measure.TEXT, lambda row: row.track.grade),
    Field("trades", Measure.COUNT, lambda row: None if row.track.origin is Origin.OFFICIAL else row.track.trades),
)
"""In the order they are shown in."""
