"""The real program, started as people start it: a process of its own, with all its threads, that ends well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.settings import Settings

_START = """
import faulthandler, sys, threading
from pathlib import Path
faulthandler.enable()

class Guard:
    strayed = []
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in ("PySide6", "shiboken6", "pyqtgraph") and threading.current_thread() is not threading.main_thread():
            self.strayed.append(name)

sys.meta_path.insert(0, Guard())
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desk_app.ui import app
from desk_app.ui.window import Window

qt, folder, page = QApplication([]), Path(sys.argv[1]), sys.argv[2]
waiting = [page, "trades", "curves", "index", "sheets", "ore"]

def look():
    for window in (each for each in QApplication.topLevelWidgets() if isinstance(each, Window)):
        if window.hub.ready and not window.hub.background.busy:
            window.show_page(waiting.pop(0)) if waiting else window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
code = app.run(folder, "en", [])
print("strayed:", Guard.strayed)
print("chart:", "pyqtgraph" in sys.modules)
sys.exit(code)
"""


@pytest.mark.parametrize("page", ["curves", "index", "sheets", "trades"])
def test_a_start_ends_well_and_no_other_thread_reads_qt(page: str, sample_desk: Path) -> None:
    Settings(sample_desk).set("page", page)
    command = (sys.executable, "-c", _START, str(sample_desk), page)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["strayed: []", "chart: True"]
