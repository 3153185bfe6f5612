"""What is installed is complete: the program, and its resources inside it."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.tree import PACKAGE, RESOURCES, ROOT, files


def test_the_wheel_holds_the_program_and_its_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("reo_desk-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for path in files():
        if path.is_relative_to(PACKAGE):
            assert path.relative_to(ROOT).as_posix() in held
        elif path.is_relative_to(RESOURCES):
            assert f"desk_app/{path.relative_to(ROOT).as_posix()}" in held
    assert not [name for name in held if name.startswith(("tests", "packaging"))]
