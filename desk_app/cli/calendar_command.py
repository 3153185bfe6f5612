"""`reo-desk calendar`: the working days this desk goes by; take a renewed file, close a day by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.calendar_keys_command import KEY_COMMANDS
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.speech import group
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.problem import refuse
from desk_app.i18n import one_line, problem_text

if TYPE_CHECKING:
    from desk_app.domain.base.calendar_years import CalendarYear
    from desk_app.jobs.load_calendar import TakenBook
    from desk_app.jobs.show_calendar import Overview
    from desk_app.jobs.take_calendar import Taken

_SHOWN = 20


@group("calendar", "calendar.help.calendar")
def calendar_command() -> None:
    """China's working days."""


@calendar_command.command("show", help="calendar.help.show")
@click.option("--year", type=click.IntRange(1900, 2099), metavar="YYYY", help="calendar.option.year")
@json_option
@pass_context
def show_command(context: Context, year: int | None, as_json: bool) -> None:
    """What is known, from where, and what was closed by hand; with --year the days themselves."""
    from desk_app.jobs.in_writing import china_text
    from desk_app.jobs.show_calendar import overview

    found = overview(context.desk, year)
    if as_json:
        print_json(_document(context, found))
        return
    words, calendar = context.words, found.calendar
    say(words("calendar.show.reach", first=calendar.first, last=calendar.last))
    say(words("calendar.show.own", sequence=found.own.sequence, source=found.own.source, years=_span(found.own.years)))
    for taken in found.taken:
        say(_taken_line(context, found, taken))
    for closure in found.closures:
        about = {"day": closure.day, "why": one_line(closure.why), "name": closure.name, "on": china_text(closure.at)}
        say(words("calendar.show.closure", **about))
    if year is not None:
        _say_year(context, found.years[0])


def _taken_line(context: Context, found: "Overview", taken: "TakenBook") -> str:
    from desk_app.jobs.in_writing import china_text

    words, told = context.words, {"name": taken.file.name, "on": china_text(taken.file.at)}
    if taken.book is None:
        return words("calendar.show.left", why=problem_text(words, taken.problem) if taken.problem else "", **told)
    facts = {"sequence": taken.book.sequence, "years": _span(taken.book.years), "label": found.labels[taken.key]}
    return words("calendar.show.taken", **facts, **told)


def _say_year(context: Context, year: "CalendarYear") -> None:
    entry, words = _year_entry(year), context.words
    say(words("calendar.show.closed", days=" ".join(entry["closed"])))
    say(words("calendar.show.working", days=" ".join(entry["working"])))
    for notice in year.notices:
        say(words("calendar.show.notice", notice=notice))


def _span(years: "tuple[CalendarYear, ...]") -> str:
    first, last = years[0].year, years[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _document(context: Context, found: "Overview") -> dict[str, Any]:
    return {
        "first": found.calendar.first.isoformat(),
        "last": found.calendar.last.isoformat(),
        "sequence": found.own.sequence,
        "source": found.own.source,
        "taken": [_taken_document(context, found, taken) for taken in found.taken],
        "closures": [
            {"day": one.day.isoformat(), "why": one.why, "name": one.name, "at": one.at} for one in found.closures
        ],
        "years": {str(year.year): _year_entry(year) for year in found.years},
    }


def _taken_document(context: Context, found: "Overview", taken: "TakenBook") -> dict[str, Any]:
    book = taken.book
    return {
        "sequence": book.sequence if book else None,
        "years": [year.year for year in book.years] if book else [],
        "signed_by": found.labels.get(taken.key, ""),
        "key": taken.key,
        "name": taken.file.name,
        "at": taken.file.at,
        "problem": problem_text(context.words, taken.problem) if taken.problem else "",
    }


def _year_entry(year: "CalendarYear") -> dict[str, list[str]]:
    from desk_app.domain.base.calendar_years import year_entry

    return year_entry(year)


@calendar_command.command("take", help="calendar.help.take")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@pass_context
def take_command(context: Context, file: Path, as_json: bool) -> None:
    """Take a renewed file; refused as a whole unless all of it is beyond doubt."""
    from desk_app.jobs.take_calendar import take_calendar

    taken = take_calendar(context.desk, file)
    if as_json:
        print_json(_result(taken))
        return
    words, facts = context.words, {"sequence": taken.book.sequence, "label": taken.signed_by.label}
    say(words("calendar.taken.done", file=one_line(file.name), **facts))
    if taken.new_years:
        say("  " + words("calendar.taken.years", years=" ".join(map(str, taken.new_years))))
    if taken.changed:
        days = " ".join(day.isoformat() for day in taken.changed[:_SHOWN])
        say("  " + words("calendar.taken.changed", count=len(taken.changed), days=days))


def _result(taken: "Taken") -> dict[str, Any]:
    return {
        "sequence": taken.book.sequence,
        "signed_by": taken.signed_by.label,
        "key": taken.signed_by.key,
        "new_years": list(taken.new_years),
        "changed": [day.isoformat() for day in taken.changed],
    }


def _by_hand(command: Callable[..., None]) -> Callable[..., None]:
    """A day, why, and who says so."""
    for option in (
        click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name"),
        click.option("--why", default="", metavar="TEXT", help="calendar.option.why"),
        click.argument("day", type=DAY),
    ):
        command = option(command)
    return command


@calendar_command.command("close", help="calendar.help.close")
@_by_hand
@pass_context
def close_command(context: Context, day: datetime, why: str, name: str) -> None:
    """A day on which the market stayed closed."""
    from desk_app.jobs.close_day import close_day

    closure = close_day(context.desk, day.date(), why, name)
    say(context.words("calendar.closed", day=closure.day, name=closure.name))


@calendar_command.command("reopen", help="calendar.help.reopen")
@_by_hand
@pass_context
def reopen_command(context: Context, day: datetime, why: str, name: str) -> None:
    """Take back what was closed by hand."""
    from desk_app.jobs.close_day import reopen_day

    closure = reopen_day(context.desk, day.date(), why, name)
    say(context.words("calendar.reopened", day=closure.day, name=closure.name))


@calendar_command.command("hour", help="calendar.help.hour")
@click.argument("hour", required=False, metavar="[HH:MM]")
@pass_context
def hour_command(context: Context, hour: str | None) -> None:
    """When a trading day's own values should be in: this desk's choice, shown or set."""
    from desk_app.domain.curve.due import hour_in
    from desk_app.settings import Settings

    settings = Settings(context.folder)
    if hour is not None:
        found = hour_in(hour)
        if found is None or hour.strip() not in (format(found, "%H:%M"), f"{found.hour}:{found:%M}"):
            raise refuse("calendar_hour", "calendar", text=hour[:20])
        settings.set("day_hour", format(found, "%H:%M"))
    say(context.words("calendar.hour", hour=settings["day_hour"]))


for command in KEY_COMMANDS:
    calendar_command.add_command(command)
