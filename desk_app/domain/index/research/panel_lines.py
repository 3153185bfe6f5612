"""A table of text into the lines of a panel: columns by their headings, every cell read or refused by its line."""

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
    "business": ("business", "企业"),
    "class": ("class", "classification", "类别", "分类"),
    "weight": ("weight", "权重"),
}
_BY_NAME = {name: field for field, names in HEADINGS.items() for name in names}
_SIGNS = frozenset("0123456789.+-eE")
"""All that a plain number is written with: no thousands commas, no nan."""


def panel_score(rows: Sequence[Row]) -> int:
    """How many of the headings stand in the first line."""
    return len(headings(rows[0])) if rows else 0


def headings(heading: Row) -> dict[str, list[int]]:
    """By field where its headings stand."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(heading):
        if (name := _BY_NAME.get(narrow(text))) is not None:
            places.setdefault(name, []).append(at)
    return places


def panel_columns(heading: Row, file: str, fields: Sequence[str] = FIELDS) -> tuple[int, ...]:
    """Where the fields stand; `Refused` when one is missing or there twice."""
    places = headings(heading)
    missing = [name for name in fields if name not in places]
    if missing:
        raise refuse("panel_column_missing", file=file, columns=", ".join(missing), needed=", ".join(fields))
    for name in fields:
        if len(places[name]) > 1:
            raise refuse("panel_column_twice", file=file, column=name)
    return tuple(places[name][0] for name in fields)


@dataclass(slots=True)
class PanelText:
    """The columns as text, filled block by block, period and product first. `width`: how many cells the heading has."""

    columns: tuple[int, ...]
    width: int
    fields: Sequence[str] = FIELDS
    row: list[int] = field(default_factory=list)
    cells: tuple[list[str], ...] = ()

    def __post_init__(self) -> None:
        self.cells = tuple([] for _ in self.fields)

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
        self.check_any(file)
        period, product, *_ = self.cells
        return Lines(self.row, period, product, self.numbers("price"), self.numbers("quantity"))

    def check_any(self, file: str) -> None:
        """`Refused` where there are no lines."""
        if not self.row:
            raise refuse("panel_no_lines", file=file)

    def names(self, name: str) -> list[str]:
        """A column of names, as written."""
        return self.cells[self.fields.index(name)]

    def numbers(self, name: str, *, gaps: bool = False) -> Floats:
        """A column of numbers; an empty cell is NaN where there may be `gaps`, else refused as what is no number."""
        cells = self.names(name)
        written = [cell or "0" for cell in cells] if gaps else cells
        try:
            if set().union(*written) <= _SIGNS:
                found = np.array(list(map(float, written)))
                return np.where([bool(cell) for cell in cells], found, np.nan) if gaps else found
        except ValueError:
            pass
        at = next(at for at, cell in enumerate(written) if not _is_number(cell))
        key = "panel_not_number" if cells[at] else "panel_figure_missing"
        raise Refused(figure_problem(key, self.row[at], name, cells[at], (self.cells[0][at], self.cells[1][at])))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return set(cell) <= _SIGNS
