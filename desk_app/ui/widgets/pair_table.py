"""A short table of names and numbers, to be filled in: one number a name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.base.exact import NotExact
from desk_app.i18n import Words
from desk_app.ui.widgets.number_field import number_of
from desk_app.ui.widgets.parts import button, label, row, set_state

_ROW, _LEAST = 34, 118  # pixels


class PairTable(QWidget):
    """`choices` are keys with what is shown for them; where it is `free` another name can be typed.

    `values` is None while a line has no readable number, or a name stands twice. `changed` at every change.
    """

    changed = Signal()

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], words: Words, *, free: bool = False) -> None:
        super().__init__()
        self._choices, self._free = tuple(choices), free
        self.title = label("soft", title)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(title)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(_LEAST)
        self.more, self.less = button("quiet"), button("quiet")
        self.more.setText(words("ui.rules.more"))
        self.less.setText(words("ui.rules.less"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row(self.title, 1, self.more, self.less))
        layout.addWidget(self.table, 1)
        self.more.clicked.connect(lambda: self._add("", ""))
        self.less.clicked.connect(self._remove)
        self.table.itemChanged.connect(lambda _: self._change())

    @property
    def values(self) -> dict[str, float] | None:
        """By key, in the order of the lines."""
        found: dict[str, float] = {}
        for at in range(self.table.rowCount()):
            number = self._number(at)
            name = self._name(at)
            if number is None or name in found:
                return None
            found[name] = number
        return found

    def fill(self, values: Mapping[str, float]) -> None:
        """Show these."""
        self.table.setRowCount(0)
        for name, number in values.items():
            self._add(name, f"{number:.12g}")

    # ---- inside
    def _add(self, name: str, number: str) -> None:
        self.table.blockSignals(True)
        at = self.table.rowCount()
        self.table.insertRow(at)
        box = QComboBox()
        box.setEditable(self._free)
        for key, shown in self._choices:
            box.addItem(shown, key)
        if (place := box.findData(name)) >= 0:
            box.setCurrentIndex(place)
        elif self._free:
            box.setCurrentText(name)
        else:
            box.addItem(name, name)
            box.setCurrentIndex(box.count() - 1)
        box.currentTextChanged.connect(lambda _: self._change())
        self.table.setCellWidget(at, 0, box)
        item = QTableWidgetItem(number)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(at, 1, item)
        self.table.blockSignals(False)
        self._change()

    def _remove(self) -> None:
        at = self.table.currentRow()
        if at < 0:
            at = self.table.rowCount() - 1
        self.table.removeRow(at)
        self._change()

    def _change(self) -> None:
        set_state(self.table, "bad", self.values is None)
        self.changed.emit()

    def _name(self, at: int) -> str:
        box = self.table.cellWidget(at, 0)
        assert isinstance(box, QComboBox)  # noqa: S101 - each line is made with one
        place = box.findText(box.currentText())
        return str(box.itemData(place)) if place >= 0 else box.currentText().strip()

    def _number(self, at: int) -> float | None:
        item = self.table.item(at, 1)
        try:
            return float(number_of(item.text() if item else ""))
        except NotExact:
            return None
