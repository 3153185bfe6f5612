"""`reo-desk import`: trade files into the desk."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say, tell
from desk_app.cli.speech import command
from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.day_form import CHOICES
from desk_app.domain.trade.price_unit import TOLD_UNITS
from desk_app.domain.trade.rate import read_rates
from desk_app.i18n import Words, field_name, one_line, problem_text

if TYPE_CHECKING:
    from desk_app.jobs.import_result import ImportResult

_SHOWN = 20
ENCODINGS = ("UTF-8", "GB18030", "UTF-16", "Big5")


@command("import", "cli.help.import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--source", default="", metavar="NAME", help="cli.option.source")
@click.option("--unit", type=click.Choice(TOLD_UNITS), help="cli.option.unit")
@click.option("--tax", type=click.Choice([t.value for t in Tax]), help="cli.option.tax")
@click.option("--basis", type=click.Choice([b.value for b in Basis]), help="cli.option.mass_basis")
@click.option("--rate", "rates", multiple=True, metavar="usd=7.1023@YYYY-MM-DD", help="cli.option.rate")
@click.option("--sheet", metavar="NAME", help="cli.option.sheet")
@click.option("--no-headings", "bare", is_flag=True, help="cli.option.no_headings")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="cli.option.encoding")
@click.option("--date-form", "day_form", type=click.Choice(CHOICES), help="cli.option.date_form")
@click.option("--owner", default="", metavar="NAME", help="cli.option.owner")
@click.option("--dry-run", is_flag=True, help="cli.option.dry_run")
@click.option("--held", metavar="FILE.csv", type=click.Path(path_type=Path, dir_okay=False), help="cli.option.held")
@json_option
@pass_context
def import_command(
    context: Context, files: Sequence[Path], held: Path | None, as_json: bool, bare: bool, **stated: Any
) -> int:
    """Import each file; exit 1 when any was refused."""
    from desk_app.jobs.import_files import import_files
    from desk_app.jobs.import_options import NO_HEADINGS, ImportOptions

    if held is not None:
        _check_held(held, files)
    options = ImportOptions(**{**stated, **_understood(**stated)}, header=NO_HEADINGS if bare else None)
    results = import_files(context.desk, files, options, TerminalProgress(context.words))
    if as_json:
        print_json([import_document(context.words, result) for result in results])
    else:
        for result in results:
            _tell(context.words, result, options.dry_run)
    written = held is None or _held_written(context.words, held, results)
    return int(not written or any(result.refused for result in results))


def _understood(tax: str | None, basis: str | None, rates: Sequence[str], **_: Any) -> dict[str, Any]:
    """The options that are more than texts."""
    return {"tax": Tax(tax) if tax else None, "basis": Basis(basis) if basis else None, "rates": read_rates(rates)}


def _check_held(held: Path, files: Sequence[Path]) -> None:
    """Before anything is imported: the file for the held rows can be written and is none of those to be read."""
    if any(held.resolve() == file.resolve() for file in files):
        raise refuse("held_over_input", file=held.name)
    try:
        _aside(held).touch()
        _aside(held).unlink()
    except OSError as error:
        raise refuse("held_unwritable", file=str(held), detail=error.strerror or str(error)) from error


def _held_written(words: Words, held: Path, results: Sequence["ImportResult"]) -> bool:
    """Written aside and renamed; what fails now comes after the import, and is said so."""
    try:
        _write_held(words, _aside(held), results)
        _aside(held).replace(held)
    except OSError as error:
        tell(words("cli.held_not_written", file=held, detail=error.strerror or str(error)))
        return False
    return True


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def import_document(words: Words, result: "ImportResult") -> dict[str, Any]:
    if result.refused:
        problem = result.refused
        told = {"field": problem.field, "key": problem.key, "text": problem_text(words, problem)}
        return {"file": result.file, "refused": told}
    counts = {name: getattr(result, name) for name in ("batch", "rows", "new", "same", "changed", "held")}
    return {"file": result.file, **counts, "problems": [_problem(words, p) for p in result.problems]}


def _problem(words: Words, problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "field": problem.field,
        "key": problem.key,
        "level": problem.level.value,
        "text": problem_text(words, problem),
    }


def _tell(words: Words, result: "ImportResult", dry_run: bool) -> None:
    if result.refused:
        say(words("trade.import.refused", file=one_line(result.file), text=problem_text(words, result.refused)))
        return
    counts = {name: getattr(result, name) for name in ("rows", "new", "same", "changed", "held")}
    say(words("trade.import.done_dry" if dry_run else "trade.import.done", file=one_line(result.file), **counts))
    if result.batch is None and not dry_run:
        say(words("trade.import.nothing_new"))
    for problem in result.problems[:_SHOWN]:
        mark = words(f"trade.level.{problem.level.value}")
        say(f"  {mark} {words('trade.import.row', row=problem.row or '')} {problem_text(words, problem)}")
    if len(result.problems) > _SHOWN:
        say(words("trade.import.more", count=len(result.problems) - _SHOWN))


def _write_held(words: Words, path: Path, results: Sequence["ImportResult"]) -> None:
    """Held rows as a CSV that Excel and WPS open well: their cells, with row and reasons before them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for result in results:
            first = (words("trade.held.file"), words("trade.held.row"), words("trade.held.reason"))
            writer.writerow((*first, *result.headings))
            for row in result.held_rows:
                reasons = "; ".join(_reason(words, problem) for problem in row.problems if problem.level is Level.ERROR)
                writer.writerow((result.file, row.source_row, reasons, *row.cells))


def _reason(words: Words, problem: Problem) -> str:
    return f"{field_name(words, problem.field)}: {problem_text(words, problem)}"
