"""The chart's axes: days (counted from 1970-01-01), marked where years, months or weeks begin; and figures."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyqtgraph as pg

from desk_app.domain.curve.curve import day_number, day_of
from desk_app.i18n import Words

_ROOM = 64.0  # pixels a label needs
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_DAY_STEPS = (1, 2, 7, 14)
_MONTH = 30.44


class DateAxis(pg.AxisItem):
    """Labels as a Chinese or English desk writes dates; the year is named where it begins."""

    def __init__(self, words: Words) -> None:
        super().__init__("bottom")
        self._words = words
        self._first: date | None = None

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level: the starts of equal stretches that leave room for their labels."""
        if not high > low:
            return []
        days_a_label = (high - low) * _ROOM / max(size, 1.0)
        first, last = day_of(max(low, _LOWEST)), day_of(min(high, _HIGHEST))
        months = next((step for step in _MONTH_STEPS if step * _MONTH >= days_a_label), _MONTH_STEPS[-1])
        days = next((step for step in _DAY_STEPS if step >= days_a_label), None)
        ticks = _by_days(first, last, days) if days else _by_months(first, last, months)
        numbers = [float(day_number(day)) for day in ticks]
        shown = [number for number in numbers if low <= number <= high]
        self._first = day_of(shown[0]) if shown else None
        spacing = float(days or months * _MONTH)
        return [(spacing, shown)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The label of each tick."""
        return [self._label(day_of(value), spacing) for value in values]

    def _label(self, day: date, spacing: float) -> str:
        facts: dict[str, Any] = {"year": day.year, "day": day.day}
        facts["name"] = self._words(f"ui.month.{day.month}")
        opens_year = day == self._first or (day.month == 1 and day.day <= max(spacing, 1))
        if spacing >= _MONTH * 12:
            return self._words("ui.date.year", **facts)
        if spacing >= _MONTH:
            return self._words("ui.date.year_month" if opens_year else "ui.date.month", **facts)
        return self._words("ui.date.year_day" if day == self._first else "ui.date.day", **facts)


class ValueAxis(pg.AxisItem):
    """Figures with thousands commas."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The label of each tick, to as many places as the ticks are apart."""
        places = 0 if spacing >= 1 else 1 if spacing >= 0.1 else 2
        return [f"{value:,.{places}f}" for value in values]


_LOWEST = float(day_number(date(1980, 1, 1)))
_HIGHEST = float(day_number(date(2100, 1, 1)))


def _by_days(first: date, last: date, step: int) -> Iterator[date]:
    """Every `step` days; whole weeks begin on Monday."""
    start = first.toordinal() - (first.weekday() if step % 7 == 0 else first.toordinal() % step)
    day = date.fromordinal(start)
    while day <= last:
        yield day
        day += timedelta(days=step)


def _by_months(first: date, last: date, step: int) -> Iterator[date]:
    """The first of every `step`th month."""
    month = first.year * 12 + first.month - 1
    month -= month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
