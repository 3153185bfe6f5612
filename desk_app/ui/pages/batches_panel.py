"""What was imported, newest first, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.store.batches import Batch

WIDTH = 480


class BatchesPanel(Card):
    """The list of imports, undone ones greyed. `undo_wanted` names the one to take back, `redo_wanted` the one to bring
    back, `receipt_wanted` the one whose receipt is asked for.
    """

    undo_wanted = Signal(object)
    redo_wanted = Signal(object)
    receipt_wanted = Signal(object)
    clear_samples_wanted = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=12, gap=8)
        self._hub = hub
        self.setFixedWidth(WIDTH)
        self.title = label("heading")
        self.undo = button()
        self.receipt = button()
        self.clear_samples = button()
        self.model = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(98, 100, 54, 74, 54, stretch=1)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.body.addWidget(self.title)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.undo, self.receipt, self.clear_samples, 1))
        self.undo.clicked.connect(self._undo)
        self.receipt.clicked.connect(lambda: self.receipt_wanted.emit(self._wanted))
        self.clear_samples.clicked.connect(self.clear_samples_wanted)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.model.modelReset.connect(self._enable)

    def fill(self, batches: "list[Batch]") -> None:
        """Show these imports."""
        self.model.fill(batches)
        self.clear_samples.setVisible(bool(self.samples))

    @property
    def samples(self) -> list[int]:
        """The imports that are sample data, newest first."""
        return [batch.id for batch in self.model.all_records if batch.sample and not batch.undone_at]

    @property
    def last(self) -> "Batch | None":
        """The newest import that is not undone."""
        there = (batch for batch in self.model.all_records if not batch.undone_at)
        return max(there, key=lambda batch: batch.id, default=None)

    def retranslate(self) -> None:
        """In the language in force."""
        words, colours = self._hub.words, self._hub.theme.palette
        self.title.setText(words("ui.batches.title"))
        self.receipt.setText(words("ui.batches.receipt"))
        self.undo.setIcon(icon("undo", colours["text_soft"]))
        self.clear_samples.setText(words("ui.sample.clear"))
        self.table.setAccessibleName(words("ui.batches.title"))
        self.model.retitle()
        self._enable()

    @property
    def _wanted(self) -> "Batch | None":
        """The chosen import, or the last one."""
        chosen = self.table.chosen()
        return self.model.record(chosen[0]) if chosen else self.last

    def _undo(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            (self.redo_wanted if wanted.undone_at else self.undo_wanted).emit(wanted)

    def _enable(self) -> None:
        wanted = self._wanted
        undone = wanted is not None and wanted.undone_at is not None
        self.undo.setText(self._hub.words("ui.batches.redo" if undone else "ui.batches.undo"))
        for each in (self.undo, self.receipt):
            each.setEnabled(wanted is not None)

    def _grey(self, batch: "Batch") -> QColor | None:
        return QColor(self._hub.theme.palette["text_faint"]) if batch.undone_at else None

    def _columns(self) -> "tuple[Column[Batch], ...]":
        return (
            Column("ui.batches.at", lambda b: local_time(b.imported_at)[5:], lambda b: b.id, colour=self._grey),
            Column("ui.batches.file", self._file, lambda b: b.file, colour=self._grey, tip=self._file),
            Column("ui.batches.new", lambda b: str(b.new), lambda b: b.new, RIGHT, colour=self._grey),
            Column("ui.batches.changed", lambda b: str(b.changed), lambda b: b.changed, RIGHT, colour=self._grey),
            Column("ui.batches.held", lambda b: str(b.held), lambda b: b.held, RIGHT, colour=self._grey),
        )

    def _file(self, batch: "Batch") -> str:
        words = self._hub.words
        marks = [words("ui.sample.mark")] * batch.sample + [words("ui.batches.undone")] * bool(batch.undone_at)
        return " ".join((*marks, batch.file))
