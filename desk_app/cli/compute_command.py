"""`reo-desk index compute`: any formula over any panel of prices and quantities."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, tell
from desk_app.cli.speech import Command
from desk_app.i18n import problem_text

if TYPE_CHECKING:
    from desk_app.jobs.compute_index import Computed, Explained

_INDEX = ("period", "value")
_PARTS = ("period", "against", "product", "value")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options that say what is to be computed."""

    formula: str
    base: str | None
    chain: bool
    window: int | None
    splice: str | None
    kind: str | None
    screen: str | None

    def wrong(self) -> str | None:
        """The words for options that do not go together, or None."""
        if self.base is not None and self.chain:
            return "cli.usage.fixed_or_chain"
        if self.splice is not None and self.window is None:
            return "cli.usage.splice_needs_window"
        if self.window is not None and self._compares_two():
            return "cli.usage.window_needs_method"
        return None

    def _compares_two(self) -> bool:
        from desk_app.domain.index.research.compute import has_windows

        return self.base is not None or self.chain or self.kind is not None or not has_windows(self.formula)


@click.command("compute", cls=Command, help="cli.help.index_compute")
@click.argument("panel", type=click.Path(path_type=Path))
@click.option("--formula", required=True, metavar="NAME", help="cli.option.formula")
@click.option("--fixed", "base", metavar="BASE", help="cli.option.fixed")
@click.option("--chain", is_flag=True, help="cli.option.chain")
@click.option("--window", type=click.IntRange(2), metavar="N", help="cli.option.window")
@click.option("--splice", metavar="NAME", help="cli.option.splice")
@click.option("--contributions", "kind", type=click.Choice(["basket", "log-mean"]), help="cli.option.contributions")
@click.option("--screen", metavar="RULE", help="cli.option.screen")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", help="cli.option.format")
@json_option
@pass_context
def compute_command(context: Context, panel: Path, shape: str, as_json: bool, **options: Any) -> None:
    """The index of every period, 1 for the first, to the last digit of a float; or the parts of its changes."""
    asked = _Asked(**options)
    if wrong := asked.wrong():
        raise click.UsageError(context.words(wrong))
    found = _found(panel, asked)
    for note in found.notes:
        tell(problem_text(context.words, note))
    header = _INDEX if asked.kind is None else _PARTS
    if as_json or shape == "json":
        print_json([dict(zip(header, row, strict=True)) for row in found.rows()])
    else:
        print_csv(header, found.rows())


def _found(panel: Path, asked: _Asked) -> "Computed | Explained":
    from desk_app.domain.index.research.compute import DEFAULT_SPLICE, Question
    from desk_app.jobs.compute_index import compute_index, explain_index

    question = Question(asked.formula, asked.base, asked.chain, asked.window, asked.splice or DEFAULT_SPLICE)
    if asked.kind is None:
        return compute_index(panel, question, asked.screen)
    return explain_index(panel, question, asked.kind, asked.screen)
