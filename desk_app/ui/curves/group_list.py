"""Series that others own, in a list under a heading of their own. The selected rows are on the chart too."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import Signal

from desk_app.ui.curves.charted_list import ChartedList
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import label

R = TypeVar("R")
_ROWS = 4  # shown at once


class GroupList(ChartedList[R]):
    """Hidden while there are none. `chosen` says that other rows are selected: `codes` tells which."""

    chosen = Signal()
    heading_key: ClassVar[str]
    tip_key: ClassVar[str]

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.heading = label("heading")
        self.heading.setContentsMargins(12, 8, 12, 6)
        self.table.widths(38, 116, 112, 84, 74, stretch=1)
        self.live.setContentsMargins(12, 4, 12, 8)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.live)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.hide()

    def live_line(self) -> str:
        """How live these are, in one quiet line."""
        return ""

    def fill(self, found: Sequence[R], codes: Sequence[str]) -> None:
        """Show these with `codes` selected, without saying so."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.model.fill(found)
        selection.blockSignals(False)
        self.select(codes)
        self.table.setFixedHeight(self._height(len(found)))
        self.setVisible(bool(found))
        self.live.setText(self.live_line())

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.heading.setText(words(self.heading_key))
        self.heading.setToolTip(words(self.tip_key))
        self.table.setAccessibleName(words(self.heading_key))
        self.live.setText(self.live_line())
        self.model.retitle()

    # ---- inside
    def _height(self, rows: int) -> int:
        """As high as the rows that are shown at once."""
        row = self.table.verticalHeader().defaultSectionSize()
        return self.table.horizontalHeader().sizeHint().height() + row * min(rows, _ROWS) + 4
