"""Notes: nothing they ever said is lost, whatever is done to them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.event import Kind
from desk_app.jobs.keep_note import change_note, delete_note, note_history, notes_of, write_note
from desk_app.jobs.list_events import list_events, own_notes
from desk_app.jobs.open_desk import Desk, open_desk

DAY, LATER = date(2026, 1, 9), date(2026, 1, 12)


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def test_a_note_is_an_event(desk: Desk) -> None:
    number = write_note(desk, DAY, " 盘后公告 ", " 李敏 ")
    (event,) = own_notes(desk)
    assert (event.day, event.kind, event.zh, event.en) == (DAY, Kind.NOTE, "盘后公告", "盘后公告")
    assert (event.source, event.number) == ("李敏", number)


def test_the_same_again_is_no_new_version(desk: Desk) -> None:
    number = write_note(desk, DAY, "一", "李敏")
    change_note(desk, number, DAY, "一 ", "王")
    assert len(note_history(desk, number)) == 1
    change_note(desk, number, LATER, "一", "王")
    assert [version.day for version in note_history(desk, number)] == [DAY, LATER]
    assert notes_of(desk, DAY) == ()


@pytest.mark.parametrize(
    ("day", "text", "name", "key"),
    [
        (DAY, "", "李敏", "note_empty"),
        (DAY, " \n ", "李敏", "note_empty"),
        (DAY, "x" * 501, "李敏", "note_text"),
        (DAY, "a\x1b[31mb", "李敏", "note_text"),
        (DAY, "a\ud800", "李敏", "note_text"),
        (DAY, "x", " ", "note_name"),
        (DAY, "x", "a\nb", "note_name"),
        (DAY, "x", "x" * 61, "note_name"),
        (date(1989, 12, 31), "x", "李敏", "note_day"),
        (date(2100, 1, 1), "x", "李敏", "note_day"),
    ],
)
def test_what_is_not_kept(desk: Desk, day: date, text: str, name: str, key: str) -> None:
    number = write_note(desk, DAY, "旧", "李敏")
    for act in (lambda: write_note(desk, day, text, name), lambda: change_note(desk, number, day, text, name)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.problem.key == key
    assert [event.zh for event in own_notes(desk)] == ["旧"]
    assert len(note_history(desk, number)) == 1


def test_a_note_that_is_not_there_or_gone(desk: Desk) -> None:
    number = write_note(desk, DAY, "旧", "李敏")
    delete_note(desk, number, "王")
    for act in (
        lambda: change_note(desk, number, DAY, "x", "李敏"),
        lambda: delete_note(desk, number, "李敏"),
        lambda: delete_note(desk, 99, "李敏"),
        lambda: note_history(desk, 99),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.problem.key == "note_unknown"
    assert [(one.text, one.name, one.gone) for one in note_history(desk, number)] == [
        ("旧", "李敏", False),
        ("旧", "王", True),
    ]


steps = st.lists(
    st.tuples(st.sampled_from(["write", "change", "delete"]), st.integers(0, 4), st.sampled_from("甲乙丙丁")),
    max_size=12,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=steps)
def test_the_notes_are_those_of_a_plain_model(desk: Desk, done: list[tuple[str, int, str]]) -> None:
    with desk.database.conn:
        desk.database.conn.execute("DELETE FROM notes")
    standing: dict[int, str] = {}
    said: dict[int, list[str]] = {}
    for step, at, text in done:
        number = sorted(standing)[at % len(standing)] if standing else None
        if step == "write" or number is None:
            number = write_note(desk, DAY, text, "李敏")
            said[number] = [text]
            standing[number] = text
        elif step == "change":
            change_note(desk, number, DAY, text, "王")
            said[number] += [text] if standing[number] != text else []
            standing[number] = text
        else:
            delete_note(desk, number, "王")
            said[number].append(standing.pop(number))
    assert {event.number: event.zh for event in own_notes(desk)} == standing
    assert {number: [one.text for one in note_history(desk, number)] for number in said} == said


def test_events_come_by_day_and_only_of_the_days_asked_for(desk: Desk) -> None:
    write_note(desk, DAY, "备注", "李敏")
    found = list_events(desk, date(2026, 1, 1), date(2026, 1, 31))
    assert [(event.day, event.kind) for event in found] == [
        (DAY, Kind.NOTE),
        (DAY, Kind.ORE_PRICE),
        (DAY, Kind.POLICY),
    ]
    every = list_events(desk)
    assert [event.day for event in every] == sorted(event.day for event in every)
    assert set(found) < set(every)
