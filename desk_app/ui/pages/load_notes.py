"""What the dialog of notes asks of the desk, away from the window's thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from desk_app.i18n import Words, one_line
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.store.events import NoteVersion

    Notes = tuple[tuple[NoteVersion, ...], ...]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says: the day as it was typed, and the text."""

    day: str
    text: str


def version_line(words: Words, version: "NoteVersion") -> str:
    """What a note said once: when, who, what."""
    text = one_line(" ".join(version.text.splitlines()))
    return words("event.dialog.version", on=local_time(version.at), name=one_line(version.name), text=text)


def notes_of(hub: Hub, day: date) -> "Notes":
    """The notes of a day, each with all it ever said."""
    from desk_app.jobs.keep_note import notes_of

    return notes_of(hub.desk, day)


def keep(hub: Hub, number: int | None, form: Draft, name: str) -> None:
    """Keep a new note (`number` None), or what another says from now on."""
    from desk_app.jobs.keep_note import change_note, note_day, write_note

    day = note_day(form.day)
    if number is None:
        write_note(hub.desk, day, form.text, name)
    else:
        change_note(hub.desk, number, day, form.text, name)


def delete(hub: Hub, number: int | None, name: str) -> None:
    """Show a note no more."""
    from desk_app.jobs.keep_note import delete_note

    if number is not None:
        delete_note(hub.desk, number, name)
