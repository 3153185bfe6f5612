"""How long the price board takes, and how long the window stands still for it. Not a test: it prints, it never fails.

Run: `python -m tests.bench.bench_board [TRADES] [FOLDER]`. The desk is that of `bench_index.py` (1,000,000 trades of 30
products over 783 weekdays unless told); a FOLDER keeps it for the next run. Prints one JSON document. First, in
milliseconds, median and 95th percentile of `ROUNDS` and of the processor, which says how long it would take alone:
reading what the board is made of, the board out of it, one look of ten alerts at nothing new; the floor is SQLite's own
reading of the same rows. Then in the window, in seconds, offscreen unless there is a display: from showing the page to
its rows, and the longest that the window's thread stood still or worked in one go meanwhile: when it is first shown,
when figures come, on another tax basis, sorted, shown again.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.alert import Kind, Side
from desk_app.jobs.build_index import build_index
from desk_app.jobs.check_alerts import check_alerts
from desk_app.jobs.load_board import load_ground, show_board
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.set_alert import AlertRequest, set_alert
from tests.bench.bench_index import LAST, PRODUCTS, fill
from tests.bench.on_a_desk import tell

ROUNDS = 20
_VALUES = "SELECT period, value, max(vintage) FROM index_values WHERE every = 'day' GROUP BY code, period"
_SUMS = "SELECT product, day, value, mass, trades FROM product_days"


def took(work: Callable[[], object]) -> tuple[float, float]:
    """On the clock, and of the processor in this thread."""
    start, used = time.perf_counter(), time.thread_time()
    work()
    return 1000 * (time.perf_counter() - start), 1000 * (time.thread_time() - used)


def measured(work: Callable[[], object]) -> dict[str, float]:
    found = sorted(took(work) for _ in range(ROUNDS))
    walls, processor = [wall for wall, _ in found], [used for _, used in found]
    p95 = walls[int(0.95 * (ROUNDS - 1))]
    figures = {"median": statistics.median(walls), "p95": p95, "processor": statistics.median(processor)}
    return {name: round(figure, 1) for name, figure in figures.items()}


def jobs(desk: Desk) -> dict[str, object]:
    """What is done behind the window."""
    connection = desk.database.conn
    ground = load_ground(desk, LAST)
    if not connection.execute("SELECT 1 FROM alert_rules").fetchone():
        for key in PRODUCTS[:10]:
            set_alert(desk, AlertRequest(key, Kind.DISTANCE, Side.EITHER, "3"))
    return {
        "rows": len(show_board(ground).rows),
        "floor_reading": measured(lambda: [connection.execute(sql).fetchall() for sql in (_VALUES, _SUMS)]),
        "reading": measured(lambda: load_ground(desk, LAST)),
        "board": measured(lambda: show_board(ground)),
        "board_with_vat": measured(lambda: show_board(ground, "2025Q1..2025Q3", Tax.INCL)),
        "ten_alerts": measured(lambda: check_alerts(desk)),
    }


def window(folder: Path) -> dict[str, dict[str, float]]:
    """The window's thread, in a process of its own."""
    from PySide6.QtCore import Qt, QTimer

    from desk_app.ui.pages.board_page import BoardPage
    from tests.bench.bench_window import BEAT, Bench

    class Work(Bench):
        """Beside the worst gap, how long the window's thread itself has worked in one go: load cannot blur that."""

        def step(self, name: str, act: Callable[[], object]) -> None:
            self.longest, self.used = 0.0, time.thread_time()
            timer = QTimer()
            timer.timeout.connect(self.note)
            timer.start(BEAT)
            super().step(name, act)
            self.note()
            self.told[name]["worst_processor"] = round(self.longest, 3)

        def note(self) -> None:
            now = time.thread_time()
            self.longest, self.used = max(self.longest, now - self.used), now

    bench = Work(folder)
    program = bench.program
    program.window.show_page("ore")  # whatever was on last
    bench.step("start", program.hub.open)
    bench.step("first shown", lambda: program.window.show_page("board"))
    page = program.window.page("board")
    if not isinstance(page, BoardPage) or page.view is None:
        raise TypeError(page)
    table = page.view.table

    def sort(column: int) -> None:
        table.sortByColumn(column, Qt.SortOrder.DescendingOrder)

    def leave_and_return() -> None:
        program.window.show_page("trades")
        program.window.show_page("board")

    for number in range(3):
        bench.step(f"figures come {number}", program.hub.curves_changed.emit)
        for tax in ("incl", "excl"):
            bench.step(f"{tax} VAT {number}", page.choice.tax.buttons[tax].click)
        bench.step(f"sorted {number}", partial(sort, 4 + number))
        bench.step(f"shown again {number}", leave_and_return)
    program.close()
    return bench.told


def bench(folder: Path, count: int) -> dict[str, object]:
    with open_desk(folder) as desk:
        if not desk.database.conn.execute("SELECT 1 FROM trades").fetchone():
            fill(desk, count)
        build_index(desk)
        told: dict[str, object] = {"trades": count, "load": os.getloadavg()[0], **jobs(desk)}
    command = (sys.executable, "-m", "tests.bench.bench_board", "--window", str(folder))
    told["window"] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    if sys.argv[1:2] == ["--window"]:
        print(json.dumps(window(Path(sys.argv[2]))))
        return
    tell(bench, 1_000_000)


if __name__ == "__main__":
    main()
