"""The same curves on our chart and on pyqtgraph's own, with its best settings, for `bench_chart` and `bench_ticks`."""

import time
from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.domain.base.period import Every
from desk_app.domain.curve.curve import Curve, Floats
from desk_app.i18n import Words
from desk_app.ui.fonts import set_font
from desk_app.ui.theme import Theme
from desk_app.ui.widgets.chart.chart_view import ChartView
from desk_app.ui.widgets.chart.shown import Shown

SIZE = (1600, 900)
END = 20_000.0  # a day in 2024
YEARS = 3653.0  # days in ten years
_ROUNDS = 20  # in which a change has to be painted


def app() -> QApplication:
    """The program's, with its font."""
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    set_font(made)
    return made


def curve(code: str, count: int, seed: int, stretch: float = YEARS) -> Curve:
    """A price on its random way, `count` values over so many days."""
    days = np.linspace(END - stretch, END, count)
    step = 0.012 * (stretch / count) ** 0.5
    values = 400_000 * np.exp(np.cumsum(np.random.default_rng(seed).normal(0.0, step, count)))
    nothing = np.zeros(count)
    return Curve(
        code, Every.DAY, "yuan/t", days, days, values, ("ok",) * count, nothing.astype(np.int64), nothing, ("",) * count
    )


class Ours:
    """Our chart."""

    def __init__(self, curves: Sequence[Curve], theme: Theme) -> None:
        self.view = ChartView(theme, Words("zh_CN"))
        self.view.resize(*SIZE)
        colours = theme.palette.series
        self.view.show_curves(
            [Shown(each, each.code, colours[at % len(colours)]) for at, each in enumerate(curves)], ""
        )
        self.view.show()
        self.paints = Painted(self.view.canvas.plot.viewport())

    def go(self, first: float, last: float) -> None:
        self.view.canvas.show_range(first, last)

    def point(self, x: float, y: float) -> None:
        self.view.point_at(x, y)

    def append(self, days: Floats, values: Floats) -> None:
        self.view.append("ticks", days, values)


class Theirs:
    """pyqtgraph's own: downsampling to peaks, clipped to the view, pens of one pixel, values on their own range."""

    def __init__(self, curves: Sequence[Curve], theme: Theme) -> None:
        self.view = pg.PlotWidget(background=theme.palette["surface"])
        self.view.resize(*SIZE)
        item = self.view.getPlotItem()
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        item.showGrid(x=True, y=True, alpha=0.3)
        colours = theme.palette.series
        self.lines = [
            item.plot(each.days, each.values, pen=pg.mkPen(colours[at % len(colours)], width=1))
            for at, each in enumerate(curves)
        ]
        box = item.getViewBox()
        box.setAutoVisible(y=True)
        box.enableAutoRange(axis="y")
        self.cross = [pg.InfiniteLine(angle=angle) for angle in (90, 0)]
        for each in self.cross:
            item.addItem(each, ignoreBounds=True)
        self.view.show()
        self.paints = Painted(self.view.viewport())

    def go(self, first: float, last: float) -> None:
        self.view.setXRange(first, last, padding=0)

    def point(self, x: float, y: float) -> None:
        self.cross[0].setPos(x)
        self.cross[1].setPos(self.view.getPlotItem().getViewBox().viewRange()[1][0] + y)


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.count = 0
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def painted(chart: "Ours | Theirs", program: QApplication) -> None:
    """Let the window live until it has painted what changed."""
    before = chart.paints.count
    for _ in range(_ROUNDS):
        program.processEvents()
        if chart.paints.count > before:
            return
    raise RuntimeError("nothing was painted")


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of this thread."""
    wall, own = time.perf_counter(), time.thread_time()
    act()
    return (time.perf_counter() - wall) * 1e3, (time.thread_time() - own) * 1e3


def told(times: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Median and 95th percentile by the clock, and the thread's own median, in milliseconds."""
    wall, own = np.array(times).T
    return {
        "median": round(float(np.median(wall)), 2),
        "p95": round(float(np.percentile(wall, 95)), 2),
        "thread": round(float(np.median(own)), 2),
    }
