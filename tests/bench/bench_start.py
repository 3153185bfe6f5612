"""How soon the window is there: first paint and every page usable, beside a bare PySide6 window's first paint.

Each start is a process of its own, on the sample data, warm, in turn A B A B …; the times are counted from the
process's birth. Run: `python tests/bench/bench_start.py [TIMES]`; needs a display (`xvfb-run -a …`), or measures
offscreen. Prints one JSON document, seconds.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

_CLOCK = """
import os, time
def since_birth():
    ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
"""

_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
class Window(QWidget):
    def paintEvent(self, event):
        print(since_birth()); app.quit()
window = Window(); window.resize(1280, 820); window.show(); app.exec()
"""

_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from desk_app.settings import Settings
from desk_app.ui.app import Program
app = QApplication([]); folder = Path(sys.argv[1])
program = Program(app, folder, Settings(folder), "zh_CN")
seen = []
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            seen.append(since_birth()); QTimer.singleShot(20, program.hub.open)
        return False
painted = Painted(); program.window.installEventFilter(painted)
def look():
    if seen and program.hub.ready and not program.hub.background.busy:
        print(*seen, since_birth()); timer.stop(); program.close(); app.quit()
timer = QTimer(); timer.timeout.connect(look); timer.start(5)
program.window.show(); app.exec()
"""


def run(script: str, *arguments: str) -> list[float]:
    """The times one start prints."""
    environment = {"QT_QPA_PLATFORM": "offscreen" if not os.environ.get("DISPLAY") else "xcb", **os.environ}
    command = [sys.executable, "-c", _CLOCK + script, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        subprocess.run([sys.executable, "-m", "desk_app", "--data", str(data), "samples"], check=True)
        run(_BARE)
        run(_OURS, str(data))
        pairs = [(run(_BARE)[0], *run(_OURS, str(data))) for _ in range(times)]
    names = ("bare_first_paint", "first_paint", "pages_usable")
    told = {
        name: round(statistics.median(column), 3) for name, column in zip(names, zip(*pairs, strict=True), strict=True)
    }
    told["first_paint_ratio"] = round(statistics.median(ours / bare for bare, ours, _ in pairs), 2)
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
