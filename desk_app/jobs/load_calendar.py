"""The calendar this desk goes by: the program's own years with what was taken since laid over them."""

import json
from functools import cache

from desk_app.assets import resource_text
from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.calendar_years import CalendarBook, calendar_of, read_book, years_of
from desk_app.jobs.open_desk import Desk


@cache
def own_book() -> CalendarBook:
    """The years that come with the program, and are trusted as a part of it."""
    return read_book(json.loads(resource_text("calendar", "china.json")))


def load_calendar(desk: Desk) -> Calendar:
    """Every day this desk knows to be worked or closed; outside `first` to `last` nothing is known."""
    return calendar_of(years_of([own_book()]))
