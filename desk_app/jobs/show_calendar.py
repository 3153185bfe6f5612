"""The calendar laid open: which years come from where, whose seal they bear, what was closed by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.calendar_years import CalendarBook, CalendarYear, years_of
from desk_app.domain.base.problem import refuse
from desk_app.jobs.load_calendar import TakenBook, calendar_from, list_taken, own_book, standing_books
from desk_app.jobs.open_desk import Desk
from desk_app.store.calendars import Closure, standing_closures, trusted_keys


@dataclass(frozen=True, slots=True)
class Overview:
    """`years` are those in force (all, or the one asked for); `labels` say whose each trusted key is."""

    calendar: Calendar
    own: CalendarBook
    taken: tuple[TakenBook, ...]
    closures: tuple[Closure, ...]
    years: tuple[CalendarYear, ...]
    labels: Mapping[str, str]


def overview(desk: Desk, year: int | None = None) -> Overview:
    """Everything about the calendar; `Refused` for a year that is not known."""
    connection = desk.database.conn
    taken, closures = list_taken(desk), tuple(standing_closures(connection))
    books = standing_books(taken)
    calendar = calendar_from(books, [closure.day for closure in closures])
    wanted = range(calendar.first.year, calendar.last.year + 1) if year is None else (year,)
    shown = tuple(one for one in years_of(books) if one.year in wanted)
    if not shown:
        raise refuse("calendar_unknown_year", "calendar", year=str(year), last=str(calendar.last.year))
    labels = {one.key: one.label for one in trusted_keys(connection).values()}
    return Overview(calendar, own_book(), taken, closures, shown, labels)
