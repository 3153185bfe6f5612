"""A titled choice of one among several, which says only what a hand chose."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk_app.ui.widgets.parts import label, set_state


class Choice(QWidget):
    """Title above a list. `chosen` brings the key of what was picked, or typed where that is allowed."""

    chosen = Signal(str)

    def __init__(self, *, typed: bool = False, width: int = 180) -> None:
        super().__init__()
        self.title = label("soft")
        self.box = QComboBox()
        self.box.setEditable(typed)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumWidth(width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addWidget(self.box)
        self._said = ""
        self.box.activated.connect(lambda at: self._say(self.box.itemData(at)))
        line = self.box.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self._say(self.box.currentText().strip()))

    def name(self, title: str) -> None:
        """Its title."""
        self.title.setText(title)
        self.box.setAccessibleName(title)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str, *, open_: bool = False) -> None:
        """What there is, as (key, words), and which holds; `open_` marks that the user must choose."""
        self.box.blockSignals(True)
        self.box.clear()
        for key, text in choices:
            self.box.addItem(text, key)
        self.box.setCurrentIndex(self.box.findData(chosen))
        line = self.box.lineEdit()
        if line is not None:
            line.setText(chosen)
        self.box.blockSignals(False)
        self._said = chosen
        set_state(self.box, "bad", open_)

    def _say(self, key: str) -> None:
        if key != self._said:
            self._said = key
            self.chosen.emit(key)
