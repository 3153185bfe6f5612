"""Series that others own, in a list under a heading of their own. The selected rows are on the chart too."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QColor

from desk_app.ui.ages import Aged
from desk_app.ui.hub import Hub
from desk_app.ui.pages.series_list import LEAST, WIDTH
from desk_app.ui.widgets.parts import Card, label
from desk_app.ui.widgets.record_model import Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

R = TypeVar("R")
_ROWS = 4  # shown at once
_DOWN = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class GroupList(Card, Generic[R]):
    """Hidden while there are none. `chosen` says that other rows are selected: `codes` tells which.

    A record has a `code`; `sign` marks those on the chart.
    """

    chosen = Signal()
    heading_key: ClassVar[str]
    tip_key: ClassVar[str]
    sign: ClassVar[str]

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.heading = label("heading")
        self.heading.setContentsMargins(12, 8, 12, 6)
        self.model: RecordModel[R] = RecordModel(self.columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(38, 116, 112, 84, 74, stretch=1)
        self.live = label("faint", wraps=True)
        self.live.setContentsMargins(12, 4, 12, 8)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.live)
        self.colours: dict[str, str] = {}
        self.ages: Mapping[str, Aged] = {}
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.hide()

    def columns(self) -> tuple[Column[R], ...]:
        """What is shown of a record: each kind of list says so."""
        return ()

    def live_line(self) -> str:
        """How live these are, in one quiet line."""
        return ""

    @property
    def codes(self) -> list[str]:
        """Codes of the selected rows, as charts know them."""
        return [self._code(self.model.record(row)) for row in self.table.chosen()]

    def fill(self, found: Sequence[R], codes: Sequence[str]) -> None:
        """Show these with `codes` selected, without saying so."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.model.fill(found)
        self._select(codes)
        selection.blockSignals(False)
        self.table.setFixedHeight(self._height(len(found)))
        self.setVisible(bool(found))
        self.live.setText(self.live_line())

    def select(self, codes: Sequence[str]) -> None:
        """Select these, without saying so."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self._select(codes)
        selection.blockSignals(False)
        self.table.viewport().update()

    def show_colours(self, colours: dict[str, str]) -> None:
        """The colours the selected series have on the chart."""
        self.colours = colours
        self.model.retitle()

    def show_ages(self, ages: Mapping[str, Aged]) -> None:
        """By code how old each is: a figure that should have been followed by a newer one is grey."""
        self.ages = ages
        self.model.retitle()

    def stale_colour(self, record: R) -> QColor | None:
        """Grey, where a newer value should have been there."""
        aged = self.ages.get(self._code(record))
        return QColor(self._hub.theme.palette["text_faint"]) if aged is not None and aged.grey else None

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.heading.setText(words(self.heading_key))
        self.heading.setToolTip(words(self.tip_key))
        self.table.setAccessibleName(words(self.heading_key))
        self.live.setText(self.live_line())
        self.model.retitle()

    def mark(self, record: R) -> str:
        """Whether it is on the chart."""
        return self.sign if self._code(record) in self.colours else ""

    def mark_colour(self, record: R) -> QColor | None:
        """The colour it has there."""
        colour = self.colours.get(self._code(record))
        return QColor(colour) if colour else None

    # ---- inside
    @staticmethod
    def _code(record: Any) -> str:
        code: str = record.code
        return code

    def _height(self, rows: int) -> int:
        """As high as the rows that are shown at once."""
        row = self.table.verticalHeader().defaultSectionSize()
        return self.table.horizontalHeader().sizeHint().height() + row * min(rows, _ROWS) + 4

    def _select(self, codes: Sequence[str]) -> None:
        self.table.clearSelection()
        for at, record in enumerate(self.model.records):
            if self._code(record) in codes:
                self.table.selectionModel().select(self.model.index(at, 0), _DOWN)
