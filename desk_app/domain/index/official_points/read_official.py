"""A table of official points, every cell still text, into points. A doubtful line is left out with its reason told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.index.official_points.heading import Headings, OfficialColumn, Row, is_note
from desk_app.domain.index.official_points.official import OfficialPoint
from desk_app.domain.index.official_points.period import read_period
from desk_app.domain.trade.day_form import fitting_forms
from desk_app.domain.trade.read_cell import CellProblem, read_day, read_number, read_text

_MOST_PLACES = 10
_FAR = Decimal(10)


@dataclass(frozen=True, slots=True)
class Read:
    """What a table holds: `points` in time order, `problems`, how many lines there were, how many refused."""

    points: tuple[OfficialPoint, ...]
    problems: tuple[Problem, ...]
    rows: int
    refused: int


def check_columns(headings: Headings, row: Row, file: str) -> None:
    """`Refused` where a needed column is missing, or where it isn't clear which of several counts."""
    for column in (OfficialColumn.PERIOD, OfficialColumn.VALUE):
        places = headings.places.get(column, ())
        if not places:
            raise refuse("official_column_missing", column.value, file=file, name=f"@official.column.{column.value}")
        if len(places) > 1:
            names = ", ".join(row[at].strip() for at in places)
            key = "official_values_several" if column is OfficialColumn.VALUE else "official_column_twice"
            raise refuse(key, column.value, file=file, names=names)


def read_official(rows: Sequence[Row], headings: Headings, every: Every, today: date) -> Read:
    """The points below the headings. A period that stands twice with different figures is left out, each time."""
    table = _Table(rows, headings, every, today)
    lines = list(table.lines())
    found = [line for line in lines if isinstance(line, OfficialPoint)]
    twice = _contradicted(found)
    problems = [line for line in lines if isinstance(line, Problem)]
    problems += [_twice(point) for point in found if point.period in twice]
    kept = [point for point in found if point.period not in twice]
    points = sorted({point.period: point for point in kept}.values(), key=lambda point: point.span)
    told = sorted([*problems, *_far(points)], key=lambda problem: problem.row or 0)
    return Read(tuple(points), tuple(told), len(lines), len(problems))


def _contradicted(points: Sequence[OfficialPoint]) -> frozenset[str]:
    seen: dict[str, Decimal] = {}
    return frozenset(p.period for p in points if seen.setdefault(p.period, p.value) != p.value)


def _twice(point: OfficialPoint) -> Problem:
    return Problem("official_twice", "period", point.row, facts={"period": point.period, "value": str(point.value)})


def _far(points: Sequence[OfficialPoint]) -> Iterator[Problem]:
    """A figure ten times its neighbour before, or a tenth of it: taken, and told."""
    for before, point in pairwise(points):
        low, high = sorted((before.value, point.value))
        if high >= low * _FAR:
            facts = {"period": point.period, "value": str(point.value), "before": str(before.value)}
            yield Problem("official_far", "value", point.row, Level.WARNING, facts)


class _Table:
    """The lines below the headings, one by one."""

    def __init__(self, rows: Sequence[Row], headings: Headings, every: Every, today: date) -> None:
        self._rows, self._at, self._every, self._today = rows, headings.at, every, today
        self._places = {column: places[0] for column, places in headings.places.items()}
        forms = fitting_forms(self._cell(row, OfficialColumn.PERIOD) for row in rows[headings.at + 1 :])
        self._form = forms[0] if len(forms) == 1 else None

    def lines(self) -> Iterator[OfficialPoint | Problem]:
        """A point or a problem for every line that is no note, no repeated heading and not empty."""
        titles = [cell.strip() for cell in self._rows[self._at]] if self._rows else []
        for number, row in enumerate(self._rows[self._at + 1 :], start=self._at + 2):
            cells = [cell.strip() for cell in row]
            if any(cells) and cells != titles and not self._is_note(row):
                yield self._line(number, row)

    def _is_note(self, row: Row) -> bool:
        first = next((cell for cell in row if cell.strip()), "")
        return not self._cell(row, OfficialColumn.VALUE) and is_note(first)

    def _line(self, number: int, row: Row) -> OfficialPoint | Problem:
        text = self._cell(row, OfficialColumn.PERIOD)
        try:
            period = read_period(text, self._every, self._today, self._form)
        except CellProblem as error:
            return _left(error.key, OfficialColumn.PERIOD, number, text)
        text = self._cell(row, OfficialColumn.VALUE)
        try:
            value = _value(text)
        except (CellProblem, NotExact) as error:
            return _left(error.key, OfficialColumn.VALUE, number, text)
        text = self._cell(row, OfficialColumn.PUBLISHED)
        try:
            published = read_day(text, self._today, self._form).isoformat() if text else ""
        except CellProblem as error:
            return _left(error.key, OfficialColumn.PUBLISHED, number, text)
        if published and published < period.start.isoformat():
            return _left("official_published_early", OfficialColumn.PUBLISHED, number, text)
        return OfficialPoint(period.key, value, published, number)

    def _cell(self, row: Row, column: OfficialColumn) -> str:
        at = self._places.get(column)
        return row[at].strip() if at is not None and at < len(row) else ""


def _value(text: str) -> Decimal:
    value = read_number(read_text(text))
    if value <= 0:
        raise CellProblem("official_not_positive")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_PLACES:
        raise CellProblem("official_too_fine")
    return value


def _left(key: str, column: OfficialColumn, number: int, text: str) -> Problem:
    """The line is left out; `why` is the cell's own problem."""
    facts = {"name": f"@official.column.{column.value}", "text": text[:40], "why": f"@official.why.{key}"}
    return Problem("official_line", column.value, number, facts=facts)
