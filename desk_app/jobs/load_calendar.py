"""The calendar this desk goes by: the program's own years, what was taken since laid over them, days closed by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from desk_app.assets import resource_text
from desk_app.domain.base.calendar import Calendar
from desk_app.domain.base.calendar_years import KIND, CalendarBook, calendar_of, read_book, years_of
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.jobs.open_desk import Desk
from desk_app.store.calendars import TakenFile, standing_closures, taken_files, trusted_keys


@dataclass(frozen=True, slots=True)
class TakenBook:
    """A file that was taken. `book` is None where it does not count (any more), and `problem` says why."""

    file: TakenFile
    key: str
    book: CalendarBook | None
    problem: Problem | None


@cache
def own_book() -> CalendarBook:
    """The years that come with the program, and are trusted as a part of it."""
    return read_book(json.loads(resource_text("calendar", "china.json")))


def load_calendar(desk: Desk) -> Calendar:
    """Every day this desk knows to be worked or closed; outside `first` to `last` nothing is known."""
    closures = standing_closures(desk.database.conn)
    return calendar_from(standing_books(list_taken(desk)), [closure.day for closure in closures])


def calendar_from(books: Sequence[CalendarBook], closures: Sequence[date] = ()) -> Calendar:
    """The calendar of these books, as far as no year is missing between them and the program's own."""
    return calendar_of(years_of(books), closures, around=own_book().years[-1].year)


def standing_books(taken: Sequence[TakenBook]) -> list[CalendarBook]:
    """The books that count: the program's own, and those whose seal holds today."""
    return [own_book(), *(one.book for one in taken if one.book is not None)]


def list_taken(desk: Desk) -> tuple[TakenBook, ...]:
    """Every file that was taken, its seal looked at anew: a key that is trusted no more takes its files with it."""
    connection = desk.database.conn
    files = taken_files(connection)
    keys = frozenset(trusted_keys(connection)) if files else frozenset[str]()
    return tuple(_taken(file, keys) for file in files)


@lru_cache(maxsize=64)
def open_book(content: bytes, keys: frozenset[str]) -> tuple[CalendarBook, str]:
    """The book of a sealed file and the key that signed it; `Refused` unless one of `keys` did and all of it reads."""
    from desk_app.signing.keys import fingerprint
    from desk_app.signing.seal import holds, open_sealed

    document, seal = open_sealed(content)
    if seal.key not in keys:
        raise refuse("seal_unknown_key", "file", mark=fingerprint(seal.key))
    if not holds(seal, KIND, document):
        raise refuse("seal_broken", "file")
    return read_book(document), seal.key


def _taken(file: TakenFile, keys: frozenset[str]) -> TakenBook:
    try:
        book, key = open_book(file.content, keys)
    except Refused as refused:
        return TakenBook(file, "", None, refused.problem)
    return TakenBook(file, key, book, None)
