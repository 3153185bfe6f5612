"""Bonuses and penalties as people write them: a tier a line; lines of one element and side are one rule."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from desk_app.domain.base.exact import exact_text
from desk_app.domain.ore.element_rule import ElementRule, Side
from desk_app.i18n import Words

_COLUMNS = ("element", "side", "start", "step", "yuan", "reject", "whole_steps")
_FIGURES = ("start", "step", "yuan")
_SIDE, _WHOLE = _COLUMNS.index("side"), _COLUMNS.index("whole_steps")
_WIDTHS = (90, 100, 80, 80, 140, 120, 100)
_HEIGHT = 150


class ElementTable(QTableWidget):
    """Always with an empty last line, to write on."""

    def __init__(self, words: Words) -> None:
        super().__init__(0, len(_COLUMNS))
        self._words = words
        self.setHorizontalHeaderLabels([words(f"ore.contract.column.{name}") for name in _COLUMNS])
        header = self.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            header.resizeSection(at, width)
        header.setSectionResizeMode(_COLUMNS.index("yuan"), QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(words("ore.contract.elements"))
        self.fill(())
        self.itemChanged.connect(lambda _: self._keep_an_empty_line())

    def fill(self, rules: Sequence[ElementRule]) -> None:
        """Show these."""
        self.blockSignals(True)
        self.setRowCount(0)
        for rule in rules:
            reject = "" if rule.reject is None else exact_text(rule.reject)
            for tier in rule.tiers:
                texts = {name: exact_text(getattr(tier, name)) for name in _FIGURES}
                self._add({**texts, "element": rule.element, "reject": reject}, rule.side, rule.whole_steps)
            if not rule.tiers:
                self._add({"element": rule.element, "reject": reject}, rule.side, rule.whole_steps)
        self._add({}, Side.OVER, False)
        self.blockSignals(False)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What is written, as `contract_from` reads it."""
        rules: dict[tuple[str, str], dict[str, Any]] = {}
        for line in range(self.rowCount()):
            said = {name: self._said(line, at) for at, name in enumerate(_COLUMNS) if at not in (_SIDE, _WHOLE)}
            if not any(said.values()):
                continue
            side = str(self._box(line).currentData())
            rule = rules.setdefault(
                (said["element"], side),
                {
                    "element": said["element"],
                    "side": side,
                    "reject": said["reject"],
                    "whole_steps": self._is_whole(line),
                    "tiers": [],
                },
            )
            if any(said[name] for name in _FIGURES):
                rule["tiers"].append({name: said[name] for name in _FIGURES})
        return list(rules.values())

    def _add(self, texts: dict[str, str], side: Side, whole: bool) -> None:
        line = self.rowCount()
        self.insertRow(line)
        for at, name in enumerate(_COLUMNS):
            if at not in (_SIDE, _WHOLE):
                self.setItem(line, at, QTableWidgetItem(texts.get(name, "")))
        item = QTableWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
        item.setCheckState(Qt.CheckState.Checked if whole else Qt.CheckState.Unchecked)
        self.setItem(line, _WHOLE, item)
        box = QComboBox()
        box.setAccessibleName(self._words("ore.contract.column.side"))
        for each in Side:
            box.addItem(self._words(f"ore.contract.side.{each}"), each.value)
        box.setCurrentIndex(box.findData(side.value))
        self.setCellWidget(line, _SIDE, box)

    def _keep_an_empty_line(self) -> None:
        if self._said(self.rowCount() - 1, 0):
            self.blockSignals(True)
            self._add({}, Side.OVER, False)
            self.blockSignals(False)

    def _said(self, line: int, at: int) -> str:
        item = self.item(line, at)
        return item.text().strip() if item else ""

    def _is_whole(self, line: int) -> bool:
        item = self.item(line, _WHOLE)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _box(self, line: int) -> QComboBox:
        box = self.cellWidget(line, _SIDE)
        assert isinstance(box, QComboBox)  # noqa: S101 - `_add` puts one there
        return box
