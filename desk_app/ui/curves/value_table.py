"""What is on view as a table: whose values, on which footing, from where; a row a period, a column a piece."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk_app.domain.base.exact import published
from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.pieces import Kind, Piece
from desk_app.files.write_table import Cell, Table
from desk_app.i18n import Words
from desk_app.ui.curves.drawing import taken_line
from desk_app.ui.curves.readings import period_text
from desk_app.ui.pages.index_columns import grade_text
from desk_app.ui.pages.series_list import PLACES

if TYPE_CHECKING:
    from desk_app.ui.pages.curve_facts import CurveFacts


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading, the curve whose periods it has, and what stands at a position."""

    heading: str
    curve: Curve
    places: int
    cell: Callable[[int], Cell]


def value_table(
    pieces: Sequence[Piece], names: Sequence[str], facts: "CurveFacts", words: Words, days: tuple[float, float]
) -> Table:
    """Of the periods that lie in the stretch of days; figures rounded once, as they are published.

    What is drawn on another footing (100 at a day, percent) stands beside the values as they are.
    """
    columns = [
        column for piece, name in zip(pieces, names, strict=True) for column in _columns(piece, name, facts, words)
    ]
    rows: dict[tuple[float, float, str], list[Cell]] = {}
    for number, column in enumerate(columns):
        curve = column.curve
        seen = np.flatnonzero((curve.ends >= days[0]) & (curve.days < days[1]) & np.isfinite(curve.values))
        for at in seen.tolist():
            key = (float(curve.ends[at]), -float(curve.days[at]), period_text(curve, at))
            rows.setdefault(key, [None] * len(columns))[number] = column.cell(at)
    lines = [(key[2], *rows[key]) for key in sorted(rows)]
    headings = (words("ui.index.column.period"), *(column.heading for column in columns))
    return Table(about(pieces, facts, words), headings, lines, (0, *(column.places for column in columns)))


def about(pieces: Sequence[Piece], facts: "CurveFacts", words: Words) -> tuple[str, ...]:
    """Whose curves these are, their sources, and when this was taken from them."""
    codes = [piece.of[0] for piece in pieces if piece.kind is Kind.LINE]
    return (*facts.stamp(codes).splitlines(), *facts.source(codes), taken_line(words))


def as_text(table: Table) -> str:
    """As a spreadsheet takes it off the clipboard."""
    lines = [*table.about, "\t".join(table.headings)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in table.rows]
    return "\n".join(lines)


def _columns(piece: Piece, name: str, facts: "CurveFacts", words: Words) -> list[_Column]:
    if piece.kind is Kind.DEALS:
        return []
    if piece.kind is Kind.BAND and piece.upper is not None:
        edges = (("low", piece.curve), ("high", piece.upper))
        return [_plain(words(f"curve.band.{edge}", name=name), curve, facts) for edge, curve in edges]
    if piece.kind is not Kind.LINE:
        return [_plain(name, piece.curve, facts)]
    stands = facts.ground(piece.of[0]) or piece.curve
    own = not facts.is_official(piece.of[0])
    found = [_standing(name, stands, facts)]
    if own and facts.grades.get(piece.of[0]):
        grade = words("curve.column.grade", name=name)
        found.append(_Column(grade, stands, 0, lambda at: grade_text(words, facts.grade(stands.code, at))))
    if piece.curve.unit != stands.unit or not np.array_equal(piece.curve.values, stands.values, equal_nan=True):
        found.append(_plain(words("curve.column.drawn", name=name), piece.curve, facts))
    return found


def _standing(name: str, curve: Curve, facts: "CurveFacts") -> _Column:
    if facts.is_official(curve.code):
        standing = facts.official[curve.code].standing
        places = max((-int(one.point.value.as_tuple().exponent) for one in standing), default=0)
        return _Column(f"{name} ({facts.unit(curve)})", curve, places, lambda at: standing[at].point.value)
    return _plain(name, curve, facts)


def _plain(name: str, curve: Curve, facts: "CurveFacts") -> _Column:
    places = PLACES.get(curve.unit, 2)
    unit = facts.unit_of(curve.unit)
    return _Column(f"{name} ({unit})", curve, places, lambda at: published(float(curve.values[at]), places))
