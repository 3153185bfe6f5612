"""A table of text into the lines of a panel: four columns by their headings, every cell read or refused by its line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.index.research.panel import Floats, Lines, figure_problem
from desk_app.domain.trade.field import narrow

Row = Sequence[str]
FIELDS = ("period", "product", "price", "quantity")
HEADINGS = {
    "period": ("period", "期间"),
    "product": ("product", "产品"),
    "price": ("price", "价格"),
    "quantity": ("quantity", "数量"),
}
_BY_NAME = {name: field for field, names in HEADINGS.items() for name in names}
_SIGNS = frozenset("0123456789.+-eE")
"""All that a plain number is written with: no thousands commas, no nan."""


def panel_score(rows: Sequence[Row]) -> int:
    """How many of the headings stand in the first line."""
    return len(_found(rows[0])) if rows else 0


def _found(heading: Row) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, text in enumerate(heading):
        if (name := _BY_NAME.get(narrow(text))) is not None:
            places.setdefault(name, []).append(at)
    return places


def panel_columns(heading: Row, file: str) -> tuple[int, ...]:
    """Where period, product, price and quantity stand; `Refused` when one is missing or there twice."""
    places = _found(heading)
    missing = [name for name in FIELDS if name not in places]
    if missing:
        raise refuse("panel_column_missing", file=file, columns=", ".join(missing))
    for name in FIELDS:
        if len(places[name]) > 1:
            raise refuse("panel_column_twice", file=file, column=name)
    return tuple(places[name][0] for name in FIELDS)


@dataclass(slots=True)
class PanelText:
    """The four columns as text, filled block by block. `width` is how many cells the heading has."""

    columns: tuple[int, ...]
    width: int
    row: list[int] = field(default_factory=list)
    cells: tuple[list[str], ...] = field(default_factory=lambda: ([], [], [], []))

    def add(self, first: int, rows: Sequence[Row], columns: Sequence[Sequence[str]] | None = None) -> None:
        """Lines that follow each other from number `first`; empty ones are passed over.

        `columns` holds the same cells by column, where all lines are equally wide.
        """
        if columns is not None and len(columns) == self.width and all(columns[self.columns[0]]):
            self.row.extend(range(first, first + len(rows)))
            for cells, at in zip(self.cells, self.columns, strict=True):
                cells.extend(map(str.strip, columns[at]))
            return
        for number, row in enumerate(rows, first):
            if any(map(str.strip, row)):
                self._add(number, row)

    def _add(self, number: int, row: Row) -> None:
        extra = next((cell for cell in row[self.width :] if cell.strip()), None)
        if extra is not None:
            raise Refused(Problem("panel_row_too_long", row=number, facts={"text": extra[:40]}))
        self.row.append(number)
        for cells, at in zip(self.cells, self.columns, strict=True):
            cells.append(row[at].strip() if at < len(row) else "")

    def lines(self, file: str) -> Lines:
        """`Refused` names the first cell that holds no number, or that there are no lines at all."""
        if not self.row:
            raise refuse("panel_no_lines", file=file)
        period, product, *_ = self.cells
        return Lines(self.row, period, product, self._numbers(2), self._numbers(3))

    def _numbers(self, column: int) -> Floats:
        cells = self.cells[column]
        try:
            if set().union(*cells) <= _SIGNS:
                return np.array(list(map(float, cells)))
        except ValueError:
            pass
        at = next(at for at, cell in enumerate(cells) if not _is_number(cell))
        place = self.cells[0][at], self.cells[1][at]
        key = "panel_not_number" if cells[at] else "panel_figure_missing"
        raise Refused(figure_problem(key, self.row[at], FIELDS[column], cells[at], place))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return set(cell) <= _SIGNS
