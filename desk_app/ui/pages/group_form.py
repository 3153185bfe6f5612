"""自定义分组: an index of one's own over chosen products, with fixed weights or by traded value."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.base.exact import NotExact
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.number_field import number_of
from desk_app.ui.widgets.parts import button, row, set_state

if TYPE_CHECKING:
    from desk_app.jobs.list_index_settings import IndexSettings

_LINES = ("code", "zh", "en", "tags")
_WEIGHT = 110  # pixels


class GroupForm(QWidget):
    """`changed` at every change; `entry` is what `set_index.take_group` takes, None while a weight can't be read."""

    changed = Signal()

    def __init__(self, hub: Hub, settings: "IndexSettings") -> None:
        super().__init__()
        words = hub.words
        self._groups = {str(entry["code"]): entry for entry in settings.groups}
        self._keys = [product.key for product in settings.products]
        self.group = QComboBox()
        self.group.setAccessibleName(words("ui.group.group"))
        self.group.addItem(words("ui.group.new"), "")
        for code, entry in self._groups.items():
            name = entry.get("zh" if words.language.startswith("zh") else "en") or code
            self.group.addItem(f"{name} ({code})" if name != code else code, code)
        self.drop = button()
        self.drop.setText(words("ui.group.drop"))
        self.lines = {name: QLineEdit() for name in _LINES}
        self.lines["tags"].setPlaceholderText(", ".join(settings.tags))
        self.members = [_member(product.name(words.language)) for product in settings.products]
        self.weights = [_weight() for _ in settings.products]
        self.products = _table(self.members, self.weights)
        self.products.setHorizontalHeaderLabels([words("ui.group.products"), words("ui.group.weight")])
        self.products.setAccessibleName(words("ui.group.products"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("ui.group.group"), row(self.group, self.drop))
        for name, field in self.lines.items():
            form.addRow(words(f"ui.group.{name}"), field)
            field.setAccessibleName(words(f"ui.group.{name}"))
            field.setToolTip(words(f"ui.group.{name}_tip"))
            field.textChanged.connect(lambda _: self._change())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.products, 1)
        self.group.currentIndexChanged.connect(lambda _: self.fill(self._groups.get(self.code, {})))
        self.products.itemChanged.connect(lambda _: self._change())
        self.fill({})

    @property
    def code(self) -> str:
        """Of the group that is looked at; empty for a new one."""
        return str(self.group.currentData() or "")

    @property
    def entry(self) -> dict[str, Any] | None:
        """What is filled in."""
        found: dict[str, Any] = {name: field.text().strip() for name, field in self.lines.items() if name != "tags"}
        found = {name: text for name, text in found.items() if text}
        tags = [tag for tag in self.lines["tags"].text().replace("，", ",").replace(",", " ").split() if tag]
        weights: dict[str, float] = {}
        members = [at for at, item in enumerate(self.members) if item.checkState() == Qt.CheckState.Checked]
        for at in members:
            if text := self.weights[at].text().strip():
                try:
                    weights[self._keys[at]] = float(number_of(text))
                except NotExact:
                    return None
        lists = {"products": [self._keys[at] for at in members], "tags": tags, "weights": weights}
        return found | {name: one for name, one in lists.items() if one}

    def fill(self, entry: Mapping[str, Any]) -> None:
        """Show a group; its code is fixed, a new one's is not."""
        self.products.blockSignals(True)
        weights = entry.get("weights") or {}
        for at, key in enumerate(self._keys):
            member = key in (entry.get("products") or ())
            self.members[at].setCheckState(Qt.CheckState.Checked if member else Qt.CheckState.Unchecked)
            self.weights[at].setText(f"{weights[key]:.12g}" if key in weights else "")
        self.products.blockSignals(False)
        for name, field in self.lines.items():
            field.setText(", ".join(entry.get("tags") or ()) if name == "tags" else str(entry.get(name, "")))
        self.lines["code"].setReadOnly(bool(entry))
        self.drop.setEnabled(bool(entry))
        self._change()

    # ---- inside
    def _change(self) -> None:
        set_state(self.products, "bad", self.entry is None)
        self.changed.emit()


def _member(name: str) -> QTableWidgetItem:
    item = QTableWidgetItem(name)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    return item


def _weight() -> QTableWidgetItem:
    item = QTableWidgetItem("")
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _table(*columns: Sequence[QTableWidgetItem]) -> QTableWidget:
    table = QTableWidget(len(columns[0]), len(columns))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().resizeSection(1, _WEIGHT)
    for across, column in enumerate(columns):
        for at, item in enumerate(column):
            table.setItem(at, across, item)
    return table
