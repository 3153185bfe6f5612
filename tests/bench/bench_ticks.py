"""A thousand ticks a second on the chart: `python -m tests.bench.bench_ticks [SECONDS]`, 60 unless told otherwise.

A thread puts ticks into a mailbox; every 33 milliseconds the window drains it, appends what came and paints once. Told:
whether every tick was counted; how long after its arrival a tick was painted; the whole process's share of one core;
memory; and what one such update costs the window's thread, beside pyqtgraph's own chart with its best settings in the
same process, in turns, and matplotlib (installed by pip into a folder of its own), which draws everything anew. Prints
one JSON document.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import venv
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk_app.domain.curve.curve import Floats
from desk_app.feeds.mailbox import Mailbox
from desk_app.ui.theme import Theme
from tests.bench.charts import END, Ours, Theirs, app, curve, painted, timed, told

RATE, HISTORY, STRETCH = 1_000, 100_000, 0.4  # a second; values before; days they take
BEAT, BATCH = 33, 5  # milliseconds between updates; ticks put at a time
UPDATES, TURNS, WARM = 20, 5, 3
Tick = tuple[float, float, float]  # day, value, when it arrived
THEIRS = """
import json, sys, time
import numpy as np
import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot

history, updates, each = map(int, sys.argv[1:])
figure = pyplot.figure(figsize=(16, 9), dpi=100)
axes = figure.add_subplot()
x = np.linspace(0.0, 0.4, history + updates * each)
y = 400_000 * np.exp(np.cumsum(np.random.default_rng(1).normal(0.0, 1e-5, len(x))))
(line,) = axes.plot(x[:history], y[:history], linewidth=1)
figure.canvas.draw()
times = []
for at in range(updates):
    end = history + (at + 1) * each
    start = time.thread_time()
    line.set_data(x[:end], y[:end])
    axes.relim()
    axes.autoscale_view()
    figure.canvas.draw()
    times.append((time.thread_time() - start) * 1e3)
print(json.dumps(float(np.median(times))))
"""


class Feed(threading.Thread):
    """Puts `RATE` ticks a second until it was told how many."""

    def __init__(self, box: Mailbox[Tick], count: int) -> None:
        super().__init__(daemon=True)
        self._box, self._count = box, count

    def run(self) -> None:
        start = time.perf_counter()
        values = 400_000 + np.cumsum(np.random.default_rng(2).normal(0, 20, self._count))
        for first in range(0, self._count, BATCH):
            wait = start + first / RATE - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            now = time.perf_counter()
            these = range(first, min(first + BATCH, self._count))
            self._box.put((END + at / RATE / 86400, float(values[at]), now) for at in these)


class Desk:
    """The window's side: drain, append, paint once, look at the clock."""

    def __init__(self, chart: Ours, program: QApplication, count: int) -> None:
        self.box: Mailbox[Tick] = Mailbox(100_000)
        self._chart, self._program, self._count = chart, program, count
        self.counted, self.lost = 0, 0
        self.ages: list[Floats] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._update)
        self._timer.start(BEAT)

    def _update(self) -> None:
        ticks = np.array(self.box.drain())
        if not len(ticks):
            return
        self._chart.append(ticks[:, 0], ticks[:, 1])
        self._chart.view.canvas.plot.viewport().repaint()
        self.ages.append(time.perf_counter() - ticks[:, 2])
        self.counted += len(ticks)
        if self.counted == self._count:
            self._program.quit()


def memory() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def lived(program: QApplication, theme: Theme, seconds: int) -> dict[str, object]:
    """So many seconds of ticks."""
    chart = Ours([curve("ticks", HISTORY, 1, STRETCH)], theme)
    chart.view.show_days(END - STRETCH, END)
    painted(chart, program)
    count = seconds * RATE
    desk = Desk(chart, program, count)
    held: list[float] = []
    QTimer.singleShot(min(seconds, 10) * 500, lambda: held.append(memory()))
    wall, own = time.perf_counter(), time.process_time()
    Feed(desk.box, count).start()
    program.exec()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    ages = np.concatenate(desk.ages) * 1e3
    kept = chart.view.canvas.tracks[0].points
    chart.view.close()
    return {
        "ticks": count,
        "counted": desk.counted,
        "kept": len(kept) - HISTORY,
        "seconds": round(wall, 1),
        "age_median_ms": round(float(np.median(ages)), 1),
        "age_p99_ms": round(float(np.percentile(ages, 99)), 1),
        "core_percent": round(100 * own / wall, 1),
        "memory_mb": [round(held[0]), round(memory())],
    }


def compared(program: QApplication, theme: Theme) -> dict[str, object]:
    """The cost of one update, ours and pyqtgraph's, in turns."""
    history = curve("ticks", HISTORY, 1, STRETCH)
    ours, theirs = Ours([history], theme), Theirs([history], theme)
    for chart in (ours, theirs):
        chart.go(END - STRETCH, END + 0.01)
        painted(chart, program)
    each = RATE * BEAT // 1000
    days = np.append(history.days, END + (np.arange(TURNS * UPDATES * each) + 1) / RATE / 86400)
    values = np.append(history.values, 4e5 + np.arange(float(len(days) - HISTORY)) % 700.0)
    mine: list[tuple[float, float]] = []
    other: list[tuple[float, float]] = []
    ratios = []
    for turn in range(TURNS):
        ends = [HISTORY + (turn * UPDATES + at + 1) * each for at in range(UPDATES)]
        mine += [timed(partial(_appended, ours, program, days, values, end - each, end)) for end in ends][WARM:]
        other += [timed(partial(_set, theirs, program, days, values, end)) for end in ends][WARM:]
        ratios.append(_own(other[WARM - UPDATES :]) / _own(mine[WARM - UPDATES :]))
    return {"ours": told(mine), "pyqtgraph": told(other), "pyqtgraph_to_ours": round(float(np.median(ratios)), 2)}


def _appended(chart: Ours, program: QApplication, days: Floats, values: Floats, start: int, end: int) -> None:
    chart.append(days[start:end], values[start:end])
    painted(chart, program)


def _set(chart: Theirs, program: QApplication, days: Floats, values: Floats, end: int) -> None:
    chart.lines[0].setData(days[:end], values[:end])
    painted(chart, program)


def _own(times: list[tuple[float, float]]) -> float:
    return float(np.median([own for _, own in times]))


def matplotlib(updates: int) -> float | None:
    """Milliseconds of its thread for one update; None where it can't be installed."""
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        python = Path(name) / ("Scripts" if os.name == "nt" else "bin") / "python"
        ready = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "matplotlib"], capture_output=True, check=False
        )
        if ready.returncode:
            return None
        command = (python, "-c", THEIRS, str(HISTORY), str(updates), str(RATE * BEAT // 1000))
        return float(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    program = app()
    theme = Theme(program, "light")
    report: dict[str, object] = {"platform": program.platformName(), "load": round(os.getloadavg()[0], 1)}
    report["live"] = lived(program, theme, seconds)
    report["update"] = update = compared(program, theme)
    theirs, ours = matplotlib(UPDATES), update["ours"]
    report["matplotlib_ms"] = theirs
    if theirs is not None and isinstance(ours, dict):
        report["matplotlib_to_ours"] = round(theirs / ours["thread"], 1)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
