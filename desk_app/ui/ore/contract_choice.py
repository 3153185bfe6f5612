"""By which contract the calculator prices: none (its own terms), or one that is in force."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desk_app.domain.base.exact import NotExact
from desk_app.domain.ore.contract import terms_of
from desk_app.domain.ore.lot import TypedPrice
from desk_app.domain.ore.terms import Terms
from desk_app.ui.hub import Hub
from desk_app.ui.ore.contract_dialog import ContractDialog
from desk_app.ui.widgets.number_field import number_of
from desk_app.ui.widgets.parts import button, label, row, set_state

if TYPE_CHECKING:
    from desk_app.domain.ore.contract import Contract
    from desk_app.store.contracts import ContractVersion

    _Loaded = tuple[list[ContractVersion], dict[str, Contract]]


class ContractChoice(QWidget):
    """`changed` when another contract is chosen, or a content is typed."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._versions: Sequence[ContractVersion] = ()
        self._day: date | None = None
        self.dialog: ContractDialog | None = None
        self.title = label("soft")
        self.box = QComboBox()
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit = button()
        self.contents: dict[str, QLineEdit] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        both = row(self.box, self.edit)
        both.setStretch(0, 1)
        self._form.addRow(self.title, both)
        self.title.setBuddy(self.box)
        self.box.currentIndexChanged.connect(lambda _: self._chosen())
        self.edit.clicked.connect(self.open)

    @property
    def version(self) -> "ContractVersion | None":
        """The chosen contract's version in force; None: the calculator's own terms."""
        name = self.box.currentData()
        return self._in_force(name) if name else None

    @property
    def terms(self) -> Terms | None:
        """The chosen contract's terms."""
        version = self.version
        return terms_of(version.contract) if version else None

    @property
    def fixed(self) -> TypedPrice | None:
        """The chosen contract's own price, where it fixes one."""
        version = self.version
        return version.contract.fixed_price if version else None

    @property
    def content(self) -> dict[str, Decimal]:
        """What is typed of the elements that the contract prices; one that can't be read is marked and left out."""
        found = {}
        for element, line in self.contents.items():
            with suppress(NotExact):
                found[element] = number_of(line.text(), percent=True)
            set_state(line, "bad", element not in found)
        return found

    def fill(self, versions: "Sequence[ContractVersion]") -> None:
        """All versions of all contracts."""
        self._versions = versions
        self._offer()

    def on_day(self, day: date) -> None:
        """The terms of this day count."""
        if day != self._day:
            self._day = day
            self._offer()

    def open(self) -> None:
        """Contracts and templates, to read, propose and confirm."""
        self._hub.run(lambda _: _load(self._hub), self._open)

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.title.setText(words("ore.contract.title"))
        self.edit.setText(words("ore.contract.edit"))
        self.box.setAccessibleName(words("ore.contract.title"))
        self._offer()

    # ---- inside
    def _open(self, found: "_Loaded") -> None:
        dialog = self.dialog = ContractDialog(self._hub, *found, self.window())
        dialog.changed.connect(lambda: self._hub.run(lambda _: _load(self._hub)[0], self.fill))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _in_force(self, name: str) -> "ContractVersion | None":
        from desk_app.jobs.keep_contract import in_force

        of_name = [version for version in self._versions if version.name == name]
        return in_force(of_name, self._day or date.max)

    def _offer(self) -> None:
        names = list(dict.fromkeys(version.name for version in self._versions))
        before = self.box.currentData()
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(self._hub.words("ore.contract.own_terms"), "")
        for name in names:
            if self._in_force(name):
                self.box.addItem(name, name)
        self.box.setCurrentIndex(max(self.box.findData(before), 0))
        self.box.blockSignals(False)
        self._chosen()

    def _chosen(self) -> None:
        version = self.version
        wanted = [rule.element for rule in version.contract.elements] if version else []
        if list(self.contents) != list(dict.fromkeys(wanted)):
            self._ask_for(wanted)
        self.changed.emit()

    def _ask_for(self, elements: Sequence[str]) -> None:
        while self._form.rowCount() > 1:
            self._form.removeRow(1)
        self.contents = {}
        for element in dict.fromkeys(elements):
            line = self.contents[element] = QLineEdit()
            title = self._hub.words("ore.contract.content", element=element)
            line.setAccessibleName(title)
            line.textChanged.connect(lambda _: self.changed.emit())
            self._form.addRow(label("soft", title), line)


def _load(hub: Hub) -> "_Loaded":
    from desk_app.jobs.keep_contract import list_contracts, template, template_names

    return list_contracts(hub.desk), {name: template(name) for name in template_names()}
