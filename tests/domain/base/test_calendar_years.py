"""A calendar's file: what is read comes out again, and everything doubtful is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.calendar import NOTHING_KNOWN
from desk_app.domain.base.calendar_years import (
    CalendarBook,
    CalendarYear,
    book_entry,
    calendar_of,
    read_book,
    years_of,
)
from desk_app.domain.base.problem import Refused


def entry(**changes: Any) -> dict[str, Any]:
    year = {"notices": ["国办发明电"], "closed": ["2027-01-01/2027-01-03"], "working": ["2027-01-09"]}
    head = {"kind": "reo-desk-calendar", "sequence": 20261105, "issued": "2026-11-05", "expires": "2027-12-31"}
    return {**head, "source": "", "years": {"2027": year}, **changes}


def with_year(**changes: Any) -> dict[str, Any]:
    return entry(years={"2027": {**entry()["years"]["2027"], **changes}})


@st.composite
def years(draw: st.DrawFn, number: int) -> CalendarYear:
    offsets = draw(st.sets(st.integers(0, 364), max_size=30))
    days = {date(number, 1, 1) + timedelta(days=n) for n in offsets}
    working = frozenset(day for day in days if day.weekday() >= 5 and day.day % 2)
    return CalendarYear(number, frozenset(days) - working, working, ("通知",))


@st.composite
def books(draw: st.DrawFn) -> CalendarBook:
    numbers = sorted(draw(st.sets(st.integers(1990, 2050), min_size=1, max_size=4)))
    expires = draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    found = tuple(draw(years(number)) for number in numbers)
    return CalendarBook(draw(st.integers(1, 2**53 - 1)), date(2026, 1, 1), expires, "来源", found)


@given(books())
def test_what_is_written_reads_back(book: CalendarBook) -> None:
    assert read_book(book_entry(book)) == book


@given(st.lists(books(), min_size=1, max_size=3, unique_by=lambda book: book.sequence))
def test_the_highest_sequence_stands_year_by_year(given_books: list[CalendarBook]) -> None:
    for year in years_of(given_books):
        having = [book for book in given_books if year.year in {one.year for one in book.years}]
        assert year in max(having, key=lambda book: book.sequence).years


@given(st.lists(books(), max_size=3), st.integers(1990, 2050))
def test_a_calendar_reaches_just_to_the_next_gap(given_books: list[CalendarBook], around: int) -> None:
    found = years_of(given_books)
    calendar = calendar_of(found, around=around)
    known = {year.year for year in found}
    if around not in known:
        assert calendar == NOTHING_KNOWN
        return
    assert set(range(calendar.first.year, calendar.last.year + 1)) <= known
    assert calendar.first.year <= around <= calendar.last.year
    assert {calendar.first.year - 1, calendar.last.year + 1}.isdisjoint(known)
    assert calendar.closed.isdisjoint(calendar.working)


def test_a_day_closed_by_hand_is_worked_no_more() -> None:
    book = read_book(entry())
    by_hand = [date(2027, 1, 9), date(2027, 6, 1), date(2028, 1, 3)]
    calendar = calendar_of(book.years, by_hand)
    assert [calendar.is_trading(day) for day in by_hand] == [False, False, None]
    assert calendar_of(book.years).is_trading(date(2027, 1, 9))


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ([], "calendar_malformed"),
        (None, "calendar_malformed"),
        (entry(kind="other"), "calendar_malformed"),
        (entry(extra=1), "calendar_malformed"),
        ({k: v for k, v in entry().items() if k != "issued"}, "calendar_malformed"),
        (entry(sequence=0), "calendar_malformed"),
        (entry(sequence=True), "calendar_malformed"),
        (entry(sequence="7"), "calendar_malformed"),
        (entry(sequence=2**60), "calendar_malformed"),
        (entry(issued="2026-11-31"), "calendar_malformed"),
        (entry(issued=20261105), "calendar_malformed"),
        (entry(expires="20271231"), "calendar_malformed"),
        (entry(source="a\nb"), "calendar_malformed"),
        (entry(source="x" * 301), "calendar_malformed"),
        (entry(years={}), "calendar_malformed"),
        (entry(years=[]), "calendar_malformed"),
        (entry(years={"27": entry()["years"]["2027"]}), "calendar_malformed"),
        (entry(years={2027: entry()["years"]["2027"]}), "calendar_malformed"),
        (entry(years={"2027": []}), "calendar_malformed"),
        (with_year(open=[]), "calendar_malformed"),
        (with_year(closed="2027-01-01"), "calendar_malformed"),
        (with_year(closed=[20270101]), "calendar_malformed"),
        (with_year(closed=["2027-01-03/2027-01-01"]), "calendar_malformed"),
        (with_year(closed=["2027-01-01/2027-01-02/2027-01-03"]), "calendar_malformed"),
        (with_year(closed=["2027-01-01/2029-01-01"]), "calendar_malformed"),
        (with_year(closed=["2027-1-1"]), "calendar_malformed"),
        (with_year(notices="x"), "calendar_malformed"),
        (with_year(notices=[1]), "calendar_malformed"),
        (with_year(notices=["x"] * 11), "calendar_malformed"),
        (with_year(closed=["2027-01-09"]), "calendar_both"),
        (with_year(working=["2027-01-11"]), "calendar_working_weekday"),
        (with_year(closed=["2026-12-31"]), "calendar_other_year"),
        (with_year(closed=["2027-12-31/2028-01-01"]), "calendar_other_year"),
        (with_year(closed=["2027-01-01/2027-01-03", "2027-01-03"]), "calendar_twice"),
    ],
)
def test_doubtful_entries_are_refused(wrong: object, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_book(wrong)
    assert refused.value.problem.key == key


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("2027-01-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["kind", "sequence", "issued", "expires", "source", "years"]), json_values)
def test_any_value_is_read_or_refused(field: str, value: object) -> None:
    try:
        read_book(entry(**{field: value}))
    except Refused as refused:
        assert refused.problem.key.startswith("calendar_")


@given(st.sampled_from(["closed", "working", "notices"]), json_values)
def test_any_value_of_a_year_is_read_or_refused(field: str, value: object) -> None:
    try:
        read_book(with_year(**{field: value}))
    except Refused as refused:
        assert refused.problem.key.startswith("calendar_")
