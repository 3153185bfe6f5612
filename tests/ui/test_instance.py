"""One window a folder: a second start hands over its files and ends."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desk_app.ui.instance import Instance

SECOND = """
import sys
from pathlib import Path
from desk_app.ui.app import run
sys.exit(run(Path(sys.argv[1]), None, [Path(name) for name in sys.argv[2:]]))
"""


def test_the_second_start_hands_its_files_over_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.first
    took: list[list[Path]] = []
    first.listen(took.append)
    second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), "a.csv", "b 乙.xlsx"])
    qtbot.waitUntil(lambda: bool(took), timeout=20_000)
    assert second.wait(20) == 0
    assert [file.name for file in took[0]] == ["a.csv", "b 乙.xlsx"]
    first.close()


def test_closing_makes_room_for_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    first.listen(lambda files: None)
    assert not Instance(tmp_path).first
    first.close()
    again = Instance(tmp_path)
    assert again.first
    again.close()


def test_two_folders_are_two_desks(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = Instance(tmp_path / "one"), Instance(tmp_path / "other")
    assert one.first
    assert other.first
    one.close()
    other.close()
