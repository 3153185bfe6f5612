"""Compute any index over any panel of prices and quantities in a file; the desk's own data are not touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.index.compute import Question, compute
from desk_app.domain.index.panel import Panel, panel_of
from desk_app.domain.index.panel_lines import PanelText, panel_columns, panel_score
from desk_app.files.pick import pick_table, read_tables
from desk_app.files.reader import Block, Table


@dataclass(frozen=True, slots=True)
class Computed:
    """`values` are the index of each of `periods`, 1 for the first; `notes` what must be known about them."""

    periods: tuple[str, ...]
    values: tuple[float, ...]
    notes: tuple[Problem, ...]


def compute_index(path: Path, question: Question) -> Computed:
    """`Refused` names the line, the period or the name that won't do."""
    panel = read_panel(path)
    return Computed(panel.periods, tuple(compute(panel, question).tolist()), tuple(_notes(panel, question)))


def read_panel(path: Path) -> Panel:
    """The panel of a file with the columns period, product, price and quantity, in any order and encoding."""
    table = pick_table(read_tables(path, panel_score), None, panel_score, path.name)
    at = _heading(table)
    heading = table.head[at] if table.head else []
    text = PanelText(panel_columns(heading, path.name), len(heading))
    for block in table.blocks():
        _add(text, block, at + 1)
    return panel_of(text.lines(path.name))


def _heading(table: Table) -> int:
    """The first line that is not empty."""
    return next((at for at, row in enumerate(table.head) if any(map(str.strip, row))), 0)


def _add(text: PanelText, block: Block, heading: int) -> None:
    """What stands below line `heading`, from 1."""
    cut = max(0, heading + 1 - block.first)
    rows: Sequence[Sequence[str]] = list(block.rows)[cut:] if cut else block.rows
    columns = block.columns and [column[cut:] for column in block.columns]
    text.add(block.first + cut, rows, columns)


def _notes(panel: Panel, question: Question) -> list[Problem]:
    notes = []
    if panel.weightless:
        notes.append(Problem("panel_weightless", level=Level.WARNING, facts={"count": str(panel.weightless)}))
    if question.window is not None and question.window > len(panel.periods):
        facts = {"window": str(question.window), "periods": str(len(panel.periods))}
        notes.append(Problem("index_window_not_filled", level=Level.WARNING, facts=facts))
    return notes
