"""The notes of a day: write one, change or delete those there are; what they said before can still be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem, Refused
from desk_app.i18n import Words, one_line
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.store.events import NoteVersion

    Notes = tuple[tuple[NoteVersion, ...], ...]

T = TypeVar("T")
_WIDTH, _LIST, _TEXT = 520, 92, 120
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says: the day as it was typed, and the text."""

    day: str
    text: str


class NoteDialog(QDialog):
    """`kept` says that a note was written, changed or deleted. Open it with `open()`; its notes come by themselves."""

    kept = Signal()

    def __init__(self, hub: Hub, day: date, parent: QWidget | None = None, number: int | None = None) -> None:
        super().__init__(parent)
        self._hub, self._day, self._wanted = hub, day, number
        self._notes: Notes = ()
        self._drafts: dict[int, Draft] = {}
        self._shown = 0
        self._busy = self._leaving = False  # leaving: as soon as what is under way has ended
        self.setFixedWidth(_WIDTH)
        self.list = QListWidget()
        self.list.setFixedHeight(_LIST)
        self.day, self.name = QLineEdit(day.isoformat()), QLineEdit(hub.settings["person"])
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(_TEXT)
        self.text.setTabChangesFocus(True)
        self.history = label("faint", wraps=True, selects=True)
        self.problem = label("error", wraps=True, selects=True)
        self.delete, self.save, self.leave = button(), button("primary"), button()
        self._name_parts()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self._ask_delete)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save)
        self._run(lambda: _notes_of(hub, day), self._fill)

    @property
    def number(self) -> int | None:
        """The number of the note in the form; None for a new one."""
        return self._notes[self._shown - 1][-1].number if self._shown else None

    def reject(self) -> None:
        """Not while a note is being kept, and not without a question where something typed would be lost."""
        if self._busy:
            self._leaving = True
        elif self._changed():
            words = self._hub.words
            confirm(self, words, words("event.dialog.drop"), words("event.dialog.drop_yes"), super().reject)
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
        self.list.addItems([self._hub.words("event.dialog.new"), *lines])
        self.list.setVisible(bool(notes))
        numbers = [None, *(versions[-1].number for versions in notes)]
        self.list.setCurrentRow(numbers.index(self._wanted) if self._wanted in numbers else 0)

    def _show(self, at: int) -> None:
        """The note of a row in the form; what was typed for the one before is there again when it is chosen."""
        if self._notes and at != self._shown:
            self._drafts[self._shown] = self._form()
        self._shown = at
        draft = self._drafts.get(at, self._stands())
        self.day.setText(draft.day)
        self.text.setPlainText(draft.text)
        self.delete.setVisible(at > 0)
        self._show_history(self._notes[at - 1][:-1] if at else ())
        self.problem.hide()
        self._fit()

    def _show_history(self, earlier: "tuple[NoteVersion, ...]") -> None:
        words, newest = self._hub.words, earlier[: -_SHOWN - 1 : -1]
        lines = "\n".join(_version_line(words, version) for version in newest)
        self.history.setText(words("event.dialog.history", count=len(earlier), versions=lines))
        self.history.setVisible(bool(earlier))

    def _form(self) -> Draft:
        return Draft(self.day.text().strip(), self.text.toPlainText().strip())

    def _stands(self) -> Draft:
        """What the form would say, had nobody typed."""
        if not self._shown:
            return Draft(self._day.isoformat(), "")
        version = self._notes[self._shown - 1][-1]
        return Draft(version.day.isoformat(), version.text)

    def _changed(self) -> bool:
        return self._form().text != self._stands().text

    def _save(self) -> None:
        hub, number, form, name = self._hub, self.number, self._form(), self.name.text()
        self._run(lambda: _keep(hub, number, form, name), self._kept, writes=True)

    def _ask_delete(self) -> None:
        words = self._hub.words
        confirm(self, words, words("event.dialog.confirm"), words("event.dialog.delete"), self._delete)

    def _delete(self) -> None:
        hub, number, name = self._hub, self.number, self.name.text()
        self._run(lambda: _delete(hub, number, name), self._kept, writes=True)

    def _kept(self, _: object) -> None:
        self._hub.settings.set("person", self.name.text().strip())
        self.kept.emit()
        self.accept()

    def _run(self, work: Callable[[], T], then: Callable[[T], None], *, writes: bool = False) -> None:
        if self._busy:
            return
        self._busy = True
        self.save.setEnabled(False)
        title = "event.dialog.work" if writes else ""
        self._hub.run(lambda _: _or_problem(work), self._settle(then), title=title, writes=writes, ended=self._ended)

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


def _or_problem(work: Callable[[], T]) -> T | Problem:
    try:
        return work()
    except Refused as refused:
        return refused.problem


def _version_line(words: Words, version: "NoteVersion") -> str:
    text = one_line(" ".join(version.text.splitlines()))
    return words("event.dialog.version", on=local_time(version.at), name=one_line(version.name), text=text)


def _notes_of(hub: Hub, day: date) -> "Notes":
    from desk_app.jobs.keep_note import notes_of

    return notes_of(hub.desk, day)


def _keep(hub: Hub, number: int | None, form: Draft, name: str) -> None:
    from desk_app.jobs.keep_note import change_note, note_day, write_note

    day = note_day(form.day)
    if number is None:
        write_note(hub.desk, day, form.text, name)
    else:
        change_note(hub.desk, number, day, form.text, name)


def _delete(hub: Hub, number: int | None, name: str) -> None:
    from desk_app.jobs.keep_note import delete_note

    if number is not None:
        delete_note(hub.desk, number, name)
