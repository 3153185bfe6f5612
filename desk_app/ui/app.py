"""The program with a window: put together, run, taken apart."""

import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from desk_app.i18n import Words
from desk_app.settings import Settings
from desk_app.ui.alerts.alerting import Alerting
from desk_app.ui.chart_parts import read_chart_parts
from desk_app.ui.crash import CrashGuard
from desk_app.ui.fonts import set_font
from desk_app.ui.garbage import Garbage
from desk_app.ui.hub import Hub
from desk_app.ui.instance import Instance
from desk_app.ui.live import Live
from desk_app.ui.pages import read_pages
from desk_app.ui.theme import Theme
from desk_app.ui.watching import FolderWatch
from desk_app.ui.widgets.alert_button import AlertButton
from desk_app.ui.widgets.live_button import LiveButton
from desk_app.ui.widgets.watch_button import WatchButton
from desk_app.ui.window import Window

_AFTER_PAINT = 20  # milliseconds: the window is on the screen before anything heavy is read
_TURN = 0.0005  # seconds that a thread behind the window may keep it waiting; five milliseconds by default


def run(folder: Path, language: str | None, files: Sequence[Path]) -> int:
    """Open the window on a data folder and stay until it is closed; the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nobody else makes one
    instance = Instance(folder)
    settings = Settings(folder)
    if not instance.first:
        return _second(instance, settings, language, files)
    desk = Program(app, folder, settings, language or "")
    desk.window.take_files(files)
    desk.window.show()
    QTimer.singleShot(_AFTER_PAINT, lambda: _go_on(desk, instance))
    code = app.exec()
    desk.close()
    instance.close()
    return code


def _go_on(desk: "Program", instance: Instance) -> None:
    """The window is on the screen: all that it did not need for that."""
    from desk_app.log import start_log

    desk.window.show_first()
    desk.hub.open()
    start_log(desk.hub.folder)
    instance.listen(desk.called)


class Program:
    """All the parts of a running window, in the order they need each other."""

    def __init__(self, app: QApplication, folder: Path, settings: Settings, language: str = "") -> None:
        self._app = app
        self._garbage = Garbage()
        self._garbage.start()
        sys.setswitchinterval(_TURN)
        app.setApplicationName("REO Desk")
        set_font(app)
        self.theme = Theme(app, settings["theme"])
        self.hub = Hub(folder, settings, self.theme, language)
        self.guard = CrashGuard(self.hub.words, self.hub.background.post)
        self.guard.install()
        self._translator: QTranslator | None = None
        self._translate()
        self.hub.language_changed.connect(self._translate)
        self.window = Window(self.hub)
        self.watch = FolderWatch(self.hub)
        self.watch.arrived.connect(self.hub.files_arrived)
        self.alerting = Alerting(self.hub, self.window)
        bell = AlertButton(self.hub, lambda: self.alerting.unseen)
        self.alerting.changed.connect(bell.retranslate)
        self.window.strip.hold(bell)
        self.window.strip.hold(WatchButton(self.hub.words, self.watch, self.hub.language_changed))
        self.live = self.hub.live = Live(self.hub)
        self.live.arrived.connect(self.hub.files_arrived)
        self.live.ticked.connect(self.alerting.ticked)
        self.window.strip.hold(LiveButton(self.hub, self.live))
        self.hub.opened.connect(self._warm)
        self.hub.refused.connect(lambda _: self._garbage.settle())

    def called(self, files: list[Path]) -> None:
        """Another start of the program: its files, and to the front."""
        self.window.come_to_front()
        self.window.take_files(files)

    def close(self) -> None:
        """Stop the work, close the desk."""
        self.window.close()
        self.watch.stop()
        self.alerting.tray.close()
        self.live.stop()
        self.hub.close()
        self._garbage.stop()

    def _translate(self) -> None:
        """Qt's own buttons speak the language in force."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if self.hub.words.language != "en":
            made = QTranslator()
            place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if made.load(f"qtbase_{self.hub.words.language}", place):
                self._app.installTranslator(made)
                self._translator = made

    def _warm(self) -> None:
        """Read what the other pages need while nobody waits for it."""
        background = self.hub.background
        steps = chain(self.window.page("trades").prepare(), read_chart_parts(), read_pages())
        background.run(lambda _: _import_heavy(), lambda _: background.in_slices(steps, self._garbage.settle))


def _import_heavy() -> None:
    """Nothing that touches Qt: its modules are not to be walked through by another thread."""
    import pandas as pd  # noqa: F401


def _second(instance: Instance, settings: Settings, language: str | None, files: Sequence[Path]) -> int:
    if instance.hand_over(files):
        return 0
    words = Words(language or settings["language"] or "zh_CN")
    QMessageBox.warning(None, words("window.name"), words("window.instance.silent"))
    return 1
