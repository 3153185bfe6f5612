"""Python's garbage collector, kept to the window's thread.

Left alone it runs in whichever thread happens to allocate, and a widget or graphics item that is part of a cycle
would be destroyed there: Qt does not survive that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


class Garbage(QObject):
    """From `start` to `stop`, cycles are collected by a timer of the window's thread, as often as Python would."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take it over; nothing is collected while the program is still being read in."""
        gc.disable()

    def settle(self) -> None:
        """All is read in: what is there now stays, and need not be looked through again and again."""
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give it back; no thread but this one may be running."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def look(self) -> None:
        """Collect the oldest generation whose time has come, and with it the younger ones."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, threshold) in enumerate(counts) if 0 < threshold < count]
        if due:
            gc.collect(due[-1])
