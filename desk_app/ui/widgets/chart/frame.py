"""One picture of the chart before it is painted: where its panels lie, what is seen in them, on which scales."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from desk_app.domain.curve.curve import Floats
from desk_app.ui.widgets.chart.figures import figure
from desk_app.ui.widgets.chart.scale import Scale, fitting
from desk_app.ui.widgets.chart.shown import Panel
from desk_app.ui.widgets.chart.track import Seen, Track

_SHARE = {Panel.MAIN: 6.0, Panel.BELOW: 2.2, Panel.VOLUME: 1.5}
_GAP = 9.0  # pixels between panels
_TOP = 10.0
LANE = 22.0
"""Pixels that the lane of pins is high."""
_BESIDE = 8.0  # pixels around a label of a value axis
_DRAWN = 4  # columns a pixel where lines go to paper


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for: a stretch of days on so many pixels. `paper`: drawn as lines, not as pixels."""

    first: float
    last: float
    size: QSizeF
    sharpness: float
    log: bool
    lane: bool
    paper: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pane:
    """A panel where it lies, its tracks with what is seen of them, and a scale for each side that is read."""

    panel: Panel
    area: QRectF
    tracks: tuple[tuple[Track, Seen], ...]
    left: Scale | None
    right: Scale | None

    def scale(self, track: Track) -> Scale:
        """The scale a track is read on."""
        found = self.left if track.left else self.right
        return found or fitting(0.0, 1.0, self.area.height())

    def y(self, track: Track, drawn: float) -> float:
        """The height in the picture of a value as it is drawn."""
        return self.area.top() + self.scale(track).y(drawn)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """All of it; areas in pixels of the whole picture."""

    view: View
    panes: tuple[Pane, ...]
    lane: QRectF
    dates: QRectF

    @property
    def left(self) -> float:
        return self.dates.left()

    @property
    def right(self) -> float:
        return self.dates.right()

    def fits(self, other: "Frame") -> bool:
        """Whether the same value stands in the same place on both."""
        mine, its = ([(pane.area, pane.left, pane.right) for pane in each.panes] for each in (self, other))
        return self.view == other.view and self.dates == other.dates and mine == its

    def x(self, day: float) -> float:
        """Where a day is."""
        return self.left + (day - self.view.first) * self.dates.width() / (self.view.last - self.view.first)

    def day(self, x: float) -> float:
        """The day at a place."""
        return self.view.first + (x - self.left) * (self.view.last - self.view.first) / self.dates.width()

    def pane_at(self, y: float) -> Pane | None:
        """The panel at a height."""
        return next((pane for pane in self.panes if pane.area.top() <= y <= pane.area.bottom()), None)

    def tracks(self) -> Iterator[tuple[Pane, Track, Seen]]:
        """Every track with its panel."""
        return ((pane, track, seen) for pane in self.panes for track, seen in pane.tracks)


def compose(tracks: Sequence[Track], view: View, metrics: QFontMetricsF, least: tuple[float, float]) -> Frame:
    """The picture; the axes are as wide as their labels, and no narrower than `least` (left, right)."""
    widths = least
    for _ in range(2):  # wider axes leave less for the panels, and that may change their labels, once
        frame = _composed(tracks, view, metrics, widths)
        needed = _needed(frame, metrics)
        wider = (max(widths[0], needed[0]), max(widths[1], needed[1]))
        if wider == widths:
            break
        widths = wider
    return frame


def _composed(tracks: Sequence[Track], view: View, metrics: QFontMetricsF, widths: tuple[float, float]) -> Frame:
    foot = metrics.height() + 10.0
    lane = LANE if view.lane else 0.0
    left, right = widths[0], view.size.width() - widths[1]  # whole numbers, like all sizes here
    width = max(right - left, 16.0)
    height = max(view.size.height() - foot - lane - _TOP, 16.0)
    fine = _DRAWN if view.paper else view.sharpness
    edges = np.linspace(view.first, view.last, max(round(width * fine), 1) + 1)
    wanted = [panel for panel in Panel if panel is Panel.MAIN or any(track.shown.panel is panel for track in tracks)]
    whole = sum(_SHARE[panel] for panel in wanted)
    free = height - _GAP * (len(wanted) - 1)
    top, panes = _TOP, []
    for panel in wanted:
        high = round(free * _SHARE[panel] / whole * view.sharpness) / view.sharpness
        area = QRectF(left, top, width, high)
        panes.append(_pane(panel, area, [track for track in tracks if track.shown.panel is panel], edges, view))
        top += high + _GAP
    bottom = view.size.height() - foot
    return Frame(view, tuple(panes), QRectF(left, bottom - lane, width, lane), QRectF(left, bottom, width, foot))


def _pane(panel: Panel, area: QRectF, tracks: Sequence[Track], edges: Floats, view: View) -> Pane:
    log = view.log and panel is Panel.MAIN
    seen = tuple((track, track.seen(edges, log=log)) for track in tracks)
    return Pane(panel, area, seen, *(_scale(seen, area.height(), left=left, log=log) for left in (True, False)))


def _scale(tracks: Sequence[tuple[Track, Seen]], height: float, *, left: bool, log: bool) -> Scale | None:
    """The scale of one side; None where nothing is read there."""
    mine = [(track, seen) for track, seen in tracks if track.left == left]
    both = [columns.range for _, seen in mine for columns in (seen.columns, seen.upper) if columns is not None]
    known = [each for each in both if each is not None]
    if not mine:
        return None
    low, high = (min(low for low, _ in known), max(high for _, high in known)) if known else (0.0, 1.0)
    return fitting(low, high, height, log=log, grounded=any(track.grounded for track, _ in mine))


def _needed(frame: Frame, metrics: QFontMetricsF) -> tuple[float, float]:
    left = [pane.left for pane in frame.panes if pane.left]
    right = [pane.right for pane in frame.panes if pane.right]
    return _width(left, metrics), _width(right, metrics)


def _width(scales: Sequence[Scale], metrics: QFontMetricsF) -> float:
    """Of the widest label, in whole pixels; a reading between the ticks may have more decimals than they."""
    texts = [figure(value, each.widest) for each in scales for value in (each.at(0.0), each.at(each.height))]
    return math.ceil(max(map(metrics.horizontalAdvance, texts)) + 2 * _BESIDE) if texts else 0.0
