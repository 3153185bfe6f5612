"""`reo-desk note add | list | remove`: the desk's own notes on days of the curves, and what else happened."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import BATCH
from desk_app.cli.speech import group
from desk_app.cli.trades_command import DAY
from desk_app.i18n import one_line

if TYPE_CHECKING:
    from desk_app.domain.curve.event import Event
    from desk_app.store.events import NoteVersion


@group("note", "event.help.note")
def note_command() -> None:
    """Notes on the curves."""


@note_command.command("add", help="event.help.add")
@click.argument("day", type=DAY)
@click.argument("text")
@click.option("--number", type=BATCH, metavar="N", help="event.option.number")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def add_command(context: Context, day: datetime, text: str, number: int | None, name: str, as_json: bool) -> None:
    """Keep a note, or let one say something else."""
    from desk_app.jobs.keep_note import change_note, note_history, write_note

    if number is None:
        number = write_note(context.desk, day.date(), text, name)
    else:
        change_note(context.desk, number, day.date(), text, name)
    kept = note_history(context.desk, number)[-1]
    if as_json:
        print_json(_version(kept))
    else:
        say(context.words("event.note.kept", number=number, day=kept.day))


@note_command.command("list", help="event.help.list")
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="event.option.from")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="event.option.to")
@click.option("--all", "whole", is_flag=True, help="event.option.all")
@click.option("--number", type=BATCH, metavar="N", help="event.option.number")
@json_option
@pass_context
def list_command(
    context: Context, first: datetime | None, last: datetime | None, whole: bool, number: int | None, as_json: bool
) -> None:
    """The notes that stand; with --all every event; with --number all that one note ever said."""
    from desk_app.domain.curve.event import Kind
    from desk_app.jobs.list_events import list_events

    if number is not None:
        _list_versions(context, number, as_json)
        return
    found = list_events(context.desk, _day(first), _day(last))
    events = [event for event in found if whole or event.kind is Kind.NOTE]
    if as_json:
        print_json([_event(event) for event in events])
        return
    for event in events:
        kind, text = context.words(f"event.kind.{event.kind}"), one_line(event.said(context.words.language))
        mark = f"{event.number} " if event.number is not None else ""
        say(f"{event.day}  {mark}{kind}  {text}  [{one_line(event.source)}]")
    if not events:
        say(context.words("event.note.none"))


@note_command.command("remove", help="event.help.remove")
@click.argument("number", type=BATCH)
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def remove_command(context: Context, number: int, name: str, as_json: bool) -> None:
    """Show a note no more."""
    from desk_app.jobs.keep_note import delete_note, note_history

    delete_note(context.desk, number, name)
    if as_json:
        print_json(_version(note_history(context.desk, number)[-1]))
    else:
        say(context.words("event.note.gone", number=number))


def _list_versions(context: Context, number: int, as_json: bool) -> None:
    from desk_app.jobs.in_writing import china_text
    from desk_app.jobs.keep_note import note_history

    versions = note_history(context.desk, number)
    if as_json:
        print_json([_version(version) for version in versions])
        return
    for version in versions:
        key = "event.dialog.version_gone" if version.gone else "event.dialog.version"
        say(context.words(key, on=china_text(version.at), name=version.name, text=one_line(version.text)))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _event(event: "Event") -> dict[str, Any]:
    said = {"day": event.day.isoformat(), "kind": event.kind.value, "zh": event.zh, "en": event.en}
    return {**said, "source": event.source, "number": event.number}


def _version(version: "NoteVersion") -> dict[str, Any]:
    told = {"number": version.number, "day": version.day.isoformat(), "text": version.text, "name": version.name}
    return {**told, "at": version.at, "gone": version.gone}
