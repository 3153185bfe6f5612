"""The window on a real display: Qt's X plugin, our fonts, the first page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("xvfb-run"), reason="no virtual display here")
def test_the_window_opens_on_a_display(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    shot = [sys.executable, "-m", "desk_app.ui.snapshot", str(picture), "--data", str(tmp_path), "--page", "trades"]
    done = subprocess.run(
        ["xvfb-run", "--auto-servernum", *shot], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(PNG)
    assert picture.stat().st_size > 10_000
