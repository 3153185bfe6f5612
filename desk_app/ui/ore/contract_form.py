"""A contract's fields, drawn from `FIELDS`; what a field says is text until the contract is read."""

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.ore.contract import FIELDS, OPEN, Contract, Kind, TermField
from desk_app.domain.ore.contract_entry import contract_from
from desk_app.i18n import Words
from desk_app.jobs.say_contract import choice_text
from desk_app.ui.ore.element_table import ElementTable
from desk_app.ui.widgets.parts import label, row, set_state


class ContractForm(QWidget):
    """`contract` is what the form says; `Refused` names a bonus or penalty that can't be read."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.fields: dict[str, QLineEdit | QComboBox] = {each.key: self._field(each) for each in FIELDS}
        self.elements = ElementTable(words)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for each in FIELDS:
            title = QLabel(words(f"ore.contract.field.{each.key}"))
            title.setBuddy(self.fields[each.key])
            form.addRow(title, row(self.fields[each.key], self._unit(each)))
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label("soft", words("ore.contract.elements")))
        layout.addWidget(self.elements)

    @property
    def contract(self) -> Contract:
        """As it stands on the form."""
        said = {key: text for key, field in self.fields.items() if (text := _text(field))}
        return contract_from({**said, "elements": self.elements.entries})

    def show_contract(self, contract: Contract) -> None:
        """Put a contract on the form; what is open is marked."""
        for each in FIELDS:
            _put(self.fields[each.key], contract.text(each.key))
        self.elements.fill(contract.elements)
        self.mark("")

    def mark(self, wrong: str) -> None:
        """Mark the field that can't be taken (none: ""); the open ones are marked as such all the time."""
        for key, field in self.fields.items():
            set_state(field, "bad", key == wrong)
            set_state(field, "open", _text(field) == OPEN)

    def _field(self, one: TermField) -> QLineEdit | QComboBox:
        name = self._words(f"ore.contract.field.{one.key}")
        if one.kind is not Kind.CHOICE:
            edit = QLineEdit()
            edit.setPlaceholderText(self._words("ore.contract.empty"))
            edit.setAccessibleName(name)
            return edit
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(self._words("ore.contract.open"), OPEN)
        for choice in one.choices:
            box.addItem(choice_text(self._words, one.key, choice), choice)
        return box

    def _unit(self, one: TermField) -> QLabel:
        return label("soft", self._words(f"ore.contract.unit.{one.unit}") if one.unit else "")


def _text(field: QLineEdit | QComboBox) -> str:
    return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()


def _put(field: QLineEdit | QComboBox, text: str) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findData(text), 0))
    else:
        field.setText(text)
