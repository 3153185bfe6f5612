"""`reo-desk index compute`: any formula over any panel of prices and quantities."""

from pathlib import Path

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, tell
from desk_app.cli.speech import Command
from desk_app.i18n import problem_text

_NEEDS_ONE = click.IntRange(2)


@click.command("compute", cls=Command, help="cli.help.index_compute")
@click.argument("panel", type=click.Path(path_type=Path))
@click.option("--formula", required=True, metavar="NAME", help="cli.option.formula")
@click.option("--fixed", "base", metavar="BASE", help="cli.option.fixed")
@click.option("--chain", is_flag=True, help="cli.option.chain")
@click.option("--window", type=_NEEDS_ONE, metavar="N", help="cli.option.window")
@click.option("--splice", metavar="NAME", help="cli.option.splice")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", help="cli.option.format")
@json_option
@pass_context
def compute_command(
    context: Context, panel: Path, formula: str, base: str | None, chain: bool,
    window: int | None, splice: str | None, shape: str, as_json: bool,
) -> None:  # fmt: skip
    """The index of every period, 1 for the first, to the last digit of a float."""
    from desk_app.domain.index.compute import DEFAULT_SPLICE, Question, has_windows
    from desk_app.jobs.compute_index import compute_index

    by_two = base is not None or chain
    if base is not None and chain:
        raise click.UsageError(context.words("cli.usage.fixed_or_chain"))
    if splice is not None and window is None:
        raise click.UsageError(context.words("cli.usage.splice_needs_window"))
    if window is not None and (by_two or not has_windows(formula)):
        raise click.UsageError(context.words("cli.usage.window_needs_method"))
    found = compute_index(panel, Question(formula, base, chain, window, splice or DEFAULT_SPLICE))
    for note in found.notes:
        tell(problem_text(context.words, note))
    rows = zip(found.periods, map(repr, found.values), strict=True)
    if as_json or shape == "json":
        print_json([{"period": period, "value": value} for period, value in rows])
    else:
        print_csv(("period", "value"), rows)
