"""A list of series: the selected rows are on the chart, marked in its colours; figures that are due are grey."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QColor

from desk_app.ui.ages import Aged
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import Card, label
from desk_app.ui.widgets.record_model import Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

R = TypeVar("R")
_WIDTH, _LEAST = 440, 408
_DOWN = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class ChartedList(Card, Generic[R]):
    """A record has a `code`; `sign` marks those on the chart. `live` says how live these are, in one quiet line."""

    sign: ClassVar[str] = "●"

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_WIDTH)
        self.model: RecordModel[R] = RecordModel(self.columns(), hub.words)
        self.table = RecordTable(self.model)
        self.live = label("faint", wraps=True)
        self.colours: dict[str, str] = {}
        self.ages: Mapping[str, Aged] = {}

    def columns(self) -> tuple[Column[R], ...]:
        """What is shown of a record: each kind of list says so."""
        return ()

    @property
    def codes(self) -> list[str]:
        """Codes of the selected rows, as charts know them."""
        return [code_of(self.model.record(row)) for row in self.table.chosen()]

    def select(self, codes: Sequence[str]) -> None:
        """Select these and no others, without saying so."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.table.clearSelection()
        for at, record in enumerate(self.model.records):
            if code_of(record) in codes:
                selection.select(self.model.index(at, 0), _DOWN)
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

    def mark(self, record: R) -> str:
        """Whether it is on the chart."""
        return self.sign if code_of(record) in self.colours else ""

    def mark_colour(self, record: R) -> QColor | None:
        """The colour it has there."""
        colour = self.colours.get(code_of(record))
        return QColor(colour) if colour else None

    def stale_colour(self, record: R) -> QColor | None:
        """Grey, where a newer value should have been there."""
        aged = self.ages.get(code_of(record))
        return QColor(self._hub.theme.palette["text_faint"]) if aged is not None and aged.grey else None


def code_of(record: Any) -> str:
    """A record's code, as charts know it."""
    code: str = record.code
    return code
