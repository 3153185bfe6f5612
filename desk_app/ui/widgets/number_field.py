"""A field for one exact number, as people type and paste it: full-width digits, thousands, a percent sign."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.base.exact import NotExact, exact
from desk_app.i18n import Words
from desk_app.ui.widgets.parts import label, row, set_state

_WAN = ("万", Decimal(10_000))


def number_of(text: str, *, percent: bool = False) -> Decimal:
    """`text` as an exact number; `NotExact` when it could be read in two ways.

    "52.3%" is 52.3 where a percentage is asked for; "2.8万" is 28,000 where it is not.
    """
    cleaned = text.strip()
    if percent:
        cleaned = cleaned.removesuffix("%").removesuffix("％").rstrip()
    elif cleaned.endswith(_WAN[0]):
        return _WAN[1] * exact(cleaned.removesuffix(_WAN[0]), commas=True, full_width=True)
    return exact(cleaned, commas=True, full_width=True)


class NumberField(QWidget):
    """Title, field, unit; below it one line when the text can't be taken. `changed` at every key."""

    changed = Signal()

    def __init__(self, words: Words, title: str, unit: str = "", *, percent: bool = False) -> None:
        super().__init__()
        self._words, self._title_key, self._unit_key, self._percent = words, title, unit, percent
        self._outside = ""
        self.title = label("soft")
        self.edit = QLineEdit()
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = label("soft")
        self.problem = label("error", wraps=True)
        self.problem.hide()
        self.title.setBuddy(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addLayout(row(self.edit, self.unit))
        layout.addWidget(self.problem)
        layout.addStretch(1)
        self.edit.textChanged.connect(self._typed)
        self.setFocusProxy(self.edit)
        self.retranslate()

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def value(self) -> Decimal | None:
        """The number, or None while there is none."""
        try:
            return number_of(self.edit.text(), percent=self._percent)
        except NotExact:
            return None

    def put(self, text: str) -> None:
        """Fill the field."""
        self.edit.setText(text)

    def complain(self, text: str) -> None:
        """A problem found outside (a value out of its bounds); empty: none."""
        self._outside = text
        self._show_problem()

    def retranslate(self) -> None:
        """In the language in force."""
        self.title.setText(self._words(self._title_key))
        self.unit.setText(self._words(self._unit_key) if self._unit_key else "")
        self.edit.setAccessibleName(self._words(self._title_key))
        self._show_problem()

    def _typed(self) -> None:
        self._outside = ""
        self._show_problem()
        self.changed.emit()

    def _show_problem(self) -> None:
        text = self._own_problem() or self._outside
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        set_state(self.edit, "bad", bool(text))
        self.edit.setAccessibleDescription(text)

    def _own_problem(self) -> str:
        text = self.edit.text().strip()
        if not text:
            return ""
        try:
            number_of(text, percent=self._percent)
        except NotExact as error:
            return self._words(f"problem.{error.key}", text=text)
        return ""
