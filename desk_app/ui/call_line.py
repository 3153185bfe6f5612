"""The line of the call bar, and its keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

COPY = QKeySequence("Ctrl+C")
SHEET = QKeySequence("Ctrl+Return")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_LONGEST = 240  # a little more than a phrase may have: then it says so


class CallLine(QLineEdit):
    """A line edit that hands on the keys of the bar; all others, and input methods, are Qt's own."""

    confirmed = Signal()
    moved = Signal(int)  # Up: -1, Down: 1
    copy_wanted = Signal()
    sheet_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setProperty("role", "call")

    def event(self, event: QEvent) -> bool:
        """No shortcut of a page takes the bar's keys away."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key of the bar does; None for all others."""
        key, plain = event.key(), event.modifiers() in _PLAIN
        if event.matches(QKeySequence.StandardKey.Copy):
            return None if self.hasSelectedText() else self.copy_wanted.emit
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self.sheet_wanted.emit
        if key in _ENTER and plain:
            return self.confirmed.emit
        if key in _MOVES and plain:
            return partial(self.moved.emit, _MOVES[Qt.Key(key)])
        return self.left.emit if key == Qt.Key.Key_Escape else None
