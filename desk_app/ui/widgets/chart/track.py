"""A curve on its way to the screen: its points to go to, its line as a pyramid, as it is or as logarithms."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.curve.curve import Curve, Floats, line
from desk_app.domain.curve.points import Points
from desk_app.domain.curve.pyramid import Columns, Pyramid
from desk_app.ui.widgets.chart.scale import Scale
from desk_app.ui.widgets.chart.shown import Panel, Role, Shown

_LEFT = frozenset({"points", "percent"})
_APART = frozenset({Role.BARS, Role.DOTS})


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is seen of a track in one picture, column by column; `upper` of its band's other side."""

    columns: Columns
    upper: Columns | None


class Track:
    """Everything that a chart knows of one curve."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.points = Points(shown.curve)
        self.left = shown.panel is Panel.MAIN and shown.curve.unit in _LEFT
        self.pulse = ""
        self._lines = {False: _line(shown.curve, shown.role)}
        self._uppers = {False: _line(shown.upper, shown.role)} if shown.upper is not None else {}

    @property
    def grounded(self) -> bool:
        """Whether its scale stands on zero."""
        return self.shown.role is Role.BARS

    def line(self, *, log: bool) -> Pyramid:
        """Its line; as decimal logarithms, with gaps where there is none."""
        return _as_drawn(self._lines, log=log)

    def append(self, days: Floats, values: Floats) -> None:
        """Ticks at the end; ValueError where they'd run backwards."""
        for log, drawn in self._lines.items():
            drawn.append(days, _logarithms(values) if log else values)
        self.points.append(days, values)

    def seen(self, edges: Floats, *, log: bool) -> Seen:
        """What is between the edges."""
        upper = _as_drawn(self._uppers, log=log).columns(edges) if self._uppers else None
        joined = self.shown.role not in _APART
        return Seen(self.line(log=log).columns(edges, joined=joined), upper)

    def hidden(self) -> int:
        """How many values a logarithmic scale has no place for."""
        return int((self.points.values <= 0).sum())

    def spot(self, position: int, scale: Scale) -> tuple[float, float]:
        """Day and drawn value at a position."""
        day, value = self.points.place(position)
        return day, scale.drawn(value)


def _line(curve: Curve, role: Role) -> Pyramid:
    if role in _APART:
        return Pyramid(curve.days, curve.values)
    drawn = line(curve)
    return Pyramid(drawn.x, drawn.y)


def _as_drawn(lines: dict[bool, Pyramid], *, log: bool) -> Pyramid:
    if log not in lines:
        plain = lines[False]
        lines[True] = Pyramid(plain.x, _logarithms(plain.y))
    return lines[log]


def _logarithms(values: Floats) -> Floats:
    return np.log10(values, out=np.full(len(values), np.nan), where=values > 0)
