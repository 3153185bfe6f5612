"""The chart's two layers over one time axis: prices read on the right, indices on the left."""

from collections.abc import Callable, Sequence
from functools import partial

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desk_app.domain.curve.curve import Curve, Line
from desk_app.i18n import Words
from desk_app.ui.palette import Palette
from desk_app.ui.widgets.chart.axes import DateAxis, ValueAxis

_RECENT = 40  # values
_SIDES = ("left", "right", "bottom")


class Canvas:
    """What pyqtgraph needs to know. Prices belong to the plot's own layer, indices to one laid over it."""

    def __init__(self, words: Words, pen: float) -> None:
        self._pen = pen
        sides = {side: ValueAxis(side) for side in ("left", "right")}
        self.plot = pg.PlotWidget(axisItems={"bottom": DateAxis(words), **sides})
        self.item: pg.PlotItem = self.plot.getPlotItem()
        self.prices: pg.ViewBox = self.item.getViewBox()
        self.indices = pg.ViewBox(enableMenu=False)
        self.line = pg.InfiniteLine(angle=90)
        self.dots = {box: pg.ScatterPlotItem(size=8) for box in (self.prices, self.indices)}
        self._stamp = pg.TextItem(anchor=(0, 1))
        self.stamped = ""
        self._remove: list[Callable[[], None]] = []
        self._shades: list[pg.LinearRegionItem] = []
        self._shade = QColor()
        self._set_up()

    def _set_up(self) -> None:
        item = self.item
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        item.showAxis("right")
        item.scene().addItem(self.indices)
        item.getAxis("left").linkToView(self.indices)
        item.getAxis("right").linkToView(self.prices)
        self.indices.setXLink(self.prices)
        for box in (self.prices, self.indices):
            box.setMouseEnabled(x=True, y=False)
            box.setAutoVisible(y=True)
            box.enableAutoRange(axis="y")
            box.setDefaultPadding(0.08)
            box.addItem(self.dots[box], ignoreBounds=True)
        self.prices.addItem(self.line, ignoreBounds=True)
        self._stamp.setParentItem(self.prices)
        self.line.hide()
        self.prices.sigResized.connect(self._follow_size)

    def box(self, unit: str) -> pg.ViewBox:
        """The layer of a unit: "points" or "yuan/t"."""
        return self.indices if unit in {"points", "percent"} else self.prices

    def shade(self, stretches: Sequence[tuple[float, float]]) -> None:
        """Stretches of days that are shaded, behind everything."""
        for each in self._shades:
            self.prices.removeItem(each)
        self._shades = [pg.LinearRegionItem(each, movable=False, brush=self._shade, pen=None) for each in stretches]
        for each in self._shades:
            each.setZValue(-10)
            self.prices.addItem(each, ignoreBounds=True)

    def set_log(self, on: bool) -> None:
        """Logarithmic value axes."""
        for box in (self.prices, self.indices):
            for each in box.addedItems:
                if isinstance(each, pg.PlotDataItem):
                    each.setLogMode(False, on)
        for side in ("left", "right"):
            self.item.getAxis(side).setLogMode(x=False, y=on)

    def clear(self) -> None:
        """Take all curves off."""
        for remove in self._remove:
            remove()
        self._remove = []

    def draw(self, path: Line, unit: str, colour: str, *, smooth: bool, dashed: bool = False) -> None:
        """One curve; its settings are given after it is added, or adding would overwrite them."""
        box = self.box(unit)
        width = self._pen * (self.plot.devicePixelRatioF() if smooth else 1)  # wide pens are dear on long curves
        pen = pg.mkPen(colour, width=width, style=Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        drawn = pg.PlotDataItem(path.x, path.y, pen=pen, connect="finite", antialias=smooth)
        if box is self.prices:
            self.item.addItem(drawn)
            self._remove.append(partial(self.item.removeItem, drawn))
        else:
            box.addItem(drawn)
            self._remove.append(partial(box.removeItem, drawn))
            drawn.setDownsampling(auto=True, method="peak")
            drawn.setClipToView(True)

    def mark(self, curve: Curve, text: str, colour: str, behind: str) -> None:
        """A dot on the newest value, with words."""
        newest = curve.newest
        if newest is None:
            return
        x, y = place(curve, newest)
        fill = QColor(behind)
        fill.setAlphaF(0.85)
        words = pg.TextItem(text, color=colour, anchor=(1, _above(curve)), fill=fill)
        words.setPos(x, y)
        box = self.box(curve.unit)
        for item in (pg.ScatterPlotItem([x], [y], size=6, brush=colour, pen=None), words):
            box.addItem(item, ignoreBounds=True)
            self._remove.append(partial(box.removeItem, item))

    def show_axes(self, units: set[str]) -> None:
        """Only the axes that are read; the grid belongs to one of them."""
        prices = bool(units - {"points", "percent"})
        for side, shown in (("left", bool(units & {"points", "percent"})), ("right", prices)):
            self.item.showAxis(side, shown)
            self.item.getAxis(side).setGrid(60 if shown and (side == "right" or not prices) else False)

    def stamp(self, text: str) -> None:
        """What is written into the chart's corner, and so into every picture of it."""
        self.stamped = text
        self._stamp.setText(text)

    def repaint_colours(self, colours: Palette) -> None:
        """Paper, axes, crosshair."""
        self.plot.setBackground(colours["surface"])
        self._shade = QColor(colours["sunken"])
        for side in _SIDES:
            axis = self.item.getAxis(side)
            axis.setPen(pg.mkPen(colours["line_strong"]))
            axis.setTextPen(pg.mkPen(colours["text_soft"]))
            axis.setStyle(tickFont=self.plot.font(), tickLength=-4, autoExpandTextSpace=True, maxTickLevel=0)
            axis.enableAutoSIPrefix(False)
        self.line.setPen(pg.mkPen(colours["text_faint"], style=Qt.PenStyle.DashLine))
        self._stamp.setColor(QColor(colours["text_faint"]))
        for dots in self.dots.values():
            dots.setPen(pg.mkPen(colours["surface"], width=1))

    def _follow_size(self) -> None:
        self.indices.setGeometry(self.prices.sceneBoundingRect())
        self._stamp.setPos(6, self.prices.boundingRect().height() - 4)


def place(curve: Curve, position: int) -> tuple[float, float]:
    """Where a value stands: on its day, or at the end of its period's step."""
    day = curve.ends[position] + 1 if curve.steps else curve.days[position]
    return float(day), float(curve.values[position])


def _above(curve: Curve) -> float:
    """Where the newest value's mark keeps clear of the line: over a rise, under a fall."""
    recent = curve.values[curve.known[-_RECENT:]]
    return 1.3 if float(recent.mean()) <= float(recent[-1]) else -0.3
