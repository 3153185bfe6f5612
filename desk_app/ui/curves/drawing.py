"""The pieces of a look as a chart is given them: named, coloured, in their panels."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import Problem
from desk_app.domain.curve.look import parse_average
from desk_app.domain.curve.pieces import Kind, Piece
from desk_app.i18n import Words, problem_text
from desk_app.ui.palette import Palette
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.shown import Panel, Role, Shown

if TYPE_CHECKING:
    from desk_app.ui.pages.curve_facts import CurveFacts
    from desk_app.ui.widgets.chart.chart_view import ChartView
    from desk_app.ui.widgets.curve_picture import Picture

_ROLES = {
    Kind.NOW: Role.AVERAGE,
    Kind.AVERAGE: Role.AVERAGE,
    Kind.QUARTER: Role.AVERAGE,
    Kind.BAND: Role.AVERAGE,
    Kind.TONNES: Role.BARS,
    Kind.DEALS: Role.DOTS,
}
_PANELS = {Kind.SPREAD: Panel.BELOW, Kind.RATIO: Panel.BELOW, Kind.TEMPLATE: Panel.BELOW, Kind.TONNES: Panel.VOLUME}
_FADED = {Kind.NOW: 0.55, Kind.BAND: 0.45, Kind.QUARTER: 0.25, Kind.DEALS: 0.55, Kind.TONNES: 0.45}
"""How much of the paper is in the colour of the curve a piece was made of."""


def drawn(pieces: Sequence[Piece], facts: "CurveFacts", words: Words, palette: Palette) -> list[Shown]:
    """In the same order. Lines have a colour each; what was made of one line wears its colour, or the next ones."""
    colours = colours_of(pieces, palette)
    return [
        Shown(
            piece.curve,
            piece_name(piece, facts, words),
            colour,
            facts.mark(piece.of[0]) if piece.kind is Kind.LINE else "",
            facts.is_official(piece.of[0]),
            _ROLES.get(piece.kind, Role.LINE),
            _PANELS.get(piece.kind, Panel.MAIN),
            piece.upper,
        )
        for piece, colour in zip(pieces, colours, strict=True)
    ]


def colours_of(pieces: Sequence[Piece], palette: Palette) -> list[str]:
    """A colour for each piece."""
    lines = [piece.of[0] for piece in pieces if piece.kind is Kind.LINE]
    own = {code: palette.series[at % len(palette.series)] for at, code in enumerate(lines)}
    following = len(lines)
    found = []
    for piece in pieces:
        if piece.kind is Kind.LINE:
            found.append(own[piece.of[0]])
        elif piece.kind in _FADED:
            found.append(mixed(own.get(piece.of[0], palette["text_soft"]), palette["surface"], _FADED[piece.kind]))
        else:
            found.append(palette.series[following % len(palette.series)])
            following += 1
    return found


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with a part of another in it."""
    one, two = QColor(colour), QColor(other)
    parts = zip((one.red(), one.green(), one.blue()), (two.red(), two.green(), two.blue()), strict=True)
    return QColor(*(round(a + (b - a) * part) for a, b in parts)).name()


def piece_name(piece: Piece, facts: "CurveFacts", words: Words) -> str:
    """What a piece is called in strips, legends and tables."""
    names = [facts.name(code) for code in piece.of]
    if piece.kind is Kind.LINE:
        return names[0]
    if piece.kind is Kind.AVERAGE:
        kind, count = parse_average(piece.name) or ("sma", 0)
        return words(f"curve.piece.{kind}", name=names[0], count=count)
    if piece.kind is Kind.QUARTER and piece.name:
        return words("curve.piece.weighted", name=names[0])
    return words(f"curve.piece.{piece.kind.value}", name=names[0], other=names[-1])


def problem_lines(words: Words, problems: Sequence[Problem], facts: "CurveFacts") -> str:
    """What could not be made of the curves, with their names; each once."""
    lines = []
    for problem in problems:
        named = {key: facts.name(value) for key, value in problem.facts.items() if key in ("first", "second")}
        lines.append(problem_text(words, replace(problem, facts={**problem.facts, **named})))
    return "\n".join(dict.fromkeys(lines))


def picture(view: "ChartView", facts: "CurveFacts", codes: Sequence[str], words: Words, theme: Theme) -> "Picture":
    """The chart to send on: what is on it, whose it is, from where, and when it was taken."""
    from desk_app.ui.widgets.curve_picture import Entry, Picture

    legend = tuple(Entry(each.sign, each.colour, f"{each.name}  {each.mark}".strip()) for each in view.shown)
    foot = (facts.stamp(codes).replace("\n", " · "), *facts.source(codes), taken_line(words))
    return Picture(view, theme, words, words("ui.curves.picture_title"), legend, foot)


def taken_line(words: Words) -> str:
    """When it was taken, in China's time."""
    return words("curve.taken", moment=datetime.now(CHINA).strftime("%Y-%m-%d %H:%M"))
