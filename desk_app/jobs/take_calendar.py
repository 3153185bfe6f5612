"""Take a renewed calendar: only with a seal this desk trusts, only newer than what stands, and then as a whole."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.calendar_years import CalendarBook
from desk_app.domain.base.problem import refuse
from desk_app.jobs.build_index import today_in_china
from desk_app.jobs.in_writing import now_text
from desk_app.jobs.keep_batch import login_name
from desk_app.jobs.load_calendar import calendar_from, list_taken, open_book, standing_books
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.read_small import read_small
from desk_app.signing.seal import LONGEST
from desk_app.store.calendars import TakenFile, TrustedKey, add_file, trusted_keys
from desk_app.store.database import writing


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought: years not known before, and days of known years that are otherwise now."""

    book: CalendarBook
    signed_by: TrustedKey
    new_years: tuple[int, ...]
    changed: tuple[date, ...]


def take_calendar(desk: Desk, path: Path, today: date | None = None) -> Taken:
    """Take one file; `Refused` for everything that is not beyond doubt, and then nothing has changed."""
    content = read_small(path, LONGEST, "seal_oversize")
    with writing(desk.database, desk.folder) as connection:
        keys = trusted_keys(connection)
        book, key = open_book(content, frozenset(keys))
        standing = standing_books(list_taken(desk))
        _check_new(book, standing, today or today_in_china())
        before, after = (calendar_from(books) for books in (standing, [*standing, book]))
        if (gap := _gap(book, after)) is not None:
            raise refuse(
                "calendar_gap", "calendar", year=str(gap), first=str(before.first.year), last=str(before.last.year)
            )
        add_file(connection, TakenFile(content, login_name(), now_text()))
    known = {year.year for each in standing for year in each.years}
    new = tuple(year.year for year in book.years if year.year not in known)
    return Taken(book, keys[key], new, _changed(before, after))


def _check_new(book: CalendarBook, standing: list[CalendarBook], today: date) -> None:
    newest = max(each.sequence for each in standing)
    if book.sequence <= newest:
        raise refuse("calendar_not_newer", "calendar", sequence=str(book.sequence), newest=str(newest))
    if book.expires is not None and book.expires < today:
        raise refuse("calendar_expired", "calendar", expires=book.expires.isoformat(), today=today.isoformat())
    if book.issued > today:
        raise refuse("calendar_early", "calendar", issued=book.issued.isoformat(), today=today.isoformat())


def _gap(book: CalendarBook, after: Calendar) -> int | None:
    """A year of the book that would hang in the air: the years between it and those known are not."""
    known = range(after.first.year, after.last.year + 1)
    return next((year.year for year in book.years if year.year not in known), None)


def _changed(before: Calendar, after: Calendar) -> tuple[date, ...]:
    days = before.closed ^ after.closed | before.working ^ after.working
    return tuple(sorted(day for day in days if before.is_trading(day) not in (None, after.is_trading(day))))
