"""Which days and times a time axis names, as a Chinese or English desk writes them."""

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from desk_app.domain.curve.curve import day_number, day_of
from desk_app.i18n import Words

_ROOM = 76.0  # pixels a label needs
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_DAY_STEPS = (1, 2, 7, 14)
_MINUTE = 60
_SECOND_STEPS = (1, 2, 5, 10, 15, 30, *(_MINUTE * minutes for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)))
_MONTH = 30.44
_DAY = 86400
_LOWEST, _HIGHEST = date(1900, 1, 1), date(2200, 1, 1)


def date_ticks(words: Words, low: float, high: float, size: float) -> list[tuple[float, str]]:
    """Places on the axis, in days, and their labels: the starts of equal stretches that leave room for their labels.

    The year is named where it begins, the day where it begins when times are shown, and both at the first label.
    """
    if not high > low:
        return []
    room = (high - low) * _ROOM / max(size, 1.0)
    if room <= 0.5:
        return _times(words, low, high, room)
    first = max(day_of(max(low, day_number(_LOWEST))), _LOWEST)
    last = min(day_of(min(high, day_number(_HIGHEST))), _HIGHEST)
    days = next((step for step in _DAY_STEPS if step >= room), None)
    months = next((step for step in _MONTH_STEPS if step * _MONTH >= room), _MONTH_STEPS[-1])
    ticks = list(_by_days(first, last, days) if days else _by_months(first, last, months))
    seen = [day for day in ticks if low <= day_number(day) <= high]
    spacing = float(days or months * _MONTH)
    return [(float(day_number(day)), _label(words, day, spacing, opens=day == seen[0])) for day in seen]


def day_text(words: Words, x: float, *, timed: bool) -> str:
    """A place on the axis in full; `timed`: with the time of day, where it is not midnight."""
    moment = _moment(x)
    day = moment.date()
    text = words("ui.date.year_day", year=day.year, day=day.day, name=words(f"ui.month.{day.month}"))
    text = words("chart.day", date=text, weekday=words(f"chart.weekday.{day.weekday()}"))
    return f"{text} {_clock(moment)}" if timed and not _midnight(moment) else text


def _label(words: Words, day: date, spacing: float, *, opens: bool) -> str:
    facts: dict[str, Any] = {"year": day.year, "day": day.day, "name": words(f"ui.month.{day.month}")}
    if spacing >= _MONTH * 12:
        return words("ui.date.year", **facts)
    if spacing >= _MONTH:
        return words("ui.date.year_month" if opens or day.month == 1 else "ui.date.month", **facts)
    opens_year = opens or (day.month == 1 and day.day <= max(spacing, 1))
    return words("ui.date.year_day" if opens_year else "ui.date.day", **facts)


def _times(words: Words, low: float, high: float, room: float) -> list[tuple[float, str]]:
    """Of the day; midnights, and the first label, name their day."""
    seconds = next((step for step in _SECOND_STEPS if step / _DAY >= room), _SECOND_STEPS[-1])
    step, start = seconds / _DAY, math.floor(low)
    places = [start + at * step for at in range(math.ceil((low - start) / step), math.floor((high - start) / step) + 1)]
    found = []
    for at, place in enumerate(places):
        moment = _moment(place)
        text = _clock(moment)[: 5 if seconds >= _MINUTE else 8]
        if at == 0 or _midnight(moment):
            day = _label(words, moment.date(), 1.0, opens=False)
            text = day if _midnight(moment) else f"{day} {text}"
        found.append((place, text))
    return found


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _moment(x: float) -> datetime:
    """The time of a place on the axis, to the nearest second."""
    return datetime(1970, 1, 1) + timedelta(seconds=round(x * _DAY))  # noqa: DTZ001 - the axis is China's time throughout


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
