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
    from desk_app.ui.widgets.chart.shown import Shown

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
    pieces: Sequence[Piece], shown: "Sequence[Shown]", at: Sequence[int | None], facts: "CurveFacts", words: Words
) -> list[Reading]:
    """Of each piece that has a position, in order."""
    found = []
    band = next((piece for piece in pieces if piece.kind is Kind.BAND), None)
    for piece, each, place in zip(pieces, shown, at, strict=False):
        if place is not None and piece.kind not in _SILENT and place < len(each.curve.values):
            found.append(_reading(piece, each, place, band, facts, words))
    return found


def _reading(piece: Piece, each: "Shown", at: int, band: Piece | None, facts: "CurveFacts", words: Words) -> Reading:
    curve = each.curve
    value, notes = _said(curve, at), list[str]()
    if piece.kind is Kind.LINE:
        value, notes = _line(curve, at, facts, words)
    elif piece.kind is Kind.QUARTER and band is not None and band.upper is not None:
        edges = (value_text(float(edge.values[at]), curve.unit) for edge in (band.curve, band.upper))
        notes = [" – ".join(edges)]
    elif piece.kind is Kind.DEALS:
        value = _deals_of_day(curve, at, words)
    period = curve.periods[at] or day_of(curve.days[at]).isoformat()
    return Reading(each.sign, each.colour, each.name, value, period, day_of(curve.ends[at]), tuple(filter(None, notes)))


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
