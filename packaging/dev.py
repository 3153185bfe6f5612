"""The project's two commands, and their common first half. Standard library only, Python 3.11 or newer.

python3 packaging/dev.py run     set up if needed, fill an empty desk with the samples, open the window;
                                 without a display: the same tour, its results written to build/tour
python3 packaging/dev.py test    set up if needed; style, types, contracts and tests
python3 packaging/dev.py setup   only set up
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import machine
import tour
from machine import PYTHON, ROOT, NotReady

CHECKS = (
    ("style", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    ("tests", ("-m", "pytest", "-n", "2")),
)


def setup() -> int:
    machine.prepare()
    print("ready")
    return 0


def run() -> int:
    machine.prepare()
    tour.fill_empty_desk()
    if not _has_display():
        return tour.without_a_window()
    return subprocess.run([PYTHON, "-m", "desk_app"], check=False).returncode


def _has_display() -> bool:
    return sys.platform != "linux" or any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY"))


def test() -> int:
    """All four, even when one fails; the closing line is that of the tests."""
    machine.prepare()
    machine.virtual_display()
    ended = [(name, *_checked(name, command)) for name, command in CHECKS]
    print("\n" + " · ".join(f"{name}: {'FAILED' if code else 'ok'}" for name, code, _ in ended))
    print(ended[-1][2])
    return 1 if any(code for _, code, _ in ended) else 0


def _checked(name: str, command: tuple[str, ...]) -> tuple[int, str]:
    """Run one check in the open; its exit code and its closing line."""
    print(f"\n== {name}", flush=True)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}
    closing = ""
    with subprocess.Popen(
        [PYTHON, *command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line.rstrip() or closing
    return process.returncode, closing


COMMANDS: dict[str, Callable[[], int]] = {"setup": setup, "run": run, "test": test}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__)
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        return COMMANDS[arguments[0]]()
    except NotReady as missing:
        print(f"{Path(__file__).name}: {missing}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
