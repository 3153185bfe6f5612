"""`reo-desk index compute`: any formula over any panel of prices and quantities."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, tell
from desk_app.cli.speech import Command
from desk_app.i18n import problem_text

if TYPE_CHECKING:
    from desk_app.jobs.compute_index import Computed, Explained
    from desk_app.jobs.compute_two_step import Stepped

_INDEX = ("period", "value")
_PARTS = ("period", "against", "product", "value")
_LEVELS = ("class", "period", "value", "weight")


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
    weights: Path | None
    upper: str | None
    levels: bool

    def wrong(self) -> str | None:
        """The words for options that do not go together, or None."""
        if self.base is not None and self.chain:
            return "cli.usage.fixed_or_chain"
        if self.splice is not None and self.window is None:
            return "cli.usage.splice_needs_window"
        if self.weights is not None and (self.base is not None or self.chain or self.window or self.kind):
            return "cli.usage.two_step_alone"
        if self.weights is None and (self.upper is not None or self.levels):
            return "cli.usage.needs_two_step"
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
@click.option("--two-step", "weights", type=click.Path(path_type=Path), metavar="WEIGHTS", help="cli.option.two_step")
@click.option("--upper", metavar="MEAN", help="cli.option.upper")
@click.option("--levels", is_flag=True, help="cli.option.levels")
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
    header, rows = _table(asked, found)
    if as_json or shape == "json":
        print_json([dict(zip(header, row, strict=True)) for row in rows])
    else:
        print_csv(header, rows)


def _table(
    asked: _Asked, found: "Computed | Explained | Stepped"
) -> "tuple[tuple[str, ...], Iterator[tuple[str, ...]]]":
    from desk_app.jobs.compute_two_step import Stepped

    if asked.levels and isinstance(found, Stepped):
        return _LEVELS, found.level_rows()
    return _INDEX if asked.kind is None else _PARTS, found.rows()


def _found(panel: Path, asked: _Asked) -> "Computed | Explained | Stepped":
    from desk_app.domain.index.research.compute import DEFAULT_SPLICE, Question
    from desk_app.jobs.compute_index import compute_index, explain_index
    from desk_app.jobs.compute_two_step import compute_two_step

    if asked.weights is not None:
        return compute_two_step(panel, asked.weights, asked.formula, asked.upper or "young", asked.screen)
    question = Question(asked.formula, asked.base, asked.chain, asked.window, asked.splice or DEFAULT_SPLICE)
    if asked.kind is None:
        return compute_index(panel, question, asked.screen)
    return explain_index(panel, question, asked.kind, asked.screen)
