"""The words on the axes: never over each other, never cut off."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.figures import figure
from desk_app.ui.widgets.chart.frame import Frame, Pane
from desk_app.ui.widgets.chart.marks import newest_spot
from desk_app.ui.widgets.chart.scale import Scale
from desk_app.ui.widgets.chart.shown import Role
from desk_app.ui.widgets.chart.track import Track

_SIDE = 8.0
_MOST_TAGS = 8
_BETWEEN = 10.0  # pixels between two dates

Tick = tuple[float, str]


def paint_labels(painter: QPainter, frame: Frame, colours: Palette, dates: Sequence[Tick]) -> None:
    """Values beside each panel, dates below all, and the newest values in their colours."""
    high = painter.fontMetrics().height() + 2.0
    for pane in frame.panes:
        for scale, on_left in ((pane.left, True), (pane.right, False)):
            if scale is not None:
                tags = list(_tags(frame, pane, on_left=on_left, high=high))
                _values(painter, frame, pane, scale, [box for box, _, _ in tags], colours, on_left=on_left)
                for box, text, track in tags:
                    paint_tag(painter, box, text, QColor(track.shown.colour), on_left=on_left)
    painter.setPen(QColor(colours["text_soft"]))
    for box, text in date_boxes(painter.fontMetrics().horizontalAdvance, frame, dates):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def date_boxes(wide: Callable[[str], float], frame: Frame, dates: Sequence[Tick]) -> list[tuple[QRectF, str]]:
    """Those that stand whole and clear of each other, and where."""
    found: list[tuple[QRectF, str]] = []
    free = 2.0
    for day, text in dates:
        half = wide(text) / 2
        x = frame.x(day)
        if x - half >= free and x + half <= frame.view.size.width() - 2:
            found.append((QRectF(x - half - 1, frame.dates.top(), 2 * half + 2, frame.dates.height()), text))
            free = x + half + _BETWEEN
    return found


def value_box(frame: Frame, y: float, high: float, *, on_left: bool) -> QRectF:
    """Where a label stands beside a height."""
    if on_left:
        return QRectF(0.0, y - high / 2, frame.left, high)
    return QRectF(frame.right, y - high / 2, frame.view.size.width() - frame.right, high)


def paint_tag(painter: QPainter, box: QRectF, text: str, colour: QColor, *, on_left: bool) -> None:
    """A filled label on a value axis."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box.adjusted(2, 0, -2, 0), 3, 3)
    painter.setPen(QColor("#FFFFFF" if colour.lightnessF() < 0.55 else "#10171C"))
    _text(painter, box, text, on_left=on_left)


def _text(painter: QPainter, box: QRectF, text: str, *, on_left: bool) -> None:
    align = Qt.AlignmentFlag.AlignRight if on_left else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box.adjusted(_SIDE, 0, -_SIDE, 0), align | Qt.AlignmentFlag.AlignVCenter, text)


def _values(
    painter: QPainter,
    frame: Frame,
    pane: Pane,
    scale: Scale,
    taken: Sequence[QRectF],
    colours: Palette,
    *,
    on_left: bool,
) -> None:
    high = painter.fontMetrics().height() + 2.0
    painter.setPen(QColor(colours["text_soft"]))
    values, places = scale.ticks()
    for value in values:
        box = value_box(frame, pane.area.top() + scale.y(scale.drawn(value)), high, on_left=on_left)
        whole = box.top() >= 0 and box.bottom() <= pane.area.bottom() + high / 2
        if whole and not any(box.intersects(each) for each in taken):
            _text(painter, box, figure(value, max(places, scale.places if scale.log else 0)), on_left=on_left)


def _tags(frame: Frame, pane: Pane, *, on_left: bool, high: float) -> Iterator[tuple[QRectF, str, Track]]:
    """The newest value of each line, where it is seen; moved apart where they would cover each other."""
    mine = [track for track, _ in pane.tracks if track.left == on_left and track.shown.role is Role.LINE]
    spots = [(spot.y(), track) for track in mine[:_MOST_TAGS] if (spot := newest_spot(frame, pane, track)) is not None]
    spots.sort(key=lambda each: each[0])
    places = apart([y for y, _ in spots], high, pane.area.top(), pane.area.bottom())
    for y, (_, track) in zip(places, spots, strict=True):
        value = track.points.place(track.points.newest or 0)[1]
        yield value_box(frame, y, high, on_left=on_left), figure(value, pane.scale(track).places), track


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Rising places moved no more than needed so that neighbours are `least` apart, between low and high."""
    moved = []
    free = low + least / 2
    for place in places:
        moved.append(max(place, free))
        free = moved[-1] + least
    free = high - least / 2
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], free)
        free = moved[at] - least
    return moved
