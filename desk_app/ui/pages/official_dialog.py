"""A file of official points on its way in: whose they are, on which footing, and what became of each line."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.base.problem import Problem
from desk_app.domain.index.official_points.about import FIXED
from desk_app.domain.index.official_points.official import FREQUENCIES, StatedTax
from desk_app.ui.ask import ask_file
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.domain.index.official_points.official import OfficialSeries
    from desk_app.jobs.take_official import OfficialRequest, Taken

_LINES = ("name", "name_en", "owner", "base", "unit", "published_at", "source")
_CHOICES = {"every": FREQUENCIES, "tax": tuple(StatedTax)}
_ORDER = ("code", "name", "name_en", "owner", "base", "every", "tax", "unit", "published_at", "source")
_WIDTH = 560


class OfficialDialog(QDialog):
    """`taken` brings what a file came to. It stays open while there is something to read."""

    taken = Signal(object)

    def __init__(self, hub: Hub, known: "Sequence[OfficialSeries]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._known = {series.code: series for series in known}
        self.setFixedWidth(_WIDTH)
        self.file, self.column = QLineEdit(), QLineEdit()
        self.choose = button()
        self.code = QComboBox()
        self.code.setEditable(True)
        self.code.addItems(list(self._known))
        self.code.setCurrentText("")
        self.lines = {name: QLineEdit() for name in _LINES}
        self.choices = {name: QComboBox() for name in _CHOICES}
        self.hint = label("faint", wraps=True)
        self.problem = label("error", wraps=True, selects=True)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setFixedHeight(120)
        self.take, self.leave = button("primary"), button()
        self._name_parts()
        self._lay_out()
        self.choose.clicked.connect(self._choose_file)
        self.code.currentTextChanged.connect(self._show_known)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)

    @property
    def request(self) -> "OfficialRequest":
        """What the dialog says now."""
        from desk_app.jobs.take_official import OfficialRequest

        about = {name: field.text() for name, field in self.lines.items()}
        about |= {name: box.currentData() or "" for name, box in self.choices.items()}
        file, column = Path(self.file.text().strip()), self.column.text().strip()
        return OfficialRequest(file, self.code.currentText().strip(), about, column)

    def reject(self) -> None:
        """Not while a file is being taken: what becomes of it is still to be said here."""
        if self.take.isEnabled():
            super().reject()

    # ---- inside
    def _name_parts(self) -> None:
        words = self._hub.words
        self.setWindowTitle(words("ui.official.take_title"))
        self.hint.setText(words("ui.official.hint"))
        self.choose.setText(words("ui.sheets.choose"))
        self.take.setText(words("ui.official.take"))
        self.leave.setText(words("window.close"))
        self.column.setPlaceholderText(words("ui.official.column_hint"))
        self.lines["base"].setPlaceholderText(words("ui.official.base_hint"))
        self.lines["unit"].setPlaceholderText(words("ui.curves.unit_points"))
        self.lines["published_at"].setPlaceholderText("16:00")
        for name, kinds in _CHOICES.items():
            self.choices[name].addItem(words("ui.official.choose"), "")
            for kind in kinds:
                self.choices[name].addItem(words(f"official.{name}.{kind}"), kind.value)

    def _lay_out(self) -> None:
        words = self._hub.words
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("ui.official.file"), row(self.file, self.choose))
        fields: dict[str, QWidget] = {"code": self.code, **self.lines, **self.choices}
        for name in _ORDER:
            form.addRow(words(f"official.field.{name}"), fields[name])
            fields[name].setAccessibleName(words(f"official.field.{name}"))
        form.addRow(words("ui.official.column"), self.column)
        for part, key in ((self.file, "file"), (self.column, "column"), (self.told, "told")):
            part.setAccessibleName(words(f"ui.official.{key}"))
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.hint)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.told)
        layout.addLayout(row(1, self.take, self.leave))
        self.problem.hide()
        self.told.hide()
        self.take.setDefault(True)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines need."""
        self._layout.activate()
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))

    def _show_known(self, code: str) -> None:
        """What is known of a code fills the form; its footing can't be another one."""
        known = self._known.get(code.strip())
        if known is not None:
            for name, field in self.lines.items():
                field.setText(getattr(known, name))
            for name, box in self.choices.items():
                box.setCurrentIndex(box.findData(str(getattr(known, name))))
        for name, part in {**self.lines, **self.choices}.items():
            part.setEnabled(known is None or name not in FIXED)

    def _choose_file(self) -> None:
        words = self._hub.words
        kinds = f"{words('ui.official.kinds')} (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"
        ask_file(self, words("ui.sheets.choose"), kinds, self.file.setText)

    def _take(self) -> None:
        request = self.request
        if not self.file.text().strip():
            self._refuse(self._hub.words("ui.official.no_file"))
            return
        self.take.setEnabled(False)
        self._hub.run(
            lambda _: _taken(self._hub, request),
            self._settled,
            title="ui.work.official",
            writes=True,
            ended=lambda: self.take.setEnabled(True),
        )

    def _settled(self, found: "Taken | Problem") -> None:
        if isinstance(found, Problem):
            self._refuse(self._hub.problem_line(found))
            return
        self.taken.emit(found)
        if not found.problems:
            self.accept()
            return
        self.problem.hide()
        self.told.setPlainText("\n".join(map(self._hub.problem_line, found.problems)))
        self.told.show()
        self._fit()

    def _refuse(self, line: str) -> None:
        self.told.hide()
        self.problem.setText(line)
        self.problem.show()
        self._fit()


def _taken(hub: Hub, request: "OfficialRequest") -> "Taken | Problem":
    """A refusal is read in the dialog, where it can be put right."""
    from desk_app.jobs.take_official import take_official

    return or_problem(lambda: take_official(hub.desk, request))
