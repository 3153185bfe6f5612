"""Held lines put right on the spot: a text typed in place of the file's, or an unlikely figure confirmed.

Only the line at hand is looked at again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.trade.build import Builder, HeldRow, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.trade import Trade

_PLACES: Mapping[str, tuple[Field, ...]] = {
    "trade_date": (Field.TRADE_DATE,),
    "product": (Field.PRODUCT,),
    "grade": (Field.GRADE,),
    "quantity": (Field.QUANTITY,),
    "price": (Field.PRICE,),
    "unit": (Field.PRICE_UNIT, Field.QUANTITY_UNIT),
    "tax": (Field.TAX, Field.TAX_RATE, Field.TAX_AMOUNT),
    "amount": (Field.AMOUNT, Field.TOTAL),
    "ref": (Field.REF,),
    "buyer": (Field.BUYER,),
    "seller": (Field.SELLER,),
}
"""The columns in which a problem of a field can be put right, the likeliest first."""

DOUBTS = frozenset(("price_magnitude", "price_unlikely", "quantity_unlikely", "prices_disagree"))
"""Problems that may be none: the user can confirm the figures."""

Fixes = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the sheet, its cells, the trade it becomes or None, and what is the matter with it."""

    number: int
    cells: tuple[str, ...]
    trade: Trade | None
    problems: tuple[Problem, ...]

    @property
    def held(self) -> bool:
        """Whether something still holds it."""
        return any(problem.level is Level.ERROR for problem in self.problems)

    @property
    def doubted(self) -> bool:
        """Whether all that holds it is unlikely rather than wrong."""
        errors = [problem.key for problem in self.problems if problem.level is Level.ERROR]
        return bool(errors) and DOUBTS.issuperset(errors)


def line_of(number: int, cells: Sequence[str], outcome: Outcome) -> Line:
    """A line as the builder sees it."""
    if isinstance(outcome, Taken):
        return Line(number, tuple(cells), outcome.trade, outcome.warnings)
    problems = outcome.problems if isinstance(outcome, HeldRow) else (outcome.problem,)
    return Line(number, tuple(cells), None, problems)


def column_of(columns: Mapping[Field, int], problem: Problem) -> int | None:
    """The column, from 0, in which a problem can be put right; None where it is not one cell's."""
    return next((columns[field] for field in _PLACES.get(problem.field, ()) if field in columns), None)


class HeldLines:
    """The held lines of one file. `fixes` are texts typed by line and column from 0, `confirmed` lines found right."""

    def __init__(self, rows: Sequence[HeldRow], columns: Mapping[Field, int]) -> None:
        self._lines = {row.source_row: line_of(row.source_row, row.cells, row) for row in rows}
        self._columns = columns
        self.fixes: dict[tuple[int, int], str] = {}
        self.confirmed: frozenset[int] = frozenset()

    def all(self) -> list[Line]:
        """Every line that was held, as it is now."""
        return list(self._lines.values())

    @property
    def mended(self) -> int:
        """How many are held no longer."""
        return sum(not line.held for line in self._lines.values())

    def place(self, problem: Problem) -> int | None:
        """The column in which a problem can be put right."""
        return column_of(self._columns, problem)

    def fix(self, number: int, column: int, text: str, builder: Callable[[], Builder]) -> Line:
        """Type a text in place of the file's."""
        self.fixes[number, column] = text
        cells = list(self._lines[number].cells)
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text
        return self._again(number, cells, builder)

    def alike(self, number: int, column: int) -> list[int]:
        """The held lines which have the same text in that column, this one among them."""
        text = _cell(self._lines[number].cells, column)
        return [each for each, line in self._lines.items() if line.held and _cell(line.cells, column) == text]

    def confirm(self, number: int, builder: Callable[[], Builder]) -> Line:
        """The unlikely figures of a line are right."""
        self.confirmed |= {number}
        return self._again(number, self._lines[number].cells, builder)

    def _again(self, number: int, cells: Sequence[str], builder: Callable[[], Builder]) -> Line:
        for outcome in builder().outcomes([(number, cells)]):
            self._lines[number] = line_of(number, cells, outcome)
        return self._lines[number]


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
