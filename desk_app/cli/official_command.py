"""`reo-desk index official`: take points that others publish, list and show them, hold ours against them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, say, tell
from desk_app.cli.official_track import tracking_document, tracking_lines
from desk_app.cli.options import BATCH
from desk_app.cli.speech import group
from desk_app.domain.index.official_points.official import FREQUENCIES, OfficialSeries, StatedTax
from desk_app.i18n import one_line, problem_text

if TYPE_CHECKING:
    from desk_app.domain.base.problem import Problem
    from desk_app.domain.index.official_points.official import Version
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.take_official import Taken
    from desk_app.store.officials import Take

COLUMNS = ("period", "value", "published_on", "version", "taken_at", "take", "source_row")
_ABOUT = ("code", "name", "name_en", "owner", "base", "unit", "every", "tax", "published_at", "source")
_SHOWN = 20


@group("official", "official.help.official")
def official_command() -> None:
    """Points that others publish."""


_STATED = (
    click.option("--code", default="", metavar="CODE", help="official.option.code"),
    click.option("--name", default="", metavar="NAME", help="official.option.name"),
    click.option("--name-en", default="", metavar="NAME", help="official.option.name_en"),
    click.option("--owner", default="", metavar="NAME", help="official.option.owner"),
    click.option("--base", default="", metavar="TEXT", help="official.option.base"),
    click.option("--unit", default="", metavar="TEXT", help="official.option.unit"),
    click.option("--every", type=click.Choice([every.value for every in FREQUENCIES]), help="official.option.every"),
    click.option("--tax", type=click.Choice([tax.value for tax in StatedTax]), help="official.option.tax"),
    click.option("--published-at", default="", metavar="HH:MM", help="official.option.published_at"),
    click.option("--source-text", "source", default="", metavar="TEXT", help="official.option.source"),
)


def _stated(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_STATED):
        command = option(command)
    return command


@official_command.command("take", help="official.help.take")
@click.argument("file", type=click.Path(path_type=Path))
@_stated
@click.option("--column", default="", metavar="HEADING", help="official.option.column")
@click.option("--sheet", metavar="NAME", help="official.option.sheet")
@json_option
@pass_context
def take_command(
    context: Context, file: Path, code: str, column: str, sheet: str | None, as_json: bool, **about: str | None
) -> int:
    """Take one file; exit 1 when nothing of it could be taken."""
    from desk_app.jobs.take_official import OfficialRequest, take_official

    said = {name: text or "" for name, text in about.items()}
    taken = take_official(context.desk, OfficialRequest(file, code, said, column, sheet))
    if as_json:
        print_json(_taken_document(context, file, taken))
    else:
        _tell_taken(context, file, taken)
    return int(taken.refused == taken.rows)


def _counts(taken: "Taken | Take") -> dict[str, int]:
    return {name: getattr(taken, name) for name in ("rows", "new", "same", "changed", "refused")}


def _taken_document(context: Context, file: Path, taken: "Taken") -> dict[str, Any]:
    restated = [{"period": r.period, "was": str(r.was), "now": str(r.now)} for r in taken.restated]
    problems = [_problem(context, problem) for problem in taken.problems]
    told = {"restated": restated, "problems": problems}
    return {"file": file.name, "take": taken.take, "code": taken.series.code, **_counts(taken), **told}


def _problem(context: Context, problem: "Problem") -> dict[str, Any]:
    named = {name: getattr(problem, name) for name in ("row", "field", "key")}
    return {**named, "level": problem.level.value, "text": problem_text(context.words, problem)}


def _tell_taken(context: Context, file: Path, taken: "Taken") -> None:
    words = context.words
    key = "official.taken.done" if taken.take else "official.taken.nothing_new"
    say(words(key, file=one_line(file.name), code=taken.series.code, take=taken.take or "", **_counts(taken)))
    for each in taken.restated[:_SHOWN]:
        say("  " + words("official.taken.restated", period=each.period, was=each.was, now=each.now))
    for problem in taken.problems:
        say(f"  {problem_text(words, problem)}")


@official_command.command("undo", help="official.help.undo")
@click.argument("take", type=BATCH)
@json_option
@pass_context
def undo_command(context: Context, take: int, as_json: bool) -> None:
    """Take one take back."""
    from desk_app.jobs.take_official import undo_take

    series = undo_take(context.desk, take)
    if as_json:
        print_json({"take": take, "code": series.code})
    else:
        say(context.words("official.undone", take=take, code=series.code))


@official_command.command("list", help="official.help.list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """All official series, with their owner and newest figure."""
    from desk_app.jobs.list_official import list_official

    found = list_official(context.desk)
    if as_json:
        print_json([_document(context, info) for info in found])
    elif found:
        heads = tuple(context.words(f"official.column.{name}") for name in ("code", "name", "owner", *_LISTED))
        for line in columns([heads, *(_row(context, info) for info in found)], frozenset({5})):
            say(line)
        say(context.words("official.label"))
    else:
        say(context.words("official.none"))


_LISTED = ("base", "latest_period", "latest_value", "tax", "every")


def _row(context: Context, info: "OfficialInfo") -> tuple[str, ...]:
    series, words = info.series, context.words
    name, latest = series.called(words.language), (info.latest_period or "", _text(info.latest_value) or "")
    return (
        series.code, name, series.owner, series.base, *latest,
        words(f"official.tax.{series.tax}"), words(f"official.every.{series.every}"),
    )  # fmt: skip


def _document(context: Context, info: "OfficialInfo") -> dict[str, Any]:
    series = info.series
    return {
        **_about(series),
        "points": len(info.points),
        "latest_period": info.latest_period,
        "latest_value": _text(info.latest_value),
        "previous_value": _text(info.previous_value),
        "label": context.words("official.label"),
        "takes": [_take(take) for take in info.takes],
    }


def _about(series: OfficialSeries) -> dict[str, str]:
    return {name: str(getattr(series, name)) for name in _ABOUT}


def _take(take: "Take") -> dict[str, Any]:
    when = {"taken_at": take.taken_at, "undone_at": take.undone_at}
    return {"take": take.id, "file": take.file, "sheet": take.sheet, **when, **_counts(take)}


def _text(value: object) -> str | None:
    return None if value is None else format(value, "f")


@official_command.command("show", help="official.help.show")
@click.argument("code")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", help="cli.option.format")
@json_option
@pass_context
def show_command(context: Context, code: str, shape: str, as_json: bool) -> None:
    """The figures that stand, as they were published; as JSON with what stood before."""
    from desk_app.jobs.list_official import official_info

    info = official_info(context.desk, code)
    if as_json or shape == "json":
        print_json({**_about(info.series), "points": [_point(versions) for versions in info.points]})
    else:
        print_csv(COLUMNS, (_line(versions) for versions in info.points))
    tell(context.words("official.about", **_said(context, info.series)))


def _said(context: Context, series: OfficialSeries) -> dict[str, str]:
    name, tax = series.called(context.words.language), context.words(f"official.tax.{series.tax}")
    return {"name": name, "owner": series.owner, "base": series.base, "tax": tax}


def _line(versions: "tuple[Version, ...]") -> tuple[object, ...]:
    last = versions[-1]
    point = last.point
    stood = (point.published_on, len(versions), last.taken_at, last.take, point.row)
    return point.period, _text(point.value), *stood


def _point(versions: "tuple[Version, ...]") -> dict[str, Any]:
    earlier = [{"value": _text(one.point.value), "taken_at": one.taken_at, "take": one.take} for one in versions[:-1]]
    return {**dict(zip(COLUMNS, _line(versions), strict=True)), "earlier": earlier}


@official_command.command("track", help="official.help.track")
@click.argument("code")
@click.argument("ours")
@click.option("--base", metavar="PERIOD", help="official.option.track_base")
@json_option
@pass_context
def track_command(context: Context, code: str, ours: str, base: str | None, as_json: bool) -> None:
    """How far one of our series runs from an official one; ours is built first when trades came or went since."""
    from desk_app.cli.frame import TerminalProgress
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.track_official import track_official

    build_index(context.desk, TerminalProgress(context.words))
    found = track_official(context.desk, code, ours, base)
    if as_json:
        print_json({"official": code, "ours": ours, **tracking_document(found)})
    else:
        for line in tracking_lines(context.words, found):
            say(line)
    tell(context.words("index.label.in_house"))
