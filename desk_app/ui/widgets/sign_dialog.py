"""A person stands for something in writing: who, and where it is asked for, why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.i18n import Words
from desk_app.settings import Settings
from desk_app.ui.widgets.parts import button, label, row

_WIDTH = 460


class SignDialog(QDialog):
    """`signed` brings the name and the reason ("" where none is asked for). The name is offered again next time."""

    signed = Signal(str, str)

    def __init__(self, words: Words, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._asks = False
        self.setFixedWidth(_WIDTH)
        self.line = label(wraps=True)
        self.reason, self.name = QLineEdit(), QLineEdit(settings["person"])
        self._reason_title, name_title = label(), label(text=words("ui.sign.name"))
        self.name.setAccessibleName(words("ui.sign.name"))
        self.yes, self.no = button("primary"), button()
        self.no.setText(words("ui.sign.cancel"))
        self._form = QFormLayout()
        self._form.addRow(self._reason_title, self.reason)
        self._form.addRow(name_title, self.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.line)
        layout.addLayout(self._form)
        layout.addLayout(row(1, self.yes, self.no))
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._sign)
        self.no.clicked.connect(self.reject)
        for each in (self.reason, self.name):
            each.textChanged.connect(lambda _: self._enable())
        self.finished.connect(self.deleteLater)

    def ask(self, title: str, line: str, yes: str, reason: str = "") -> "SignDialog":
        """Open it with these words; `reason` names what is asked for besides the name."""
        self._asks = bool(reason)
        self.setWindowTitle(title)
        self.line.setText(line)
        self.yes.setText(yes)
        self._reason_title.setText(reason)
        self.reason.setAccessibleName(reason)
        self._form.setRowVisible(self.reason, self._asks)
        self._enable()
        (self.reason if self._asks else self.name).setFocus()
        self.open()
        return self

    def _enable(self) -> None:
        complete = self.name.text().strip() and (self.reason.text().strip() or not self._asks)
        self.yes.setEnabled(bool(complete))

    def _sign(self) -> None:
        name = self.name.text().strip()
        self._settings.set("person", name)
        self.signed.emit(name, self.reason.text().strip() if self._asks else "")
        self.accept()
