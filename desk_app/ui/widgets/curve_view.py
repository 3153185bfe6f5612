"""Curves over time: prices on the right axis, indices on the left, a crosshair that walks their points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.curve.curve import Curve, line, nearest
from desk_app.i18n import Words
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.date_axis import DateAxis, ValueAxis

_MANY_POINTS = 5_000  # from here on lines are drawn without smoothing
_MARGIN = 0.04  # of the range, to the right: room for the newest value's mark
_POINTS = "points"
_RECENT = 40  # values


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A curve on the chart: its name, colour, and the words beside its newest value."""

    curve: Curve
    name: str
    colour: str
    mark: str


class CurveView(QWidget):
    """`pointed` brings, for each curve shown, the position under the crosshair; empty when it is hidden."""

    pointed = Signal(list)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self.shown: tuple[Shown, ...] = ()
        self.at: list[int | None] = []
        sides = {side: ValueAxis(side) for side in ("left", "right")}
        self.plot = pg.PlotWidget(axisItems={"bottom": DateAxis(words), **sides})
        item = self.plot.getPlotItem()
        self.prices: pg.ViewBox = item.getViewBox()
        self.indices = pg.ViewBox(enableMenu=False)
        self._stamp = pg.TextItem(anchor=(0, 1))
        self._line = pg.InfiniteLine(angle=90)
        self._dots = {box: pg.ScatterPlotItem(size=8) for box in (self.prices, self.indices)}
        self._items: list[tuple[pg.ViewBox, object]] = []
        self._set_up(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.repaint_colours)
        self.repaint_colours()

    def _set_up(self, item: pg.PlotItem) -> None:
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        item.showAxis("right")
        item.scene().addItem(self.indices)
        item.getAxis("left").linkToView(self.indices)
        item.getAxis("right").linkToView(self.prices)
        self.indices.setXLink(self.prices)
        self.prices.sigResized.connect(self._follow_size)
        for box in (self.prices, self.indices):
            box.setMouseEnabled(x=True, y=False)
            box.setAutoVisible(y=True)
            box.enableAutoRange(axis="y")
            box.setDefaultPadding(0.08)
            box.addItem(self._dots[box], ignoreBounds=True)
        self.prices.addItem(self._line, ignoreBounds=True)
        self._stamp.setParentItem(self.prices)
        self._line.hide()
        self.plot.scene().sigMouseMoved.connect(self._moved)

    # ---- what is shown
    def show_curves(self, shown: Sequence[Shown], stamp: str) -> None:
        """Draw these; `stamp` is written into the chart's corner, and so into every picture of it."""
        self._clear()
        self.shown = tuple(shown)
        self._stamp.setText(stamp)
        smooth = sum(len(each.curve.days) for each in shown) < _MANY_POINTS
        for each in shown:
            self._draw(each, smooth)
        item = self.plot.getPlotItem()
        item.showAxis("left", any(each.curve.unit == _POINTS for each in shown))
        item.showAxis("right", any(each.curve.unit != _POINTS for each in shown))
        item.getAxis("right").setGrid(60 if item.getAxis("right").isVisible() else False)
        item.getAxis("left").setGrid(False if item.getAxis("right").isVisible() else 60)
        self.hide_crosshair()

    def show_days(self, first: int, last: int) -> None:
        """Show this stretch of days, with some room for the newest value's mark."""
        room = max((last - first) * _MARGIN, 1.0)
        self.prices.setXRange(first, last + 1 + room, padding=0)

    @property
    def days_shown(self) -> tuple[float, float]:
        """The stretch of the axis that is seen, in days."""
        low, high = self.prices.viewRange()[0]
        return float(low), float(high)

    def _draw(self, each: Shown, smooth: bool) -> None:
        box = self._box(each)
        path = line(each.curve)
        pen = pg.mkPen(each.colour, width=1)
        drawn = pg.PlotDataItem(path.x, path.y, pen=pen, connect="finite", antialias=smooth)
        if box is self.prices:
            self.plot.getPlotItem().addItem(drawn)
        else:
            box.addItem(drawn)
            drawn.setDownsampling(auto=True, method="peak")
            drawn.setClipToView(True)
        self._items.append((box, drawn))
        self._mark_newest(each, box)

    def _mark_newest(self, each: Shown, box: pg.ViewBox) -> None:
        newest = each.curve.newest
        if newest is None:
            return
        x, y = self._place(each.curve, newest)
        dot = pg.ScatterPlotItem([x], [y], size=6, brush=each.colour, pen=None)
        behind = QColor(self._theme.palette["surface"])
        behind.setAlphaF(0.85)
        text = pg.TextItem(each.mark, color=each.colour, anchor=(1, _above(each.curve)), fill=behind)
        text.setPos(x, y)
        for item in (dot, text):
            box.addItem(item, ignoreBounds=True)
            self._items.append((box, item))

    def _clear(self) -> None:
        for box, item in self._items:
            if box is self.prices:
                self.plot.getPlotItem().removeItem(item)
            else:
                box.removeItem(item)
        self._items = []

    def _box(self, each: Shown) -> pg.ViewBox:
        return self.indices if each.curve.unit == _POINTS else self.prices

    @staticmethod
    def _place(curve: Curve, position: int) -> tuple[float, float]:
        """Where a value stands: on its day, or at the end of its period's step."""
        days = curve.ends if curve.steps else curve.days
        return float(days[position]), float(curve.values[position])

    # ---- the crosshair
    def point_at(self, x: float) -> None:
        """Put the crosshair on the values nearest to a place on the axis."""
        self.at = [nearest(each.curve, x) for each in self.shown]
        lead = next(((e, at) for e, at in zip(self.shown, self.at, strict=True) if at is not None), None)
        if lead is None:
            return
        self._line.setPos(self._place(lead[0].curve, lead[1])[0])
        self._line.show()
        for box, dots in self._dots.items():
            dots.setData(self._spots(box))
        self.pointed.emit(list(self.at))

    def walk(self, steps: int) -> None:
        """Go on by so many known values of the first curve."""
        if not self.shown or not len(known := self.shown[0].curve.known):
            return
        now = self.at[0] if self.at else None
        place = int(np.searchsorted(known, now)) + steps if now is not None else len(known) - 1
        position = int(known[min(max(place, 0), len(known) - 1)])
        self.point_at(float(self.shown[0].curve.days[position]))
        self._bring_into_view(float(self.shown[0].curve.days[position]))

    def hide_crosshair(self) -> None:
        """No crosshair, no values."""
        self.at = []
        self._line.hide()
        for dots in self._dots.values():
            dots.clear()
        self.pointed.emit([])

    def _spots(self, box: pg.ViewBox) -> list[dict[str, object]]:
        pairs = zip(self.shown, self.at, strict=True)
        return [
            {"pos": self._place(each.curve, at), "brush": each.colour}
            for each, at in pairs
            if at is not None and self._box(each) is box
        ]

    def _bring_into_view(self, x: float) -> None:
        low, high = self.days_shown
        if not low <= x <= high:
            self.prices.translateBy(x=x - (low if x < low else high))

    def _moved(self, place: QPointF) -> None:
        if self.shown and self.prices.sceneBoundingRect().contains(place):
            self.point_at(float(self.prices.mapSceneToView(place).x()))

    # ---- looks
    def repaint_colours(self) -> None:
        """In the palette in force; the curves' own colours come with them."""
        colours = self._theme.palette
        self.plot.setBackground(colours["surface"])
        for name in ("left", "right", "bottom"):
            axis = self.plot.getPlotItem().getAxis(name)
            axis.setPen(pg.mkPen(colours["line_strong"]))
            axis.setTextPen(pg.mkPen(colours["text_soft"]))
            axis.setStyle(tickFont=self.font(), tickLength=-4, autoExpandTextSpace=True)
            axis.setStyle(maxTickLevel=0)
            axis.enableAutoSIPrefix(False)
        self._line.setPen(pg.mkPen(colours["text_faint"], style=Qt.PenStyle.DashLine))
        self._stamp.setColor(QColor(colours["text_faint"]))
        for dots in self._dots.values():
            dots.setPen(pg.mkPen(colours["surface"], width=1))

    def _follow_size(self) -> None:
        area = self.prices.sceneBoundingRect()
        self.indices.setGeometry(area)
        self._stamp.setPos(6, self.prices.boundingRect().height() - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
        if event.key() in steps:
            self.walk(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.hide_crosshair()
        else:
            super().keyPressEvent(event)


def _above(curve: Curve) -> float:
    """Where the newest value's mark keeps clear of the line: over a rise, under a fall."""
    recent = curve.values[curve.known[-_RECENT:]]
    return 1.3 if float(recent.mean()) <= float(recent[-1]) else -0.3
