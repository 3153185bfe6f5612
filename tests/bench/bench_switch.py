"""How long another series takes from the click in the list to its curve painted. Not a test: it prints, it never fails.

Run: `python -m tests.bench.bench_switch [TRADES] [FOLDER]` (a million unless told, made and built as `bench_index.py`
does; a FOLDER keeps the desk for the next run). Needs a display (`xvfb-run -a …`), or measures offscreen. The real
window is opened on the desk; rows of the list are clicked by the mouse, one after the other, then with Ctrl a second
and a third one beside the first, then with averages, band, tonnage and deals on. Prints one JSON document:
milliseconds, median and 95th percentile of each; and of each the floor: the store's query of the same values alone,
and the same picture painted again. On a machine that does other work too, `one_processor` says how long this work had.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.domain.base.period import Every
from desk_app.domain.curve.look import Look
from desk_app.jobs.build_index import build_index
from desk_app.jobs.load_curve import load_graded
from desk_app.jobs.open_desk import open_desk
from desk_app.settings import Settings
from desk_app.ui.app import Program
from desk_app.ui.pages.curves_page import CurvesPage
from tests.bench.bench_index import LAST, fill
from tests.bench.on_a_desk import tell

if TYPE_CHECKING:
    from desk_app.ui.widgets.chart.shown import Shown

TIMES = 40
STILL = 0.4  # seconds without work after which the window has settled
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class Bench:
    """A program with its window on the curves page."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication(sys.argv[:1])
        self.processor: list[float] = []
        settings = Settings(folder)
        settings.set("page", "curves")
        (folder / "layouts.json").unlink(missing_ok=True)
        self.program = Program(self.app, folder, settings, "zh_CN")
        self.program.window.resize(1600, 900)
        self.program.window.show()
        self.program.hub.open()
        self.settle()
        self.program.window.show_page("curves")
        self.settle()
        page = self.program.window.page("curves")
        if not isinstance(page, CurvesPage):
            raise TypeError(page)
        self.page = page

    def settle(self) -> None:
        ended = time.perf_counter()
        while time.perf_counter() - ended < STILL:
            self.app.processEvents(WAIT)
            if self.program.hub.background.busy or not self.program.hub.ready:
                ended = time.perf_counter()

    def click(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        table = self.page.list.table
        table.scrollTo(table.records.index(row, 1))
        spot: QPoint = table.visualRect(table.records.index(row, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, spot)

    def painted(self, act: Callable[[], object], codes: Callable[[], Sequence[str]]) -> float:
        """Milliseconds from the act to the picture that shows it."""
        start, begun = time.perf_counter(), time.process_time()
        act()
        wanted, view = list(codes()), self.page.chart.view
        assert view is not None
        while self.page.chart.easel.codes != wanted or self.program.hub.background.busy:
            self.app.processEvents(WAIT)
        view.canvas.plot.viewport().repaint()
        self.processor.append((time.process_time() - begun) * 1000)
        return (time.perf_counter() - start) * 1000

    def repainted(self) -> float:
        """The floor of it: the same drawn and painted once more."""
        start = time.perf_counter()
        self.page.chart.draw()
        view = self.page.chart.view
        assert view is not None
        view.canvas.plot.viewport().repaint()
        return (time.perf_counter() - start) * 1000


def figures(of: Sequence[float]) -> dict[str, float]:
    ordered = sorted(of)
    return {"median_ms": round(statistics.median(ordered), 1), "p95_ms": round(ordered[int(0.95 * len(ordered))], 1)}


def read_alone(folder: Path) -> list[float]:
    """The same values from the store, without a window."""
    with open_desk(folder) as desk:
        codes = [row[0] for row in desk.database.conn.execute("SELECT DISTINCT code FROM index_values LIMIT 20")]
        found = []
        for code in codes * 2:
            start = time.perf_counter()
            load_graded(desk, code, Every.DAY)
            found.append((time.perf_counter() - start) * 1000)
    return found


def switched(bench: Bench, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[float]:
    """From series to series; with Ctrl the clicked one comes and goes beside the others."""
    page, found = bench.page, []
    rows = page.list.model.rowCount()
    for at in range(TIMES):
        row = (7 * at + 3) % rows
        found.append(bench.painted(partial(bench.click, row, modifier), lambda: page.side.codes))
        if modifier is not Qt.KeyboardModifier.NoModifier and len(page.side.codes) > 3:
            bench.painted(lambda: bench.click(0), lambda: page.side.codes)
    return found


def measured(folder: Path) -> dict[str, object]:
    bench = Bench(folder)
    switched(bench)
    bench.processor.clear()
    told: dict[str, object] = {"one": figures(switched(bench)), "one_processor": figures(bench.processor)}
    told["one_painted_again"] = figures([bench.repainted() for _ in range(TIMES)])
    told["beside_others"] = figures(switched(bench, Qt.KeyboardModifier.ControlModifier))
    bench.click(3)
    bench.settle()
    bench.page.chart.set_look(Look(averages=("sma5", "sma20", "ema26"), band=True, tonnes=True))
    told["with_averages_band_tonnage"] = figures(switched(bench))
    bench.page.chart.set_look(Look(averages=("sma5", "sma20", "ema26"), band=True, tonnes=True, deals=True))
    told["with_deals_too"] = figures(switched(bench))
    told["deals_on_view"] = max((len(each.curve.days) for each in shown(bench)), default=0)
    bench.program.close()
    return told


def shown(bench: Bench) -> "Sequence[Shown]":
    view = bench.page.chart.view
    return view.shown if view is not None else ()


def bench(folder: Path, count: int) -> dict[str, object]:
    with open_desk(folder) as desk:
        if not desk.database.conn.execute("SELECT 1 FROM trades").fetchone():
            fill(desk, count)
            build_index(desk, today=LAST)
        trades = desk.database.conn.execute("SELECT count(*) FROM trades").fetchone()[0]
    told = {"trades": trades, "load_before": os.getloadavg()[0], "store_alone": figures(read_alone(folder))}
    return {**told, **measured(folder), "load_after": os.getloadavg()[0]}


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    tell(bench, 1_000_000)


if __name__ == "__main__":
    main()
