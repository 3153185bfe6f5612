"""What the board page asks of the desk, behind the window."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.tax import Tax

if TYPE_CHECKING:
    from desk_app.domain.curve.board import Board
    from desk_app.files.write_table import Table
    from desk_app.jobs.load_board import Ground
    from desk_app.jobs.open_desk import Desk


@dataclass(frozen=True, slots=True, eq=False)
class BoardFound:
    """The board, what it is made of, and whether its values stand for the trades as they are.

    `problem`: the stretch asked for is none; the board is then over the year.
    """

    ground: "Ground"
    board: "Board"
    current: bool = True
    problem: Problem | None = None


def read_board(desk: "Desk", period: str, tax: Tax) -> BoardFound:
    """As the desk stands."""
    from desk_app.jobs.build_index import is_current
    from desk_app.jobs.load_board import load_ground

    return _shown(load_ground(desk), period, tax, current=is_current(desk))


def show_again(ground: "Ground", period: str, tax: Tax) -> BoardFound:
    """On another basis, over another stretch: nothing is read."""
    return _shown(ground, period, tax, current=True)


def _shown(ground: "Ground", period: str, tax: Tax, *, current: bool) -> BoardFound:
    from desk_app.jobs.load_board import show_board

    try:
        return BoardFound(ground, show_board(ground, period, tax), current)
    except Refused as refused:
        return BoardFound(ground, show_board(ground, "", tax), current, refused.problem)


def write_board(table: "Table", path: Path) -> bool:
    """As the file's ending says: a workbook, or CSV. Whether it was written."""
    from desk_app.files.write_table import write_csv, write_workbook

    try:
        (write_workbook if path.suffix.lower() == ".xlsx" else write_csv)(table, path)
    except OSError:
        return False
    return True
