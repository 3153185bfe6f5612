"""The chart's picture: put together when something changed, painted once for all changes, kept while nothing does."""

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from desk_app.i18n import Words
from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.backdrop import Stretches, paint_backdrop
from desk_app.ui.widgets.chart.date_ticks import date_ticks
from desk_app.ui.widgets.chart.frame import Frame, View, compose
from desk_app.ui.widgets.chart.labels import Tick, paint_labels
from desk_app.ui.widgets.chart.lane import Spot, lane_spots, paint_lane
from desk_app.ui.widgets.chart.layer import Layer
from desk_app.ui.widgets.chart.lines import drawn_lines, paint_points, raster_lines, stroke_lines
from desk_app.ui.widgets.chart.marks import paint_marks
from desk_app.ui.widgets.chart.overlay import Overlay, Pointer
from desk_app.ui.widgets.chart.shown import Panel, Pin, Shown
from desk_app.ui.widgets.chart.track import Track

_WORDS = 320  # pixels to the left of the newest value that its words may take
_LEAST_DAYS = 1 / 86400
_SMALL = 0.92  # of the window's font


class Canvas:
    """What is drawn, and how much of it. `paper`: a picture to send on, as lines of `pen` width, not as pixels."""

    def __init__(self, words: Words, colours: Palette, pen: float = 1.0, *, paper: bool = False) -> None:
        self.words, self._pen, self._paper = words, pen, paper
        self.colours = colours
        self.plot = pg.GraphicsView(background=None)
        self.layer = _Picture(self)
        self.pointer = Pointer()
        self.overlay = Overlay(self, self.pointer)
        self.plot.addItem(self.layer)
        self.plot.addItem(self.overlay)
        self.tracks: tuple[Track, ...] = ()
        self.stamped = ""
        self.days = (0.0, 1.0)
        self.log = False
        self.shaded: Stretches = ()
        self.pins: tuple[Pin, ...] = ()
        self._least = (0.0, 0.0)
        self._frame: Frame | None = None
        self._image = QImage()
        self._fresh = False
        self._tail: float | None = None  # all that has changed in the picture stands right of it; None: anything may
        self._painted: tuple[Frame, bool] | None = None  # what the picture shows, and whether its lines are soft
        self._asked: tuple[float, float, float, str] | None = None
        self._dates: list[Tick] = []
        for free in (Qt.WidgetAttribute.WA_OpaquePaintEvent, Qt.WidgetAttribute.WA_NoSystemBackground):
            self.plot.viewport().setAttribute(free)  # the picture covers all of it
        self.plot.sigDeviceRangeChanged.connect(self._resized)

    # ---- what is shown
    def show_curves(self, shown: Sequence[Shown], stamp: str) -> None:
        """These, in place of all others."""
        self.tracks = tuple(map(Track, shown))
        self.stamped = stamp
        self._least = (0.0, 0.0)
        self.change()

    def show_again(self, other: "Canvas") -> None:
        """What another one shows, appended ticks included, at its own size."""
        self.tracks, self.stamped, self.days, self.log = other.tracks, other.stamped, other.days, other.log
        self.shaded, self.pins, self.colours = other.shaded, other.pins, other.colours
        self.change()

    def show_range(self, first: float, last: float) -> None:
        """This stretch of days."""
        self.days = (first, max(last, first + _LEAST_DAYS))
        self.change()

    def change(self) -> None:
        """Something is to be drawn otherwise: it is, with all other changes, when the window is painted next."""
        self._tail = None
        self._stale()

    def change_from(self, day: float) -> None:
        """The same of what stands right of a day: as long as nothing else changes, only that is painted anew."""
        if self._fresh or self._tail is not None:
            self._tail = day if self._tail is None else min(self._tail, day)
        self._stale()

    # ---- the picture
    @property
    def frame(self) -> Frame:
        """As it is now."""
        if self._frame is None:
            size = QSizeF(self.plot.viewport().size())
            sharpness = self.plot.devicePixelRatioF()
            view = View(*self.days, size, sharpness, self.log, bool(self.pins), self._paper)
            self._frame = compose(self.tracks, view, QFontMetricsF(self.font), self._least)
            self._least = (self._frame.left, size.width() - self._frame.right)
        return self._frame

    @property
    def spots(self) -> list[Spot]:
        """The marks on the lane."""
        return lane_spots(self.frame, self.pins)

    @property
    def dates(self) -> list[Tick]:
        """What the time axis names."""
        asked = (*self.days, self.frame.dates.width(), self.words.language)
        if asked != self._asked:
            self._asked, self._dates = asked, date_ticks(self.words, *asked[:3])
        return self._dates

    @property
    def note(self) -> str:
        """What a logarithmic scale has no place for."""
        hidden = sum(track.hidden() for track in self.tracks if track.shown.panel is Panel.MAIN) if self.log else 0
        return self.words("chart.hidden", count=hidden) if hidden else ""

    @property
    def font(self) -> QFont:
        """Of all words in the chart."""
        made = QFont(self.plot.font())
        made.setPointSizeF(made.pointSizeF() * _SMALL)
        return made

    def paint(self, painter: QPainter) -> None:
        """On the screen the kept picture; on paper all of it anew."""
        if self._paper:
            self._paint_all(painter)
            return
        if not self._fresh or self._image.devicePixelRatio() != self.plot.devicePixelRatioF():
            self._repaint()
        painter.drawImage(QPointF(0, 0), self._image)

    # ---- inside
    def _stale(self) -> None:
        self._frame = None
        self._fresh = False
        self.layer.update()
        self.overlay.update()

    def _repaint(self) -> None:
        frame, sharpness = self.frame, self.plot.devicePixelRatioF()
        size = (frame.view.size * sharpness).toSize()
        if self._image.size() != size:
            self._image, self._painted = QImage(size, QImage.Format.Format_RGB32), None
        image = self._image
        image.setDevicePixelRatio(sharpness)
        drawn = drawn_lines(frame)
        strip = self._strip(frame, soft=drawn.soft)
        painter = self._begin(image, strip)
        dates = self._behind(painter, frame)
        painter.end()
        raster_lines(image, frame, drawn, self._pen, strip.left())
        painter = self._begin(image, strip)
        self._before(painter, frame, dates)
        painter.end()
        self._fresh, self._tail, self._painted = True, None, (frame, drawn.soft)

    def _strip(self, frame: Frame, *, soft: bool) -> QRectF:
        """What is to be painted: from a little before the first change on, or all of it."""
        size = frame.view.size
        if self._tail is not None and self._painted is not None and not self.log:
            before, were_soft = self._painted
            start = math.floor(frame.x(self._tail) - _WORDS)
            if start > frame.left and were_soft == soft and frame.fits(before):
                return QRectF(start, 0.0, size.width() - start, size.height())
        return QRectF(QPointF(0, 0), size)

    def _begin(self, image: QImage, strip: QRectF) -> QPainter:
        painter = QPainter(image)
        painter.setClipRect(strip)
        painter.setFont(self.font)
        return painter

    def _paint_all(self, painter: QPainter) -> None:
        painter.setFont(self.font)
        dates = self._behind(painter, self.frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke_lines(painter, self.frame, self._pen)
        self._before(painter, self.frame, dates)

    def _behind(self, painter: QPainter, frame: Frame) -> list[Tick]:
        painter.fillRect(QRectF(QPointF(0, 0), frame.view.size), QColor(self.colours["surface"]))
        dates = self.dates
        paint_backdrop(painter, frame, self.colours, self.shaded, [day for day, _ in dates])
        return dates

    def _before(self, painter: QPainter, frame: Frame, dates: Sequence[Tick]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_points(painter, frame)
        paint_marks(painter, frame, self.colours, self.stamped, self.note)
        paint_lane(painter, frame, self.spots, self.colours)
        paint_labels(painter, frame, self.colours, dates)

    def _resized(self, *_: Any) -> None:
        for item in (self.layer, self.overlay):
            item.set_size(QSizeF(self.plot.viewport().size()))
        self._least = (0.0, 0.0)
        self.change()


class _Picture(Layer):
    """The item that shows the canvas's picture."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self._canvas.paint(painter)
