"""Pictures of the real window: `python -m desk_app.ui.snapshot OUT --data DIR --page NAME …`.

OUT is a PNG, or a folder that gets `<page>-<language>-<theme>.png`. The picture is taken without a screen once
the page has settled.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from desk_app.ui.app import Program

_PATIENCE = 180.0  # seconds
_PAGES = ("trades", "board", "curves", "index", "ore", "sheets")


class _Unkept(Settings):
    """A picture is taken with the settings everybody starts with, and changes nobody's."""

    keeps = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._values = dict(DEFAULTS)

    def set(self, key: str, value: Any) -> None:
        self._values[key] = value


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the picture; 0 when it was written."""
    wanted = _wanted(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(wanted.scale)
    from PySide6.QtWidgets import QApplication

    from desk_app.ui.app import Program

    app = QApplication(sys.argv[:1])
    settings = _Unkept(wanted.data)
    settings.set("theme", wanted.theme)
    program = Program(app, wanted.data, settings, wanted.lang)
    program.window.resize(*wanted.size)
    program.window.show_page(wanted.page)
    program.window.show()
    program.hub.open()

    def idle() -> bool:
        return program.hub.ready and not program.hub.background.busy

    settled = _until(app, idle)
    for act in _hands(program, wanted) if settled else ():
        act()
        settled = settled and _until(app, idle)
    saved = settled and _grab(program, _out(wanted))
    program.close()
    return 0 if saved else 1


def _hands(program: "Program", wanted: argparse.Namespace) -> Iterator[Callable[[], object]]:
    """What is chosen and typed on the page before the picture is taken, one after the other."""
    page: Any = program.window.page(wanted.page)
    if wanted.select:
        yield lambda: page.show_series(wanted.select.split(","))
    if wanted.keys:
        yield page.chart.view.setFocus
    for key in wanted.keys.split():
        yield partial(_type, page.chart.view, key)


def _type(chart: "QWidget", key: str) -> None:
    """On the chart, or in the menu that it has opened."""
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.keySequence(QApplication.activePopupWidget() or chart, QKeySequence(key))


def _grab(program: "Program", out: Path) -> bool:
    out.parent.mkdir(parents=True, exist_ok=True)
    return program.window.grab().save(str(out))


def _until(app: "QApplication", settled: Callable[[], bool]) -> bool:
    """Let the window live until it has settled and drawn itself."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    deadline = QDeadlineTimer(round(_PATIENCE * 1000))
    quiet = 0
    while quiet < 5 and not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        quiet = quiet + 1 if settled() else 0
    return quiet >= 5


def _out(wanted: argparse.Namespace) -> Path:
    out: Path = wanted.out
    if out.suffix.lower() == ".png":
        return out
    return out / f"{wanted.page}-{wanted.lang}-{wanted.theme}.png"


def _wanted(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="desk_app.ui.snapshot", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--page", choices=_PAGES, default="curves")
    parser.add_argument("--select", default="", help="codes of series on the curves page, with commas between")
    parser.add_argument("--keys", default="", help='typed on the chart, for example "3 R End Left"')
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--size", type=_size, default=(1280, 820), help="for example 1280x820")
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    return int(wide), int(high)


if __name__ == "__main__":
    sys.exit(main())
