"""How long the window stands still while it starts and while files come in: the worst gap of each step.

A timer of the window's own thread ticks every five milliseconds; a gap is the time from one tick to the next. The
window starts on the sample data, shows each page for the first time, then takes a file of the 14 columns of
`bench_import.py` through the steps of an import, as hands do: a workbook, and in a second process a CSV.
Run: `python -m tests.bench.bench_window [ROWS]`; needs a display (`xvfb-run -a …`), or measures offscreen. Prints one
JSON document, seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desk_app.settings import Settings
from desk_app.ui.app import Program
from desk_app.ui.pages import PAGES
from desk_app.ui.pages.trades_page import TradesPage
from tests.bench.bench_import import make_file
from tests.bench.bench_workbook import make_book

BEAT = 5  # milliseconds
STILL = 0.3  # seconds without work after which a step is over
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class Watch:
    """Ticks; knows the longest time between two ticks since it was last asked."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._worst = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self.tick)
        self._timer.start(BEAT)

    def tick(self) -> None:
        now = time.perf_counter()
        self._worst, self._last = max(self._worst, now - self._last), now

    def worst(self) -> float:
        self.tick()
        worst, self._worst = self._worst, 0.0
        return worst


class Bench:
    """A program with its window, led through steps; `told` has what each took, and its worst gap."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication(sys.argv[:1])
        self.watch = Watch()
        self.told: dict[str, dict[str, float]] = {}
        self.program = Program(self.app, folder, Settings(folder), "zh_CN")
        self.program.window.show()
        self.app.processEvents()
        self.watch.worst()

    def step(self, name: str, act: Callable[[], object]) -> None:
        """Do it, and wait until all that follows is done."""
        start = time.perf_counter()
        act()
        took = self._settle() - start
        self.told[name] = {"seconds": round(took, 2), "worst_gap": round(self.watch.worst(), 3)}

    def _settle(self) -> float:
        """The moment at which the last work had ended."""
        hub, ended = self.program.hub, time.perf_counter()
        while time.perf_counter() - ended < STILL:
            self.app.processEvents(WAIT)
            if hub.background.busy or not hub.ready:
                ended = time.perf_counter()
        return ended


def lead(folder: Path, file: Path) -> dict[str, dict[str, float]]:
    """Start, pages, import."""
    bench = Bench(folder)
    window = bench.program.window
    bench.step("start", bench.program.hub.open)
    for entry in PAGES:
        bench.step(f"page {entry.key}", partial(window.show_page, entry.key))
    page = window.page("trades")
    if not isinstance(page, TradesPage):
        raise TypeError(page)
    bench.step("file", lambda: window.take_files([file]))
    bench.step("columns", page.wizard.go_on)
    bench.step("effect", page.wizard.go_on)
    bench.step("import", page.wizard.go_on)
    bench.program.close()
    return bench.told


def measured(rows: int, kind: str) -> dict[str, dict[str, float]]:
    """A desk and a process of its own for each kind of file."""
    with tempfile.TemporaryDirectory() as name:
        file, desk = Path(name) / f"trades.{kind}", Path(name) / "desk"
        if kind == "csv":
            make_file(file, rows, "gb18030")
        else:
            make_book(file, rows)
        program = (sys.executable, "-m", "desk_app", "--data", str(desk), "samples")
        subprocess.run(program, check=True, capture_output=True)
        command = (sys.executable, "-m", "tests.bench.bench_window", "--lead", str(desk), str(file))
        told: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    if sys.argv[1:2] == ["--lead"]:
        print(json.dumps(lead(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(json.dumps({"rows": rows, **{kind: measured(rows, kind) for kind in ("xlsx", "csv")}}, indent=2))


if __name__ == "__main__":
    main()
