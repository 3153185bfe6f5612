"""哪些成交计入、按多少计权: the desk's rules as a form. Nothing is preset; an empty field sets no rule."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.pair_table import PairTable
from desk_app.ui.widgets.parts import label

if TYPE_CHECKING:
    from desk_app.jobs.list_index_settings import IndexSettings

_TABLES = ("least_mass", "reference_purity", "source_factor")
_LISTS = ("house", "platforms")
_PLACES = {
    "least_mass": (0, 0),
    "reference_purity": (1, 0),
    "source_factor": (0, 1),
    "house": (2, 0),
    "platforms": (2, 1),
}
_LINES = 88  # pixels


class RulesForm(QWidget):
    """`changed` at every change; `entry` is what `set_index.take_rules` takes, None while something can't be read."""

    changed = Signal()

    def __init__(self, hub: Hub, settings: "IndexSettings") -> None:
        super().__init__()
        self._hub = hub
        words = hub.words
        products = [(product.key, product.name(words.language)) for product in settings.products]
        choices = {
            "least_mass": [("", words("ui.rules.other_products")), *products],
            "reference_purity": products,
            "source_factor": [("", words("ui.rules.other_sources")), *((name, name) for name in settings.sources)],
        }
        self.tables = {
            name: PairTable(words(f"ui.rules.{name}"), choices[name], words, free=name == "source_factor")
            for name in _TABLES
        }
        self.lists = {name: QPlainTextEdit() for name in _LISTS}
        self.cap = NumberField(words, "ui.rules.party_cap", "ui.unit.percent", percent=True)
        self._lay_out()
        self.fill(settings.rules)
        for table in self.tables.values():
            table.changed.connect(self.changed)
        for field in self.lists.values():
            field.textChanged.connect(self.changed)
        self.cap.changed.connect(self.changed)

    @property
    def entry(self) -> dict[str, Any] | None:
        """What is filled in."""
        found: dict[str, Any] = {}
        for name, table in self.tables.items():
            values = table.values
            if values is None:
                return None
            found |= {name: values} if values else {}
        for name, field in self.lists.items():
            lines = [line.strip() for line in field.toPlainText().splitlines() if line.strip()]
            found |= {name: lines} if lines else {}
        if self.cap.text.strip():
            if self.cap.value is None:
                return None
            found["party_cap"] = float(self.cap.value / 100)
        return found

    def fill(self, rules: Mapping[str, Any]) -> None:
        """Show these."""
        for name, table in self.tables.items():
            table.fill(rules.get(name, {}))
        for name, field in self.lists.items():
            field.setPlainText("\n".join(rules.get(name, ())))
        cap = rules.get("party_cap")
        self.cap.edit.setText("" if cap is None else f"{100 * cap:.12g}")

    # ---- inside
    def _lay_out(self) -> None:
        words = self._hub.words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for name, table in self.tables.items():
            table.setToolTip(words(f"ui.rules.{name}_tip"))
            grid.addWidget(table, *_PLACES[name])
        self.cap.setToolTip(words("ui.rules.party_cap_tip"))
        self.cap.edit.setAccessibleName(words("ui.rules.party_cap"))
        grid.addWidget(self.cap, 1, 1)
        for name, field in self.lists.items():
            grid.addWidget(_titled(words(f"ui.rules.{name}"), field), *_PLACES[name])
            field.setFixedHeight(_LINES)
            field.setTabChangesFocus(True)
            field.setToolTip(words(f"ui.rules.{name}_tip"))
            field.setAccessibleName(words(f"ui.rules.{name}"))


def _titled(title: str, field: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(label("soft", title))
    layout.addWidget(field)
    return made
