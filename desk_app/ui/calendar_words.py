"""What is said of the calendar beside a chart."""

from datetime import date

from desk_app.domain.base.calendar import Calendar
from desk_app.i18n import Words


def unshaded(words: Words, calendar: Calendar, first: date, last: date) -> str:
    """Which of the days shown the calendar does not know, so that none of them is shaded; empty where it knows all."""
    before, after = first < calendar.first, last > calendar.last
    if not before and not after:
        return ""
    key = "both" if before and after else "before" if before else "after"
    return words(f"calendar.unshaded.{key}", first=calendar.first, last=calendar.last)
