"""Official series under a heading of their own, each with its owner. The selected rows are on the chart too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QColor

from desk_app.ui.ages import short_age
from desk_app.ui.hub import Hub
from desk_app.ui.pages.official_words import (
    figure_text,
    official_about,
    official_day,
    official_unit,
)
from desk_app.ui.pages.series_list import LEAST, WIDTH
from desk_app.ui.widgets.parts import Card, label
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.list_official import OfficialInfo

_ROWS = 4  # shown at once
_DOWN = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class OfficialList(Card):
    """Hidden while there are none. `chosen` says that other rows are selected: `codes` tells which."""

    chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.heading = label("heading")
        self.heading.setContentsMargins(12, 8, 12, 6)
        self.model: RecordModel[OfficialInfo] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(38, 116, 112, 84, 74, stretch=1)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.table, 1)
        self.live = label("faint", wraps=True)
        self.live.setContentsMargins(12, 4, 12, 8)
        self.body.addWidget(self.live)
        self.colours: dict[str, str] = {}
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.hide()

    @property
    def codes(self) -> list[str]:
        """Codes of the selected rows, as charts know them."""
        return [self.model.record(row).code for row in self.table.chosen()]

    def fill(self, found: "Sequence[OfficialInfo]", codes: Sequence[str]) -> None:
        """Show these with `codes` selected, without saying so."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.model.fill(found)
        self._select(codes)
        selection.blockSignals(False)
        self.table.setFixedHeight(self._height(len(found)))
        self.setVisible(bool(found))
        self._say_live()

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

    def retranslate(self) -> None:
        """In the language in force."""
        self.heading.setText(self._hub.words("ui.official.heading"))
        self.heading.setToolTip(self._hub.words("official.label"))
        self.table.setAccessibleName(self._hub.words("ui.official.heading"))
        self._say_live()
        self.model.retitle()

    def _say_live(self) -> None:
        """How often each of these comes out."""
        words = self._hub.words
        often = dict.fromkeys(words(f"official.every.{info.series.every}") for info in self.model.all_records)
        self.live.setText(words("curve.live.official", every=" / ".join(often)))

    def _height(self, rows: int) -> int:
        """As high as the rows that are shown at once."""
        row = self.table.verticalHeader().defaultSectionSize()
        return self.table.horizontalHeader().sizeHint().height() + row * min(rows, _ROWS) + 4

    def _select(self, codes: Sequence[str]) -> None:
        self.table.clearSelection()
        for at, info in enumerate(self.model.records):
            if info.code in codes:
                self.table.selectionModel().select(self.model.index(at, 0), _DOWN)

    def _columns(self) -> "tuple[Column[OfficialInfo], ...]":
        return (
            Column("ui.curves.column.mark", self._mark, lambda i: i.code, colour=self._mark_colour),
            Column("ui.curves.column.name", self._name, self._name, tip=self._about),
            Column("official.column.owner", lambda i: i.series.owner, lambda i: i.series.owner, tip=self._about),
            Column("ui.curves.column.latest", _latest, lambda i: i.latest_value or 0, RIGHT, tip=self._unit),
            Column("ui.curves.column.age", self._age, official_day, RIGHT, tip=self._about),
        )

    def _name(self, info: "OfficialInfo") -> str:
        return info.series.called(self._hub.words.language)

    def _mark(self, info: "OfficialInfo") -> str:
        return "◇" if info.code in self.colours else ""

    def _mark_colour(self, info: "OfficialInfo") -> QColor | None:
        colour = self.colours.get(info.code)
        return QColor(colour) if colour else None

    def _about(self, info: "OfficialInfo") -> str:
        return official_about(self._hub, info)

    def _unit(self, info: "OfficialInfo") -> str:
        return official_unit(self._hub, info)

    def _age(self, info: "OfficialInfo") -> str:
        return short_age(self._hub.words, official_day(info))


def _latest(info: "OfficialInfo") -> str:
    return "" if info.latest_value is None else figure_text(info.latest_value)
