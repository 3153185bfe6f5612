"""What lies behind the lines: days without trading, the grid, bands, bars."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.shown import Role
from desk_app.ui.widgets.chart.track import Seen, Track

Stretches = Sequence[tuple[float, float]]
_THIN, _FULL = 3.0, 40.0  # pixels: narrower stretches would be stripes, not days; wider ones have their full colour
_FAINT, _MOST = 0.35, 0.75
_BAR = 2.0  # pixels a bar needs to stand by itself
_SHARE = 0.72  # of its day that a bar takes
_BAND, _BARS = 0.13, 0.55


def paint_backdrop(painter: QPainter, frame: Frame, colours: Palette, shaded: Stretches, days: Sequence[float]) -> None:
    """Behind everything; `days` are those that the axis names."""
    for pane in frame.panes:
        painter.save()
        painter.setClipRect(pane.area, Qt.ClipOperation.IntersectClip)
        _shade(painter, frame, pane, QColor(colours["sunken"]), shaded)
        _grid(painter, frame, pane, colours, days)
        for track, seen in pane.tracks:
            if seen.upper is not None:
                _band(painter, pane, track, seen)
            if track.shown.role is Role.BARS:
                _bars(painter, frame, pane, track, seen)
        painter.restore()


def tint(colour: str, share: float) -> QColor:
    """A colour that lets through what is behind it."""
    made = QColor(colour)
    made.setAlphaF(share)
    return made


def _shade(painter: QPainter, frame: Frame, pane: Pane, colour: QColor, shaded: Stretches) -> None:
    for first, end in shaded:
        if end > frame.view.first and first < frame.view.last:
            left, right = frame.x(first), frame.x(end)
            if right - left >= _THIN:
                colour.setAlphaF(min(_FAINT + (right - left) / _FULL, _MOST))
                painter.fillRect(QRectF(left, pane.area.top(), right - left, pane.area.height()), colour)


def _grid(painter: QPainter, frame: Frame, pane: Pane, colours: Palette, days: Sequence[float]) -> None:
    """Thin and quiet; the heights belong to the right axis where there is one."""
    scale = pane.right or pane.left
    heights = [pane.area.top() + scale.y(scale.drawn(value)) for value in scale.ticks()[0]] if scale else []
    colour, area = QColor(colours["line"]), pane.area
    for y in heights:
        painter.fillRect(QRectF(area.left(), round(y), area.width(), 1.0), colour)
    for day in days:
        painter.fillRect(QRectF(round(frame.x(day)), area.top(), 1.0, area.height()), colour)


def _band(painter: QPainter, pane: Pane, track: Track, seen: Seen) -> None:
    """Between a curve and the one above it, column by column."""
    if seen.upper is None:
        return
    scale = pane.scale(track)
    lower = scale.heights((seen.columns.low + seen.columns.high) / 2)
    upper = scale.heights((seen.upper.low + seen.upper.high) / 2)
    _columns(
        painter,
        pane,
        np.fmin(lower, upper),
        np.where(np.isnan(lower + upper), np.nan, np.fmax(lower, upper)),
        tint(track.shown.colour, _BAND),
    )


def _bars(painter: QPainter, frame: Frame, pane: Pane, track: Track, seen: Seen) -> None:
    """From zero. Where several share a pixel, the highest is seen."""
    points, scale = track.points, pane.scale(track)
    first, last = np.searchsorted(points.days, [frame.view.first, frame.view.last])
    first, last = max(int(first) - 1, 0), min(int(last) + 1, len(points))
    colour, ground = tint(track.shown.colour, _BARS), scale.y(0.0)
    if (last - first) * _BAR > pane.area.width():
        tops = scale.heights(seen.columns.high)
        _columns(
            painter, pane, np.minimum(tops, ground), np.where(np.isnan(tops), np.nan, np.maximum(tops, ground)), colour
        )
        return
    width = max(frame.x(_SHARE) - frame.x(0.0), 1.0)
    for at in range(first, last):
        value = float(points.values[at])
        if value == value and value:  # noqa: PLR0124 - not NaN
            left, right = frame.x(float(points.days[at])), frame.x(float(points.ends[at]) + 1.0)
            left, right = (left + 1.0, right - 1.0) if track.shown.curve.steps else (left - width / 2, left + width / 2)
            y = scale.y(value)
            box = QRectF(left, pane.area.top() + min(y, ground), max(right - left, 1.0), abs(ground - y))
            painter.fillRect(box, colour)


def _columns(
    painter: QPainter,
    pane: Pane,
    top: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    bottom: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    colour: QColor,
) -> None:
    """Fill columns of equal width from top to bottom; neighbours of one height together."""
    width = pane.area.width() / len(top)
    y, end = np.round(top).astype(np.float64), np.round(bottom)
    known = ~np.isnan(top + bottom)
    same = (y[1:] == y[:-1]) & (end[1:] == end[:-1]) | ~known[1:] & ~known[:-1]
    starts = np.concatenate([[0], np.flatnonzero(~same) + 1])
    stops = np.append(starts[1:], len(top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    some = known[starts]
    for start, stop in zip(starts[some].tolist(), stops[some].tolist(), strict=True):
        box = QRectF(
            pane.area.left() + start * width, pane.area.top() + y[start], (stop - start) * width, end[start] - y[start]
        )
        painter.drawRect(box)
