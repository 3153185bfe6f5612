"""The way of files into the desk in the window: a tab a file, three steps each, Enter goes on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desk_app.jobs.progress import Progress
from desk_app.ui.hub import Hub
from desk_app.ui.wizard.columns_pane import ColumnsPane
from desk_app.ui.wizard.file_pane import FilePane
from desk_app.ui.wizard.pane import Change
from desk_app.ui.wizard.read_drafts import Ended, Read, begin, commit, reread
from desk_app.ui.wizard.wizard_frame import STEPS, WizardFrame

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft

T = TypeVar("T")
_READING = "ui.work.read"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportWizard(WizardFrame):
    """`finished` brings what was imported or refused; `left` when no file is open any more.

    A file whose headings are known opens at its effect: dropped, Enter, done.
    """

    finished = Signal(list)
    opened = Signal()
    left = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._read: Read | None = None
        self._looked_at: set[Path] = set()
        self._focus: QWidget | None = None
        self.busy = False
        self._connect()

    # ---- from outside
    def start(self, paths: Sequence[Path], *, by_itself: bool = False) -> None:
        """Read these behind the window, beside those that are open.

        Of files that arrived by themselves, those with known headings and nothing open come in at once.
        """
        before, desk = self._read.session if self._read else None, self._hub.desk
        self._work(lambda progress: begin(desk, before, paths, progress, by_itself=by_itself), self._began, _READING)

    def retranslate(self) -> None:
        """In the language in force."""
        self.name_parts()
        self.tabs.mark(self._drafts)
        self._show_buttons()

    @property
    def draft(self) -> "Draft | None":
        """The file on show."""
        at = self.tabs.currentIndex()
        return self._drafts[at] if 0 <= at < len(self._drafts) else None

    @property
    def _drafts(self) -> "list[Draft]":
        return self._read.session.drafts if self._read else []

    # ---- what hands do
    def go_on(self) -> None:
        """To the next step; from the last one, import."""
        if self.busy or self.draft is None or not self.on.isEnabled():
            return
        at = STEPS.index(self.step)
        if at < len(STEPS) - 1:
            self.show_step(STEPS[at + 1])
        else:
            self._commit()

    def go_back(self) -> None:
        """To the step before."""
        self.show_step(STEPS[max(0, STEPS.index(self.step) - 1)])

    def show_step(self, step: str) -> None:
        """Bring a step to the front; the effect is found out when it is first looked at."""
        draft = self.draft
        if draft is None:
            return
        self.steps.choose(step)
        self.stack.setCurrentWidget(self.panes[step])
        if step == "effect":
            self._looked_at.add(draft.path)
            if draft.ready and draft.effect is None:
                self._change(lambda draft: None, check=True)
                return
        self._fill()
        self.panes[step].focus_first()

    def give_up(self) -> None:
        """Leave the file on show; it is not imported."""
        if self.draft is not None and not self.busy:
            self._hub.files_settled.emit([self.draft.path])
            self._drafts.remove(self.draft)
            self._show_files()

    # ---- behind the window
    def _work(self, job: Callable[[Progress], T], then: Callable[[T], None], title: str) -> None:
        self._set_busy(True)
        self._hub.run(job, then, title=title, writes=True, ended=lambda: self._set_busy(False))

    def _change(self, change: Change, *, check: bool = False) -> None:
        draft, read = self.draft, self._read
        if draft is not None and read is not None and not self.busy:
            wanted = check or self.step == "effect"
            self._work(lambda progress: reread(read, draft, change, progress, check=wanted), self._reread, _READING)

    def _commit(self) -> None:
        if self._read is not None:
            read, wanted = self._read, [draft for draft in self._drafts if self._goes(draft)]
            self._work(lambda progress: commit(read, wanted, progress), self._ended, "ui.work.import")

    def _began(self, found: "tuple[Read, list[Ended]]") -> None:
        self._read, refused = found
        self._ended(refused)

    def _reread(self, _: Read) -> None:
        self.tabs.mark(self._drafts)
        self._fill()
        self._refocus()

    def _ended(self, ended: "list[Ended]") -> None:
        """These are through, whatever became of them."""
        from desk_app.jobs.sort_arrivals import stands

        self._hub.files_settled.emit([path for path, result in ended if stands(result)])
        if ended:
            self.finished.emit([result for _, result in ended])
        self._show_files()

    # ---- what is shown
    def _show_files(self) -> None:
        self.tabs.show_drafts(self._drafts)
        if self._drafts:
            self._show_file()
            self.opened.emit()
        else:
            self._looked_at.clear()
            self.left.emit()

    def _show_file(self) -> None:
        draft = self.draft
        if draft is not None:
            self.show_step("effect" if draft.ready and draft.known.exact else "file")

    def _fill(self) -> None:
        draft, step = self.draft, self.step
        if draft is None or self._read is None:
            return
        file, columns = self.panes["file"], self.panes["columns"]
        if isinstance(file, FilePane) and isinstance(columns, ColumnsPane):
            file.sources = self._read.sources
            columns.lines, columns.names = self._read.lines.get(draft.path, []), self._read.names
        self.panes[step].show_draft(draft)
        self._show_buttons()

    def _show_buttons(self) -> None:
        words, draft, step = self._hub.words, self.draft, self.step
        last = step == STEPS[-1]
        count = sum(map(self._goes, self._drafts))
        self.on.setText(words("wizard.import", count=count) if last else words("wizard.on"))
        if draft is None:
            return
        self.on.setEnabled(not self.busy and (draft.table is not None if step == "file" else draft.ready))
        self.back.setEnabled(not self.busy and step != STEPS[0])
        self.steps.buttons["effect"].setEnabled(draft.ready)
        self.steps.buttons["columns"].setEnabled(draft.table is not None)
        source = draft.known.options.source
        known = words("wizard.known", source=source or words("wizard.no_source")) if draft.known.exact else ""
        self.known.setText(f"{draft.name}  {known}".strip())

    def _goes(self, draft: "Draft") -> bool:
        """Whether a draft is imported with the others: known, or looked at."""
        return draft.ready and (draft.known.exact or draft.path in self._looked_at)

    def _set_busy(self, busy: bool) -> None:
        """While a job runs nothing can be touched; afterwards the keyboard is where it was."""
        if busy:
            self._focus = self.stack.focusWidget()
        self.busy = busy
        for part in (self.stack, self.tabs, self.steps, self.leave):
            part.setEnabled(not busy)
        self._show_buttons()

    def _refocus(self) -> None:
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        else:
            self.panes[self.step].focus_first()

    def _connect(self) -> None:
        self.steps.chosen.connect(self.show_step)
        self.tabs.currentChanged.connect(lambda _: self._show_file())
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.leave.clicked.connect(self.give_up)
        for pane in self.panes.values():
            pane.changed.connect(self._change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
