"""The newest value's pulse: a ring that widens and fades, a few times a second, only while it is seen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStyle, QWidget

_BEAT = 160  # milliseconds
_BEATS = 12
"""Of one pulse; a new one begins when it has faded."""


class Pulse(QObject):
    """`phase` runs from 0 to 1; `beat` is called when it has moved on."""

    def __init__(self, widget: QWidget, beat: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._beat = widget, beat
        self._at = 0
        self._wanted = False
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._move)

    @property
    def phase(self) -> float:
        return self._at / _BEATS

    @property
    def running(self) -> bool:
        """Whether it costs anything."""
        return self._timer.isActive()

    def want(self, wanted: bool) -> None:
        """Whether there is anything to pulse; where movement is unwanted the ring stands still."""
        self._wanted = wanted
        self.look()

    def look(self) -> None:
        """Run or rest, by whether it is seen."""
        runs = self._wanted and self._widget.isVisible() and self._moves() and not self._widget.window().isMinimized()
        if runs and not self._timer.isActive():
            self._at = 0
            self._timer.start()
        elif not runs:
            self._at = 0
            self._timer.stop()

    def _moves(self) -> bool:
        """Whether the system's user wants things to move."""
        style = self._widget.style()
        return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._widget) > 0

    def _move(self) -> None:
        self._at = (self._at + 1) % _BEATS
        self._beat()
