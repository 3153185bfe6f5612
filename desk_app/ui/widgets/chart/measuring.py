"""The measuring tool: what changed between two places, in figures and in the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desk_app.domain.curve.change import Change, change_between
from desk_app.i18n import Words
from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.backdrop import Stretches, tint
from desk_app.ui.widgets.chart.figures import signed
from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.track import Track

_WASH = 0.10
_PAD = 8.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A change of one track; its ends as days."""

    track: Track
    change: Change
    start: float
    end: float

    @property
    def days(self) -> int:
        """Calendar days from one to the other."""
        return math.floor(self.end) - math.floor(self.start)


def measured(track: Track, start: float, end: float) -> Measured | None:
    """Of a track between two days, whichever comes first; None without values."""
    change = change_between(track.points, min(start, end), max(start, end))
    if change is None:
        return None
    first, last = (track.points.place(at)[0] for at in (change.first, change.last))
    return Measured(track, change, first, last)


def trading_days(first: float, last: float, shaded: Stretches) -> int:
    """How many days after the first, up to the last, are not shaded."""
    days = range(math.floor(first) + 1, math.floor(last) + 1)
    closed = {day for start, end in shaded for day in range(math.floor(start), math.ceil(end))}
    return sum(day not in closed for day in days)


def measured_text(words: Words, found: Measured, places: int, shaded: Stretches) -> str:
    """Amount, percent, days; trading days where it is known which are."""
    percent = signed(found.change.percent, 2) + "%" if math.isfinite(found.change.percent) else "–"
    facts = {"amount": signed(found.change.amount, places), "percent": percent, "days": found.days}
    if not shaded:
        return words("chart.measured", **facts)
    return words("chart.measured_trading", trading=trading_days(found.start, found.end, shaded), **facts)


def measured_box(frame: Frame, pane: Pane, found: Measured) -> QRectF:
    """From one value to the other, in the picture."""
    scale = pane.scale(found.track)
    spots = [found.track.spot(at, scale) for at in (found.change.first, found.change.last)]
    one, other = (QPointF(frame.x(day), pane.y(found.track, drawn)) for day, drawn in spots)
    return QRectF(one, other)


def label_box(pane: Pane, box: QRectF, wide: float, high: float) -> QRectF:
    """Where the words stand: over a rise, under a fall, inside the panel."""
    wide, high = wide + 2 * _PAD, high + _PAD
    left = min(max(box.center().x() - wide / 2, pane.area.left() + 2), pane.area.right() - wide - 2)
    top = box.bottom() - high - 8 if box.height() < 0 else box.bottom() + 8
    return QRectF(left, min(max(top, pane.area.top() + 2), pane.area.bottom() - high - 2), wide, high)


def paint_measured(painter: QPainter, frame: Frame, pane: Pane, found: Measured, text: str, colours: Palette) -> None:
    """A wash between the two values, both ends marked, the figures beside the later one."""
    box = measured_box(frame, pane, found)
    if not all(math.isfinite(each) for each in (box.top(), box.bottom())):
        return
    painter.save()
    painter.setClipRect(pane.area)
    painter.fillRect(box.normalized(), tint(colours["accent"], _WASH))
    painter.setPen(QPen(QColor(colours["accent"]), 1))
    ends: Sequence[float] = (box.left(), box.right())
    painter.drawLines([QLineF(x, pane.area.top(), x, pane.area.bottom()) for x in ends])
    painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.right(), box.bottom()))
    painter.restore()
    metrics = painter.fontMetrics()
    label = label_box(pane, box, metrics.horizontalAdvance(text), metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours["accent"]))
    painter.drawRoundedRect(label, 4, 4)
    painter.setPen(QColor(colours["accent_text"]))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
