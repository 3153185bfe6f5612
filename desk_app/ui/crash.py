"""An unexpected error: logged, shown once, with the text to copy. Nothing is sent anywhere."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk_app import __version__
from desk_app.i18n import Words

_log = logging.getLogger("desk_app.ui.crash")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashGuard:
    """Takes both of Python's hooks and Qt's messages. The same error again is logged, not shown again."""

    def __init__(self, words: Words, post: Callable[[Callable[[], None]], None]) -> None:
        self._words = words
        self._post = post
        self._seen: set[str] = set()
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self.took
        threading.excepthook = lambda args: self.took(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(_qt_message)

    def took(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """One error, from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.exit(130)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("unexpected error\n%s", text)
        place = f"{kind.__name__} {_last_line(trace)}"
        if place not in self._seen:
            self._seen.add(place)
            self._post(lambda: self._show(text))

    def _show(self, text: str) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(self._words, text, QApplication.activeWindow())
        self._dialog.open()


class CrashDialog(QDialog):
    """What happened, in one sentence; below it, what to send to whoever looks after the program."""

    def __init__(self, words: Words, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("window.crash.title"))
        self.setMinimumSize(620, 380)
        line = QLabel(words("window.crash.line"))
        line.setWordWrap(True)
        self.details = QPlainTextEdit(_about() + text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(words("window.crash.details"))
        self.copy = QPushButton(words("window.crash.copy"))
        self.copy.clicked.connect(self._copied)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (line, self.details, buttons):
            layout.addWidget(part)

    def add(self, text: str) -> None:
        """Another error while this one is still being read."""
        self.details.appendPlainText("\n" + text)

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def _about() -> str:
    import platform

    return f"REO Desk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}\n\n"


def _last_line(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
