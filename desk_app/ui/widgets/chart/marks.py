"""What stands on the lines: own deals, the newest value with its words, the stamp."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.backdrop import tint
from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.shown import Panel, Role
from desk_app.ui.widgets.chart.track import Track

_LEAST, _MOST = 2.5, 9.0  # pixels: radii of a small deal's dot and of the largest one's
_MANY = 3000  # dots; of more, those on one pixel are drawn once
_APART = 120  # dots that do not hide the line yet; more are drawn smaller
_NEWEST = 3.2
_RECENT = 40  # pixels to the left of the newest value that its words keep clear of


def paint_marks(painter: QPainter, frame: Frame, colours: Palette, stamp: str, note: str) -> None:
    """Over the lines; the stamp below, a note above."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pane in frame.panes:
        painter.save()
        painter.setClipRect(pane.area.adjusted(-_NEWEST, -_NEWEST, _NEWEST, _NEWEST), Qt.ClipOperation.IntersectClip)
        for track, _ in pane.tracks:
            if track.shown.role is Role.DOTS:
                _deals(painter, frame, pane, track, colours)
        painter.restore()
        for track, _ in pane.tracks:
            if track.shown.role is Role.LINE:
                _newest(painter, frame, pane, track, colours)
    area = frame.panes[0].area.adjusted(8, 4, -8, -5)
    _stamp(painter, area, stamp, colours)
    painter.setPen(QColor(colours["warn"]))
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, note)


def _stamp(painter: QPainter, area: QRectF, stamp: str, colours: Palette) -> None:
    """Read whatever lies under it."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    if stamp:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(colours["surface"], 0.8))
        painter.drawRoundedRect(painter.boundingRect(area, flags, stamp).adjusted(-4, -1, 4, 1), 3, 3)
    painter.setPen(QColor(colours["text_faint"]))
    painter.drawText(area, flags, stamp)


def _deals(painter: QPainter, frame: Frame, pane: Pane, track: Track, colours: Palette) -> None:
    """As large, by area, as their tonnes."""
    points, scale = track.points, pane.scale(track)
    first, last = (int(at) for at in np.searchsorted(points.days, [frame.view.first, frame.view.last]))
    tonnes = track.shown.curve.tonnes
    largest = float(np.nanmax(tonnes, initial=0.0)) or 1.0
    places = np.arange(first, last)[np.isfinite(points.values[first:last])]
    across = frame.left + (points.days[places] - frame.view.first) * (
        frame.dates.width() / (frame.view.last - frame.view.first)
    )
    down = pane.area.top() + scale.heights(np.array([scale.drawn(value) for value in points.values[places].tolist()]))
    if len(places) > _MANY:
        _, kept = np.unique(np.round(across) * 10_000 + np.round(down), return_index=True)
        places, across, down = places[kept], across[kept], down[kept]
    painter.setPen(QPen(QColor(colours["surface"]), 0.8))
    painter.setBrush(tint(track.shown.colour, 0.8))
    smaller = min(1.0, (_APART / max(len(places), 1)) ** 0.5)
    least, most = max(1.5, _LEAST * smaller), max(3.0, _MOST * smaller)
    for at, x, y in zip(places.tolist(), across.tolist(), down.tolist(), strict=True):
        mass = float(tonnes[at]) if at < len(tonnes) else 0.0
        radius = least + (most - least) * (mass / largest) ** 0.5 if mass > 0 else least
        if y == y:  # noqa: PLR0124 - not NaN
            painter.drawEllipse(QPointF(x, y), radius, radius)


def newest_spot(frame: Frame, pane: Pane, track: Track) -> QPointF | None:
    """Where the newest value is, if it is seen."""
    newest = track.points.newest
    if newest is None:
        return None
    day, drawn = track.spot(newest, pane.scale(track))
    spot = QPointF(frame.x(day), pane.y(track, drawn))
    seen = drawn == drawn and frame.left <= spot.x() <= frame.right and pane.area.contains(spot)  # noqa: PLR0124
    return spot if seen else None


def _newest(painter: QPainter, frame: Frame, pane: Pane, track: Track, colours: Palette) -> None:
    spot = newest_spot(frame, pane, track)
    if spot is None:
        return
    painter.setPen(QPen(QColor(colours["surface"]), 1.2))
    painter.setBrush(QColor(track.shown.colour))
    painter.drawEllipse(spot, _NEWEST, _NEWEST)
    text = track.pulse or track.shown.mark
    alone = sum(each.shown.role is Role.LINE for _, each, _ in frame.tracks()) == 1
    if text and pane.panel is Panel.MAIN and (alone or track.pulse):  # else the strip and the list say the values
        _words(painter, frame, pane, track, spot, text, colours)


def _words(
    painter: QPainter, frame: Frame, pane: Pane, track: Track, spot: QPointF, text: str, colours: Palette
) -> None:
    """Beside the newest value: over a rise, under a fall, always inside the panel."""
    metrics = painter.fontMetrics()
    wide, high = metrics.horizontalAdvance(text) + 10.0, metrics.height() + 2.0
    left = min(max(spot.x() - wide + 6.0, pane.area.left() + 2), pane.area.right() - wide - 2)
    top = spot.y() - high - 8.0 if _rising(frame, track, left) else spot.y() + 8.0
    top = min(max(top, pane.area.top() + 1), pane.area.bottom() - high - 1)
    box = QRectF(left, top, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(colours["surface"], 0.85))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(track.shown.colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _rising(frame: Frame, track: Track, left: float) -> bool:
    """Whether the newest value stands above those that its words would cover."""
    points, newest = track.points, track.points.newest
    first = int(np.searchsorted(points.days, frame.day(min(left, frame.right - _RECENT))))
    recent = points.values[first:]
    recent = recent[np.isfinite(recent)]
    return newest is None or not len(recent) or float(recent.mean()) <= float(points.values[newest])
