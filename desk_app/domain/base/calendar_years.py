"""A calendar as it is published and renewed: whole years, each with the notice it follows (国务院办公厅通知)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk_app.domain.base.calendar import NOTHING_KNOWN, ONE_DAY, Calendar
from desk_app.domain.base.problem import refuse

KIND = "reo-desk-calendar"
_FIELDS = {"kind", "sequence", "issued", "expires", "source", "years"}
_YEAR_FIELDS = {"notices", "closed", "working"}
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOST_YEARS, _MOST_NOTICES, _LONGEST = 100, 10, 300
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year as it was announced: days closed, weekend days worked, and where that was read."""

    year: int
    closed: frozenset[date]
    working: frozenset[date]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarBook:
    """Some years under a number: a book of a higher `sequence` stands above one of a lower, year by year.

    After `expires` it is no longer taken (None: always).
    """

    sequence: int
    issued: date
    expires: date | None
    source: str
    years: tuple[CalendarYear, ...]


def read_book(entry: object) -> CalendarBook:
    """A book from plain values; `Refused` says which of them is wrong. Nothing unknown is passed over."""
    said = _table("calendar", entry, _FIELDS, _FIELDS - {"expires", "source"})
    if said["kind"] != KIND:
        raise _wrong("kind")
    sequence = said["sequence"]
    if type(sequence) is not int or not 0 < sequence < _LARGEST:
        raise _wrong("sequence")
    years = said["years"]
    if not isinstance(years, Mapping) or not 0 < len(years) <= _MOST_YEARS:
        raise _wrong("years")
    found = tuple(_year(name, years[name]) for name in sorted(years, key=str))
    expires = said.get("expires", "")
    return CalendarBook(
        sequence,
        _day("issued", said["issued"]),
        _day("expires", expires) if expires else None,
        _line("source", said.get("source", "")),
        found,
    )


def book_entry(book: CalendarBook) -> dict[str, Any]:
    """What `read_book` reads, stretches of days put together."""
    years = {str(year.year): year_entry(year) for year in book.years}
    expires = {"expires": book.expires.isoformat()} if book.expires else {}
    head = {"kind": KIND, "sequence": book.sequence, "issued": book.issued.isoformat(), **expires}
    return {**head, "source": book.source, "years": years}


def year_entry(year: CalendarYear) -> dict[str, list[str]]:
    """One year of a book's entry."""
    stretches = {"closed": _stretches(year.closed), "working": _stretches(year.working)}
    return {"notices": list(year.notices), **stretches}


def years_of(books: Iterable[CalendarBook]) -> tuple[CalendarYear, ...]:
    """All years, each as the book of the highest sequence has it."""
    ordered = sorted(books, key=lambda book: book.sequence)
    found = {year.year: year for book in ordered for year in book.years}
    return tuple(found[number] for number in sorted(found))


def calendar_of(years: Sequence[CalendarYear], closures: Iterable[date] = (), around: int | None = None) -> Calendar:
    """The calendar of years in their order, with days closed by hand.

    It reaches as far as no year is missing, from `around` on (None: from the first) in both directions.
    """
    found = {year.year: year for year in years}
    low = high = next(iter(found), 0) if around is None else around
    if low not in found:
        return NOTHING_KNOWN
    while low - 1 in found:
        low -= 1
    while high + 1 in found:
        high += 1
    run = [found[number] for number in range(low, high + 1)]
    first, last = date(low, 1, 1), date(high, 12, 31)
    by_hand = frozenset(day for day in closures if first <= day <= last)
    closed = frozenset[date]().union(*(year.closed for year in run)) | by_hand
    working = frozenset[date]().union(*(year.working for year in run)) - by_hand
    return Calendar(closed, working, first, last)


def _year(name: object, entry: object) -> CalendarYear:
    if not isinstance(name, str) or not _YEAR.match(name):
        raise _wrong("years")
    said = _table(name, entry, _YEAR_FIELDS, {"closed", "working"})
    closed, working = (_days(name, part, said[part]) for part in ("closed", "working"))
    if both := sorted(closed & working):
        raise refuse("calendar_both", "calendar", day=both[0].isoformat())
    if odd := sorted(day for day in working if day.weekday() < 5):
        raise refuse("calendar_working_weekday", "calendar", day=odd[0].isoformat())
    notices = said.get("notices", [])
    if not isinstance(notices, list) or len(notices) > _MOST_NOTICES:
        raise _wrong(f"{name} notices")
    return CalendarYear(int(name), closed, working, tuple(_line(f"{name} notices", notice) for notice in notices))


def _days(year: str, part: str, entry: object) -> frozenset[date]:
    """Days and stretches ("2026-02-15/2026-02-23"), each day once and all in the year."""
    if not isinstance(entry, list):
        raise _wrong(f"{year} {part}")
    found: set[date] = set()
    for each in entry:
        for day in _stretch(f"{year} {part}", each):
            if day.year != int(year):
                raise refuse("calendar_other_year", "calendar", day=day.isoformat(), year=year)
            if day in found:
                raise refuse("calendar_twice", "calendar", day=day.isoformat())
            found.add(day)
    return frozenset(found)


def _stretch(where: str, text: object) -> Iterable[date]:
    ends = [_day(where, part) for part in (text.split("/") if isinstance(text, str) else [text])]
    span = (ends[-1] - ends[0]).days
    if len(ends) > 2 or not 0 <= span < 366 or (len(ends) == 2 and span == 0):
        raise _wrong(where, text)
    return (ends[0] + timedelta(days=n) for n in range(span + 1))


def _stretches(days: Iterable[date]) -> list[str]:
    ordered, found = sorted(days), list[list[date]]()
    for day in ordered:
        if found and found[-1][-1] + ONE_DAY == day:
            found[-1].append(day)
        else:
            found.append([day])
    return ["/".join(sorted({run[0].isoformat(), run[-1].isoformat()})) for run in found]


def _day(where: str, text: object) -> date:
    if not isinstance(text, str) or not _DAY.match(text):
        raise _wrong(where, text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(where, text) from None


def _line(where: str, text: object) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable():
        raise _wrong(where)
    return text


def _table(where: str, entry: object, known: set[str], needed: set[str]) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise _wrong(where)
    if off := sorted(map(str, (set(entry) - known) | (needed - set(entry)))):
        raise _wrong(f"{where} {off[0]}"[:60])
    return entry


def _wrong(where: str, text: object = "") -> Exception:
    shown = f"{where}: {text}"[:80] if text != "" else where
    return refuse("calendar_malformed", "calendar", where=shown)
