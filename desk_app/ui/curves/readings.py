"""What stands under the crosshair: each piece's value with its date, age and grade; as text to see, copy and hear."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from desk_app.domain.curve.curve import Curve, day_of
from desk_app.domain.curve.pieces import Kind, Piece
from desk_app.i18n import Words
from desk_app.ui.ages import age_text
from desk_app.ui.pages.index_columns import grade_text
from desk_app.ui.pages.series_list import unit_mark, value_text

if TYPE_CHECKING:
    from desk_app.ui.pages.curve_facts import CurveFacts
    from desk_app.ui.widgets.chart.chart_view import ChartView
    from desk_app.ui.widgets.chart.shown import Shown

_SECONDS = 86_400
_SILENT = frozenset({Kind.BAND})
"""Its two edges are read with the average between them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`notes`: how it stands where all are rebased, its grade, its deals."""

    sign: str
    colour: str
    name: str
    value: str
    period: str
    day: date
    notes: tuple[str, ...] = ()


def readings(
    pieces: Sequence[Piece], view: "ChartView", at: Sequence[int | None], facts: "CurveFacts", words: Words
) -> list[Reading]:
    """Of each piece that has a position, in order; a tick that came after it was drawn as it lies there."""
    found = []
    band = next((piece for piece in pieces if piece.kind is Kind.BAND), None)
    for which, (piece, each, place) in enumerate(zip(pieces, view.shown, at, strict=False)):
        if place is None or piece.kind in _SILENT:
            continue
        if place < len(each.curve.values):
            found.append(_reading(piece, each, place, band, facts, words))
        else:
            day, value = view.place_of(which, place)
            said = value_text(value, each.curve.unit)
            found.append(Reading(each.sign, each.colour, each.name, said, moment_text(day), day_of(day)))
    return found


def period_text(curve: Curve, at: int) -> str:
    """A period's key; of a tick its moment, in China's time."""
    day = float(curve.days[at])
    return moment_text(day) if day % 1 else curve.periods[at] or moment_text(day)


def moment_text(day: float) -> str:
    """A place on the axis as a day, with its time of day where it has one."""
    seconds = int((day % 1) * _SECONDS + 0.5)
    clock = f" {seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" if day % 1 else ""
    return day_of(day).isoformat() + clock


def _reading(piece: Piece, each: "Shown", at: int, band: Piece | None, facts: "CurveFacts", words: Words) -> Reading:
    curve = each.curve
    value, notes = f"{value_text(float(curve.values[at]), curve.unit)}{unit_mark(words, curve.unit)}", list[str]()
    if piece.kind is Kind.LINE:
        value, notes = _line(curve, at, facts, words)
    elif piece.kind is Kind.QUARTER and band is not None and band.upper is not None:
        edges = (value_text(float(edge.values[at]), curve.unit) for edge in (band.curve, band.upper))
        notes = [" – ".join(edges)]
    elif piece.kind is Kind.DEALS:
        value = _deals_of_day(curve, at, words)
    day = day_of(curve.ends[at])
    return Reading(each.sign, each.colour, each.name, value, period_text(curve, at), day, tuple(filter(None, notes)))


def _line(curve: Curve, at: int, facts: "CurveFacts", words: Words) -> tuple[str, list[str]]:
    """The value as it stands; how it is drawn beside it, where that is another one."""
    ground = facts.ground(curve.code)
    stands = ground if ground is not None and at < len(ground.values) else curve
    drawn = "" if stands.unit == curve.unit and stands.values[at] == curve.values[at] else _said(curve, at)
    grade = facts.grade(curve.code, at)
    deals = (
        ""
        if facts.is_official(curve.code) or not stands.trades[at]
        else words("ui.curves.deals", trades=int(stands.trades[at]))
    )
    graded = words("curve.grade", grade=grade_text(words, grade)) if grade else ""
    return f"{facts.figure(stands, at)}{unit_mark(words, stands.unit)}", [drawn, graded, deals]


def _said(curve: Curve, at: int) -> str:
    mark = " %" if curve.unit == "percent" else ""
    return f"{value_text(float(curve.values[at]), curve.unit)}{mark}"


def _deals_of_day(curve: Curve, at: int, words: Words) -> str:
    day = np.floor(curve.days[at])
    first, last = np.searchsorted(curve.days, [day, day + 1])
    prices = curve.values[first:last]
    low, high = (value_text(float(price), curve.unit) for price in (prices.min(), prices.max()))
    return f"{words('ui.curves.deals', trades=len(prices))} {low if low == high else f'{low} – {high}'}"


def rich(found: Sequence[Reading], words: Words) -> str:
    """For the strip: what all share, their period and its age, once and first."""
    same = len({reading.period for reading in found}) == 1
    parts = [html.escape(when(found[0], words))] if same else []
    for reading in found:
        dated = "" if same else f"{when(reading, words)} "
        notes = f" {' · '.join(reading.notes)}" if reading.notes else ""
        sign = f'<span style="color:{reading.colour}">{reading.sign}</span>'
        parts.append(
            f"<nobr>{sign} {html.escape(reading.name)} {html.escape(dated)}<b>{html.escape(reading.value)}</b>"
            f"{html.escape(notes)}</nobr>"
        )
    return " &nbsp;&nbsp; ".join(parts)


def plain(found: Sequence[Reading], words: Words) -> str:
    """The same for the ear and for the clipboard, a line each."""
    return "\n".join(" ".join((each.name, when(each, words), each.value, *each.notes)) for each in found)


def when(reading: Reading, words: Words) -> str:
    """2026-03-31 (3 天前)."""
    return words("curve.when", period=reading.period, age=age_text(words, reading.day))
