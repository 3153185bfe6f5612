"""What was imported, newest first, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

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
    """The list of imports. `undo_wanted` names the one to take back."""

    undo_wanted = Signal(object)
    clear_samples_wanted = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=12, gap=8)
        self._hub = hub
        self.setFixedWidth(WIDTH)
        self.title = label("heading")
        self.undo = button()
        self.clear_samples = button()
        self.model = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(98, 100, 54, 74, 54, stretch=1)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.body.addWidget(self.title)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.undo, self.clear_samples, 1))
        self.undo.clicked.connect(self._undo)
        self.clear_samples.clicked.connect(self.clear_samples_wanted)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.model.modelReset.connect(self._enable)

    def fill(self, batches: "list[Batch]") -> None:
        """Show these imports; the undone ones are left out."""
        self.model.fill([batch for batch in batches if batch.undone_at is None])
        self.clear_samples.setVisible(bool(self.samples))

    @property
    def samples(self) -> list[int]:
        """The imports that are sample data, newest first."""
        return [batch.id for batch in self.model.all_records if batch.sample]

    @property
    def last(self) -> "Batch | None":
        """The newest import."""
        return max(self.model.all_records, key=lambda batch: batch.id, default=None)

    def retranslate(self) -> None:
        """In the language in force."""
        words, colours = self._hub.words, self._hub.theme.palette
        self.title.setText(words("ui.batches.title"))
        self.undo.setText(words("ui.batches.undo"))
        self.undo.setIcon(icon("undo", colours["text_soft"]))
        self.clear_samples.setText(words("ui.sample.clear"))
        self.table.setAccessibleName(words("ui.batches.title"))
        self.model.retitle()

    def _undo(self) -> None:
        chosen = self.table.chosen()
        wanted = self.model.record(chosen[0]) if chosen else self.last
        if wanted is not None:
            self.undo_wanted.emit(wanted)

    def _enable(self) -> None:
        self.undo.setEnabled(bool(self.model.records))

    def _columns(self) -> "tuple[Column[Batch], ...]":
        return (
            Column("ui.batches.at", lambda b: local_time(b.imported_at)[5:], lambda b: b.id),
            Column("ui.batches.file", self._file, lambda b: b.file, tip=lambda b: b.file),
            Column("ui.batches.new", lambda b: str(b.new), lambda b: b.new, RIGHT),
            Column("ui.batches.changed", lambda b: str(b.changed), lambda b: b.changed, RIGHT),
            Column("ui.batches.held", lambda b: str(b.held), lambda b: b.held, RIGHT),
        )

    def _file(self, batch: "Batch") -> str:
        return f"{self._hub.words('ui.sample.mark')} {batch.file}" if batch.sample else batch.file
