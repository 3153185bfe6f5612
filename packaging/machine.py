"""Make this machine ready: the Python environment, and on Linux the system libraries that Qt needs."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock.txt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "reo-desk.ready"

OLDEST, NEWEST = (3, 11), (3, 13)
VENV_PACKAGES = ("python3-venv",)
WINDOW_PACKAGES = (
    # what Qt links to, without a display
    "libgl1", "libegl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libgssapi-krb5-2",
    # what a window on X needs besides
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1",
    "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1",
    # the list of printers
    "libcups2",
)  # fmt: skip
DISPLAY_PACKAGES = ("xvfb", "xauth")

# Every Qt module that the window uses; an application object proves the platform plugin and the fonts.
QT_STARTS = """
from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication(["check", "-platform", "offscreen"])
"""
# Loading the plugin links all its libraries, and needs no display.
X_STARTS = """
import ctypes, pathlib, PySide6
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
for name in ("platforms/libqxcb.so", "printsupport/libcupsprintersupport.so"):
    ctypes.CDLL(str(plugins / name))
"""


class NotReady(Exception):
    """What is missing, and the one line that mends it."""


def prepare() -> None:
    """Everything that `run` and `test` need; nothing at all when the stamp says that it is done."""
    wanted = _fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise NotReady(f"Python 3.11 to 3.13 is needed; this is {sys.version.split()[0]}")
    STAMP.unlink(missing_ok=True)
    _environment()
    _libraries()
    _qt()
    STAMP.write_text(wanted, encoding="utf-8")


def _fingerprint() -> str:
    """Changes with what is to be installed, and with the place (an environment can't be moved)."""
    told = [file.read_bytes() for file in (LOCK, ROOT / "pyproject.toml", ROOT / "desk_app" / "__init__.py")]
    parts = (*told, str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _environment() -> None:
    if _works(PYTHON, f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"):
        return
    print("making .venv", flush=True)
    if importlib.util.find_spec("ensurepip") is None:
        install_packages(VENV_PACKAGES, "Python's venv module is not complete")
    venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")


def _libraries() -> None:
    print("installing what packaging/lock.txt names", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    _must([*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)])
    _must([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def _qt() -> None:
    print("checking that Qt starts", flush=True)
    checks = (QT_STARTS, X_STARTS) if sys.platform == "linux" else (QT_STARTS,)
    if all(_works(PYTHON, check) for check in checks):
        return
    if sys.platform == "linux":
        install_packages(WINDOW_PACKAGES, "Qt lacks system libraries")
    for check in checks:
        if said := _failure(PYTHON, check):
            raise NotReady(f"Qt does not start: {said}")


def virtual_display() -> None:
    """Xvfb for the test that opens a real window; where it can't be installed, that test is skipped."""
    if sys.platform == "linux" and not shutil.which("xvfb-run") and can_install():
        install_packages(DISPLAY_PACKAGES, "the tests of the real window need a virtual display")


def can_install() -> bool:
    """Root, on a system of Debian's family."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: tuple[str, ...], why: str) -> None:
    """Install Debian packages as root; anyone else is told the one line to run."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise NotReady(f"{why}. Install this system's packages of what Debian calls {' '.join(packages)}")
    if not can_install():
        raise NotReady(f"{why}. Run once: sudo apt-get update && sudo {' '.join(command)}")
    print(f"{why}: installing {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(
            step, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode:
            raise NotReady(f"{' '.join(step)} failed: {done.stderr.strip()[-500:]}")


def _works(python: Path, code: str) -> bool:
    return not _failure(python, code)


def _failure(python: Path, code: str) -> str:
    """The last line that the code said when it failed, or nothing."""
    if not python.exists():
        return f"{python} is not there"
    done = subprocess.run(
        [python, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return said[-1] if done.returncode else ""


def _must(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise NotReady(f"this failed (exit code {done.returncode}): {' '.join(command)}")
