"""The notes of a day: write one, change or delete those there are; what they said before can still be read."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.i18n import one_line
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.pages.load_notes import Draft, delete, keep, notes_of, version_line
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.store.events import NoteVersion
    from desk_app.ui.pages.load_notes import Notes

T = TypeVar("T")
_WIDTH, _TEXT = 520, 120
_ROWS, _SHOWN = 4, 5


class NoteDialog(QDialog):
    """`kept` says that a note was written, changed or deleted. Open it with `open()`; its notes come by themselves."""

    kept = Signal()

    def __init__(self, hub: Hub, day: date, parent: QWidget | None = None, number: int | None = None) -> None:
        super().__init__(parent)
        self._hub, self._day, self._wanted = hub, day, number
        self._notes: Notes = ()
        self._drafts: dict[int | None, Draft] = {}
        self._shown = 0
        self._busy = self._leaving = False  # leaving: as soon as what is under way has ended
        self.setFixedWidth(_WIDTH)
        self.list = QListWidget()
        self.day, self.name = QLineEdit(day.isoformat()), QLineEdit(hub.settings["person"])
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(_TEXT)
        self.text.setTabChangesFocus(True)
        self.history = label("faint", wraps=True, selects=True)
        self.problem = label("error", wraps=True, selects=True)
        self.delete, self.save, self.leave = button(), button("primary"), button()
        self._name_parts()
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self._ask_delete)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save)
        self._run(lambda: notes_of(hub, day), self._fill)

    @property
    def number(self) -> int | None:
        """The number of the note in the form; None for a new one."""
        return self._numbers()[self._shown]

    def reject(self) -> None:
        """Not while a note is being kept, and not without a question where something typed would be lost."""
        if self._busy:
            self._leaving = True
        elif self._typed():
            words = self._hub.words
            confirm(self, words, words("event.dialog.drop"), words("event.dialog.drop_yes"), lambda: self.done(0))
        else:
            super().reject()

    # ---- inside
    def _name_parts(self) -> None:
        words = self._hub.words
        self.setWindowTitle(words("event.dialog.title", day=self._day))
        self.save.setText(words("event.dialog.save"))
        self.delete.setText(words("event.dialog.delete"))
        self.leave.setText(words("window.close"))
        self.save.setToolTip("Ctrl+Enter")
        named = {"list": self.list, "day": self.day, "text": self.text, "name": self.name}
        for key, part in named.items():
            part.setAccessibleName(words(f"event.dialog.{key}"))

    def _lay_out(self) -> None:
        words = self._hub.words
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("event.dialog.day"), self.day)
        form.addRow(words("event.dialog.text"), self.text)
        form.addRow(words("event.dialog.name"), self.name)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.list)
        layout.addLayout(form)
        layout.addWidget(self.history)
        layout.addWidget(self.problem)
        layout.addLayout(row(self.delete, 1, self.save, self.leave))
        for part in (self.list, self.history, self.problem, self.delete):
            part.hide()
        self.save.setDefault(True)
        self.text.setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as its lines need."""
        self._layout.activate()
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))

    def _fill(self, notes: "Notes") -> None:
        self._notes = notes
        lines = [one_line(" ".join(versions[-1].text.splitlines())) for versions in notes]
        numbers = self._numbers()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._hub.words("event.dialog.new"), *lines])
        self._shown = numbers.index(self._wanted) if self._wanted in numbers else 0
        self.list.setCurrentRow(self._shown)
        self.list.blockSignals(False)
        self.list.setVisible(bool(notes))
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * min(len(numbers), _ROWS) + 4)
        self._show()

    def _choose(self, at: int) -> None:
        """Another note in the form; what was typed for this one is there again when it is chosen."""
        self._drafts[self.number] = self._form()
        self._shown = at
        self._show()

    def _show(self) -> None:
        draft = self._drafts.get(self.number, self._stands(self.number))
        self.day.setText(draft.day)
        self.text.setPlainText(draft.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.delete.setVisible(self.number is not None)
        self._show_history(self._notes[self._shown - 1][:-1] if self._shown else ())
        self.problem.hide()
        self._fit()

    def _show_history(self, earlier: "tuple[NoteVersion, ...]") -> None:
        words, newest = self._hub.words, earlier[: -_SHOWN - 1 : -1]
        lines = "\n".join(version_line(words, version) for version in newest)
        self.history.setText(words("event.dialog.history", count=len(earlier), versions=lines))
        self.history.setVisible(bool(earlier))

    def _form(self) -> Draft:
        return Draft(self.day.text().strip(), self.text.toPlainText().strip())

    def _numbers(self) -> list[int | None]:
        """In the order of the list: that of a new note first, None."""
        return [None, *(versions[-1].number for versions in self._notes)]

    def _stands(self, number: int | None) -> Draft:
        """What the form says of a note as long as nobody types."""
        found = next((versions[-1] for versions in self._notes if versions[-1].number == number), None)
        return Draft(found.day.isoformat(), found.text) if found else Draft(self._day.isoformat(), "")

    def _typed(self) -> list[int | None]:
        """The notes for which something was typed that is not kept yet."""
        drafts = {**self._drafts, self.number: self._form()}
        return [number for number, draft in drafts.items() if draft != self._stands(number)]

    def _save(self) -> None:
        hub, number, form, name = self._hub, self.number, self._form(), self.name.text()
        self._run(lambda: keep(hub, number, form, name), self._kept, writes=True)

    def _ask_delete(self) -> None:
        words = self._hub.words
        confirm(self, words, words("event.dialog.confirm"), words("event.dialog.delete"), self._delete)

    def _delete(self) -> None:
        hub, number, name = self._hub, self.number, self.name.text()
        self._run(lambda: delete(hub, number, name), self._kept, writes=True)

    def _kept(self, _: object) -> None:
        """Done, unless something was typed for another note: then that one comes into the form."""
        self._hub.settings.set("person", self.name.text().strip())
        self.kept.emit()
        others = [number for number in self._typed() if number != self.number]
        if others:
            self._drafts = {number: self._drafts[number] for number in others}
            self._wanted = others[0]
            self._run(lambda: notes_of(self._hub, self._day), self._fill)
        else:
            self.accept()

    def _run(self, work: Callable[[], T], then: Callable[[T], None], *, writes: bool = False) -> None:
        if self._busy:
            return
        self._busy = True
        self.save.setEnabled(False)
        title = "event.dialog.work" if writes else ""
        self._hub.run(lambda _: or_problem(work), self._settle(then), title=title, writes=writes, ended=self._ended)

    def _settle(self, then: Callable[[T], None]) -> Callable[[T | Problem], None]:
        """A refusal is read in the dialog, where it can be put right."""

        def settle(found: T | Problem) -> None:
            if isinstance(found, Problem):
                self._leaving = False
                self.problem.setText(self._hub.problem_line(found))
                self.problem.show()
                self._fit()
            else:
                then(found)
            if self._leaving and self.isVisible():
                self.reject()

        return settle

    def _ended(self) -> None:
        self._busy = False
        self.save.setEnabled(True)
