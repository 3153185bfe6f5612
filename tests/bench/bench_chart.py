"""A frame of the chart while it is dragged along, and its crosshair, beside pyqtgraph's own chart in the same process.

The two take turns, ten frames at a time, so that a busy machine slows both; `ratio` is theirs to ours, by the thread's
own time. `QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_chart`, and under `xvfb-run -a` for a real window.
Prints one JSON document, milliseconds.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtWidgets import QApplication

from desk_app.domain.curve.curve import Curve
from desk_app.ui.theme import Theme
from tests.bench.charts import END, YEARS, Ours, Theirs, app, curve, painted, timed, told

TURNS, FRAMES, WARM = 6, 13, 3

SCENES: dict[str, Callable[[], list[Curve]]] = {
    "30 x 10 years daily + 1 M": lambda: [*(curve(f"d{at}", 3653, at) for at in range(30)), curve("i", 1_000_000, 99)],
    "1 x 10 M": lambda: [curve("i", 10_000_000, 99)],
    "30 x 100,000": lambda: [curve(f"c{at}", 100_000, at) for at in range(30)],
    "1 x 250": lambda: [curve("d", 250, 1)],
}


def moved(chart: Ours | Theirs, at: int, program: QApplication) -> None:
    """Dragged along a little, and painted."""
    chart.go(END - YEARS * 0.97 + at * 1.7, END - YEARS * 0.03 + at * 1.7)
    painted(chart, program)


def pointed(chart: Ours | Theirs, at: int, program: QApplication) -> None:
    """The crosshair moved, and painted."""
    chart.point(END - YEARS * 0.9 + at * 37.3, 100.0 + 9 * at)
    painted(chart, program)


def _own(times: list[tuple[float, float]]) -> float:
    """The thread's own median time of the last turn."""
    return float(np.median([own for _, own in times[WARM - FRAMES :]]))


def measured(curves: list[Curve], theme: Theme, program: QApplication) -> dict[str, object]:
    """Both, in turns."""
    charts: tuple[Ours | Theirs, ...] = (Ours(curves, theme), Theirs(curves, theme))
    found: dict[str, object] = {}
    for name, act in (("frame", moved), ("crosshair", pointed)):
        times: tuple[list[tuple[float, float]], ...] = ([], [])
        ratios = []
        for turn in range(TURNS):
            places = range(turn * FRAMES, (turn + 1) * FRAMES)
            for chart, kept in zip(charts, times, strict=True):
                kept.extend([timed(partial(act, chart, at, program)) for at in places][WARM:])
            ratios.append(_own(times[1]) / _own(times[0]))
        ours, theirs = times
        found[name] = {"ours": told(ours), "pyqtgraph": told(theirs), "ratio": round(float(np.median(ratios)), 2)}
    for chart in charts:
        chart.view.close()
        chart.view.deleteLater()
    program.processEvents()
    return found


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    program = app()
    theme = Theme(program, "light")
    wanted = [name for name in SCENES if not sys.argv[1:] or any(part in name for part in sys.argv[1:])]
    scenes = {name: measured(SCENES[name](), theme, program) for name in wanted}
    report = {"platform": program.platformName(), "load": round(os.getloadavg()[0], 1), **scenes}
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
