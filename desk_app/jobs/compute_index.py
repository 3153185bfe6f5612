"""Compute any index over any panel of prices and quantities in a file; the desk's own data are not touched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.index.research.compute import Question, compute, has_windows
from desk_app.domain.index.research.names import named
from desk_app.domain.index.research.outliers import RULES
from desk_app.domain.index.research.panel import Panel, panel_of
from desk_app.domain.index.research.panel_lines import FIELDS, PanelText, panel_columns, panel_score
from desk_app.domain.index.research.panel_screen import Left, screen
from desk_app.domain.index.research.take_apart import Part, take_apart
from desk_app.files.pick import pick_table, read_tables
from desk_app.files.reader import Block, Table


@dataclass(frozen=True, slots=True)
class Computed:
    """`values` are the index of each of `periods`, 1 for the first; `notes` what must be known about them."""

    periods: tuple[str, ...]
    values: tuple[float, ...]
    notes: tuple[Problem, ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Period and value, as text to the last digit."""
        return zip(self.periods, map(repr, self.values), strict=True)


@dataclass(frozen=True, slots=True)
class Explained:
    """The parts of the products in each change."""

    parts: tuple[Part, ...]
    notes: tuple[Problem, ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Period, the one it is compared with, product, value."""
        return ((part.period, part.against, part.product, repr(part.value)) for part in self.parts)


def compute_index(path: Path, question: Question, rule: str | None = None) -> Computed:
    """`Refused` names the line, the period or the name that won't do. `rule`: leave out what stands out by it."""
    has_windows(question.name)
    panel, notes = screened(read_panel(path), rule)
    values = tuple(compute(panel, question).tolist())
    return Computed(panel.periods, values, (*notes, *_window_note(panel, question)))


def explain_index(path: Path, question: Question, kind: str, rule: str | None = None) -> Explained:
    """`Refused` as above, or for a formula that has no such parts."""
    has_windows(question.name)
    panel, notes = screened(read_panel(path), rule)
    return Explained(take_apart(panel, question, kind), tuple(notes))


def screened(panel: Panel, rule: str | None) -> tuple[Panel, list[Problem]]:
    """The panel without what stands out by the rule (None: as it is), and what must be said of it."""
    notes = []
    if panel.weightless:
        notes.append(Problem("panel_weightless", level=Level.WARNING, facts={"count": str(panel.weightless)}))
    if rule is None:
        return panel, notes
    panel, left = screen(panel, named(RULES, rule, "index_rule_unknown"))
    return panel, [*notes, *map(_left_note, left)]


def _left_note(left: Left) -> Problem:
    facts = {"period": left.period, "product": left.product}
    facts |= {"price": repr(left.price), "relative": f"{left.relative:.4g}"}
    return Problem("panel_left_out", level=Level.WARNING, facts=facts)


def _window_note(panel: Panel, question: Question) -> Iterator[Problem]:
    if question.window is not None and question.window > len(panel.periods):
        facts = {"window": str(question.window), "periods": str(len(panel.periods))}
        yield Problem("index_window_not_filled", level=Level.WARNING, facts=facts)


def read_panel(path: Path) -> Panel:
    """The panel of a file with the columns period, product, price and quantity, in any order and encoding."""
    return panel_of(read_columns(path, lambda _: FIELDS).lines(path.name))


def read_columns(path: Path, fields: Callable[[Sequence[str]], Sequence[str]]) -> PanelText:
    """Some columns of a file as text; `fields` says which by the heading. `Refused` where one is missing or twice."""
    table = pick_table(read_tables(path, panel_score), None, panel_score, path.name)
    at = _heading(table)
    heading = table.head[at] if table.head else []
    wanted = fields(heading)
    text = PanelText(panel_columns(heading, path.name, wanted), len(heading), wanted)
    for block in table.blocks():
        _add(text, block, at + 1)
    return text


def _heading(table: Table) -> int:
    """The first line that is not empty."""
    return next((at for at, row in enumerate(table.head) if any(map(str.strip, row))), 0)


def _add(text: PanelText, block: Block, heading: int) -> None:
    """What stands below line `heading`, from 1."""
    cut = max(0, heading + 1 - block.first)
    rows: Sequence[Sequence[str]] = list(block.rows)[cut:] if cut else block.rows
    columns = block.columns and [column[cut:] for column in block.columns]
    text.add(block.first + cut, rows, columns)
