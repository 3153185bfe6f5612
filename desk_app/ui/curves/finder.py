"""比较: type a few letters of a series' name, in Chinese, in English or its code; Enter puts it on the chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import label

_WIDTH, _HEIGHT = 380, 360
_PASSED_ON = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A series by code; `name` as shown, `words` all that it may be found by."""

    code: str
    name: str
    words: tuple[str, ...]

    def rank(self, typed: str) -> int | None:
        """How well it fits: 0 begins with it, 1 has it inside, 2 has its letters in order; None: not at all."""
        wanted = _bare(typed)
        texts = [_bare(word) for word in (self.name, self.code, *self.words)]
        if any(text.startswith(wanted) for text in texts):
            return 0
        if any(wanted in text for text in texts):
            return 1
        return 2 if any(_in_order(wanted, text) for text in texts) else None


class Finder(QDialog):
    """`found` brings the code of the chosen one."""

    found = Signal(str)

    def __init__(self, hub: Hub, candidates: Sequence[Candidate], parent: QWidget) -> None:
        super().__init__(parent)
        self._candidates = candidates
        self.setWindowTitle(hub.words("curve.tool.compare"))
        self.resize(_WIDTH, _HEIGHT)
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(hub.words("curve.find"))
        self.line.setAccessibleName(hub.words("curve.find"))
        self.list.setAccessibleName(hub.words("ui.curves.series"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        hint = label("faint", hub.words("curve.find_hint"), wraps=True)
        layout.addWidget(hint)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self.choose)
        self.list.itemActivated.connect(lambda _: self.choose())
        self.line.installEventFilter(self)
        self._fill("")

    def choose(self) -> None:
        """Take the one that is marked."""
        item = self.list.currentItem()
        if item is not None:
            self.found.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def _fill(self, typed: str) -> None:
        ranked = [(rank, at) for at, one in enumerate(self._candidates) if (rank := one.rank(typed)) is not None]
        self.list.clear()
        for _, at in sorted(ranked):
            item = QListWidgetItem(self._candidates[at].name)
            item.setData(Qt.ItemDataRole.UserRole, self._candidates[at].code)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the list while the line is typed in."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _PASSED_ON:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _in_order(letters: str, text: str) -> bool:
    following = iter(text)
    return all(letter in following for letter in letters)
