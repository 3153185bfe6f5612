"""A thread that does one thing again and again: when a bell rings, and now and then without."""

import threading
from collections.abc import Callable

_GAP = 0.005
"""Seconds between two turns: what comes meanwhile is dealt with together."""


class Pump:
    """From `start` to `stop` it calls `turn`, never two at a time, which says after how many seconds to come again at
    the latest, and at last `end`. `failure` is the exception that ended it: a mistake of ours.
    """

    def __init__(self, turn: Callable[[], float], end: Callable[[], None]) -> None:
        self.bell = threading.Event()
        self.failure: Exception | None = None
        self._turn, self._end = turn, end
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; once only."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="pump", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Wait for the turn at hand, and end."""
        self._stopped.set()
        self.bell.set()
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        try:
            while not self._stopped.is_set():
                self.bell.wait(self._turn())
                self.bell.clear()
                self._stopped.wait(_GAP)
            self._end()
        except Exception as error:  # the owner raises it, in the owner's thread
            self.failure = error
