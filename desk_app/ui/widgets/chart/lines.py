"""The lines themselves: as pixels on the screen, as strokes on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.raster import Field, Runs, draw_crisp, draw_smooth
from desk_app.ui.widgets.chart.shown import Role
from desk_app.ui.widgets.chart.track import Seen, Track

_PENS = {Role.LINE: 1.5, Role.AVERAGE: 1.0}
_SOFT = 150_000  # pixels that are drawn with soft edges; more of them, and nobody sees the edges
_ON, _OFF = 6.0, 4.0  # pixels: what others publish is dashed
_APART = 9.0  # pixels between values from which on each has a dot of its own
_FEW = 4  # points a column that go to paper one by one


def is_line(track: Track) -> bool:
    """Whether it is drawn as one; a thin curve with another above it is a band, no line."""
    return track.shown.role is Role.LINE or (track.shown.role is Role.AVERAGE and track.shown.upper is None)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """All lines of a frame as runs; `soft`: with soft edges."""

    lines: Sequence[tuple[Pane, Track, Runs]]
    soft: bool


def drawn_lines(frame: Frame) -> Drawn:
    """What is to be drawn of them."""
    found = [(pane, track, _runs(frame, pane, track, seen)) for pane, track, seen in frame.tracks() if is_line(track)]
    return Drawn(found, sum(runs.size for _, _, runs in found) < _SOFT * frame.view.sharpness**2)


def raster_lines(image: QImage, frame: Frame, drawn: Drawn, pen: float, start: float = 0.0) -> None:
    """Onto a picture that is opaque and as large as the frame; from a place `start` on."""
    pixels = np.frombuffer(image.bits(), np.uint32)
    stride = image.bytesPerLine() // 4
    sharp = frame.view.sharpness
    for pane, track, all_runs in reversed(drawn.lines):  # the first one lies on top
        runs = all_runs
        first = max(round((start - pane.area.left()) * sharp), 0)
        if first:
            runs = Runs(runs.top[first:], runs.bottom[first:], runs.many[first:])
        left, top = round(pane.area.left() * sharp), round(pane.area.top() * sharp)
        field = Field(pixels, stride, left + first, top, round(pane.area.height() * sharp))
        width = _PENS[track.shown.role] * pen * sharp
        colour = QColor(track.shown.colour).rgb()
        if drawn.soft and not track.shown.curve.steps:
            draw_smooth(field, runs, colour, width)
        else:
            draw_crisp(field, runs, colour, max(int(width), 1))


def _runs(frame: Frame, pane: Pane, track: Track, seen: Seen) -> Runs:
    scale, sharp, columns = pane.scale(track), frame.view.sharpness, seen.columns
    top, bottom = scale.heights(columns.high) * sharp, scale.heights(columns.low) * sharp
    if track.shown.official:
        top[~_dashes(frame, len(top))] = np.nan
    return Runs(top, bottom, columns.many)


def _dashes(frame: Frame, count: int) -> NDArray[np.bool_]:
    """Which columns are drawn of a dashed line; the dashes go with the days."""
    width = (frame.view.last - frame.view.first) / count
    number = np.arange(count) + round(frame.view.first / width)
    period = (_ON + _OFF) * frame.view.sharpness
    return np.asarray(number % period < _ON * frame.view.sharpness)


def stroke_lines(painter: QPainter, frame: Frame, pen: float) -> None:
    """The same as paths, for paper."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pane, track, seen in reversed([each for each in frame.tracks() if is_line(each[1])]):
        stroke = QPen(QColor(track.shown.colour), _PENS[track.shown.role] * pen)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if track.shown.official:
            stroke.setDashPattern([_ON / stroke.widthF(), _OFF / stroke.widthF()])
        painter.setPen(stroke)
        painter.save()
        painter.setClipRect(pane.area, Qt.ClipOperation.IntersectClip)
        painter.drawPath(_path(frame, pane, track, seen))
        painter.restore()


def _path(frame: Frame, pane: Pane, track: Track, seen: Seen) -> QPainterPath:
    line, view, count = track.line(log=pane.scale(track).log), frame.view, len(seen.columns.low)
    first, last = np.searchsorted(line.x, [view.first, view.last])
    first, last = max(int(first) - 1, 0), int(last) + 1
    if last - first <= _FEW * count:
        x, y = line.x[first:last], line.y[first:last]
    else:
        x = np.repeat(np.linspace(view.first, view.last, count + 1)[:-1], 2)
        y = np.column_stack([seen.columns.low, seen.columns.high]).ravel()
    across = frame.left + (x - view.first) * (frame.dates.width() / (view.last - view.first))
    path: QPainterPath = pg.arrayToQPath(across, pane.area.top() + pane.scale(track).heights(y), connect="finite")
    return path


def paint_points(painter: QPainter, frame: Frame) -> None:
    """A dot on each value where they stand far enough apart, and on one that stands alone between gaps."""
    painter.setPen(Qt.PenStyle.NoPen)
    for pane, track, _ in frame.tracks():
        if track.shown.role is Role.LINE and not track.shown.curve.steps:
            painter.setBrush(QColor(track.shown.colour))
            for day, drawn in _dotted(frame, pane, track):
                painter.drawEllipse(QPointF(frame.x(day), pane.y(track, drawn)), 2.2, 2.2)


def _dotted(frame: Frame, pane: Pane, track: Track) -> list[tuple[float, float]]:
    line = track.line(log=pane.scale(track).log)
    first, last = np.searchsorted(line.x, [frame.view.first, frame.view.last])
    if last - first > 2 * pane.area.width() / _APART:
        return []
    around = np.full(last - first + 2, np.nan)
    start, end = max(int(first) - 1, 0), min(int(last) + 1, len(line))
    around[start - int(first) + 1 : end - int(first) + 1] = line.y[start:end]
    finite = np.isfinite(around)
    known = finite[1:-1]
    if int(known.sum()) * _APART > pane.area.width():
        known = known & ~finite[:-2] & ~finite[2:]
    places = np.flatnonzero(known) + int(first)
    return list(zip(line.x[places].tolist(), line.y[places].tolist(), strict=True))
