"""`reo-desk index show`: the values of one series, as they stand or as they stood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_csv, print_json, tell
from desk_app.cli.speech import Command
from desk_app.domain.base.exact import exact_text, published
from desk_app.domain.base.period import Every, parse_period, read_period
from desk_app.domain.index.status import Status
from desk_app.jobs.as_known import end_of_day

if TYPE_CHECKING:
    from desk_app.domain.index.series import Series
    from desk_app.domain.index.value_row import ValueRow

COLUMNS = (
    "period",
    "value",
    "status",
    "trades",
    "tonnes",
    "coverage",
    "imputed",
    "unit",
    "tax",
    "grade",
    "priced",
    "expected",
    "largest_party",
    "rejected",
    "standard_error",
)
_PLACES, _MASS_PLACES, _SHARE_PLACES, _ERROR_PLACES = 2, 6, 4, 6


@click.command("show", cls=Command, help="cli.help.index_show")
@click.argument("code")
@click.option("--from", "start", metavar="DATE", help="cli.option.period_from")
@click.option("--to", "end", metavar="DATE", help="cli.option.period_to")
@click.option(
    "--every", type=click.Choice([every.value for every in Every]), default=Every.DAY.value, help="cli.option.every"
)
@click.option("--as-known-on", "known_on", metavar="DATE", help="cli.option.as_known_on")
@click.option("--base", metavar="PERIOD", help="cli.option.base_period")
@click.option("--scale", type=click.Choice(["100", "1000"]), default="100", help="cli.option.scale")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", help="cli.option.format")
@json_option
@pass_context
def show_command(
    context: Context,
    code: str,
    every: str,
    known_on: str | None,
    shape: str,
    as_json: bool,
    **options: str | None,
) -> None:
    """The values of one series; built first when trades came or went since, unless a past state is asked for."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.list_series import is_sample
    from desk_app.jobs.load_curve import load_values
    from desk_app.store.published import versions

    first, last = _bounds(options["start"], options["end"])
    base, scale = options["base"], float(options["scale"] or 100)
    known_before = end_of_day(known_on) if known_on else None
    if known_before is None:
        build_index(context.desk, TerminalProgress(context.words))
    series, rows = load_values(context.desk, code, Every(every), None, None, known_before)
    rows = _rebased(rows, base, scale) if base else rows
    errors = {one.period: one.standard_error for one in versions(context.desk.database.conn, series.code, every)}
    lines = list(_lines(series, _between(_repeated(rows), first, last), base, {} if known_before else errors))
    if as_json or shape == "json":
        print_json([dict(zip(COLUMNS, line, strict=True)) for line in lines])
    else:
        print_csv(COLUMNS, lines)
    tell(context.words("index.label.in_house"))
    if is_sample(context.desk, series):
        tell(context.words("index.label.sample"))


def group_name(context: Context, code: str) -> str:
    """What an index over a group is called."""
    from desk_app.jobs.index_request import asked

    group = next((group for group in asked(context.desk).groups if group.code == code), None)
    own = (group.zh if context.words.language.startswith("zh") else group.en) if group else ""
    return own or context.words(f"index.series.{code}")


def _bounds(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    return (read_period(start).start if start else None), (read_period(end).end if end else None)


def _rebased(rows: "Sequence[ValueRow]", base: str, scale: float) -> "list[ValueRow]":
    from desk_app.domain.index.rebase import base_factor, parse_base

    factor = base_factor(
        [parse_period(row.period) for row in rows], [row.value for row in rows], parse_base(base), scale
    )
    return [row if row.value is None else replace(row, value=row.value * factor) for row in rows]


def _repeated(rows: "Sequence[ValueRow]") -> "Iterator[ValueRow]":
    """Where there is no value of its own, the last one is repeated: the status says that it is no observation."""
    last: float | None = None
    for row in rows:
        if row.status == Status.WITHDRAWN.value:
            yield row
        else:
            last = last if row.value is None else row.value
            yield replace(row, value=last)


def _between(rows: "Iterator[ValueRow]", first: date | None, last: date | None) -> "Iterator[ValueRow]":
    for row in rows:
        period = parse_period(row.period)
        if (first is None or period.end >= first) and (last is None or period.start <= last):
            yield row


def _lines(
    series: "Series", rows: "Iterator[ValueRow]", base: str | None, errors: Mapping[str, float | None]
) -> Iterator[tuple[object, ...]]:
    """`errors` of ln value, by period, of the values that went out."""
    for row in rows:
        yield (
            row.period,
            figure_text(row.value, _PLACES),
            row.status,
            row.trades,
            exact_text(published(row.tonnes, _MASS_PLACES)),
            figure_text(row.coverage, _SHARE_PLACES),
            figure_text(row.imputed, _SHARE_PLACES),
            "points" if base else series.unit,
            series.tax.value,
            row.grade,
            row.priced,
            row.expected,
            figure_text(row.largest_party, _SHARE_PLACES),
            row.rejected,
            figure_text(errors.get(row.period), _ERROR_PLACES),
        )


def figure_text(value: float | None, places: int) -> str | None:
    """As it is published; None stays None (an empty cell)."""
    return None if value is None else str(published(value, places))
