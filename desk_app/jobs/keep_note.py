"""The desk's own notes on days of the curves: written, changed, deleted in somebody's name; nothing is lost."""

from datetime import date

from desk_app.domain.base.problem import refuse
from desk_app.jobs.in_writing import now_text
from desk_app.jobs.open_desk import Desk
from desk_app.store.database import Connection, writing
from desk_app.store.events import NoteVersion, add_note, add_version, note_versions, standing_notes

LONGEST = 500
_LONGEST_NAME = 60
_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)


def note_day(text: str) -> date:
    """The day as someone wrote it; `Refused` for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse("note_day_unreadable", "note", text=text.strip()[:40]) from None


def write_note(desk: Desk, day: date, text: str, name: str) -> int:
    """Keep a new note; its number. `Refused` without a text, a name, or with a day that no curve has."""
    text, name = _checked(day, text, name)
    with writing(desk.database, desk.folder) as connection:
        return add_note(connection, day, text, name, now_text())


def change_note(desk: Desk, number: int, day: date, text: str, name: str) -> None:
    """Let a note say something else from now on; the same again is no change."""
    text, name = _checked(day, text, name)
    with writing(desk.database, desk.folder) as connection:
        stood = _standing(connection, number)
        if (stood.day, stood.text) != (day, text):
            add_version(connection, NoteVersion(number, day, text, name, now_text(), gone=False))


def delete_note(desk: Desk, number: int, name: str) -> None:
    """Show a note no more."""
    _check_name(name)
    with writing(desk.database, desk.folder) as connection:
        stood = _standing(connection, number)
        add_version(connection, NoteVersion(number, stood.day, stood.text, name.strip(), now_text(), gone=True))


def notes_of(desk: Desk, day: date) -> tuple[tuple[NoteVersion, ...], ...]:
    """The notes that stand on a day, each with all it ever said, oldest first."""
    connection = desk.database.conn
    standing = [note.number for note in standing_notes(connection) if note.day == day]
    return tuple(tuple(note_versions(connection, number)) for number in standing)


def note_history(desk: Desk, number: int) -> tuple[NoteVersion, ...]:
    """All that a note ever said, oldest first, deleted or not; `Refused` where there is no such note."""
    versions = tuple(note_versions(desk.database.conn, number))
    if not versions:
        raise refuse("note_unknown", "note", number=str(number))
    return versions


def _standing(connection: Connection, number: int) -> NoteVersion:
    versions = note_versions(connection, number)
    if not versions or versions[-1].gone:
        raise refuse("note_unknown", "note", number=str(number))
    return versions[-1]


def _check_name(name: str) -> None:
    if not name.strip() or len(name.strip()) > _LONGEST_NAME or not name.strip().isprintable():
        raise refuse("note_name", "note", most=str(_LONGEST_NAME))


def _checked(day: date, text: str, name: str) -> tuple[str, str]:
    _check_name(name)
    text, name = text.strip(), name.strip()
    if not text:
        raise refuse("note_empty", "note")
    shown = text.replace("\n", "")
    if len(text) > LONGEST or not shown.isprintable():
        raise refuse("note_text", "note", most=str(LONGEST))
    if not _FIRST <= day <= _LAST:
        raise refuse("note_day", "note", day=day.isoformat(), first=_FIRST.isoformat(), last=_LAST.isoformat())
    return text, name
