"""How the index page's parts lie: the periods beside their curve, and below what stands behind the chosen one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from desk_app.domain.base.period import Every
from desk_app.ui.chart_parts import read_chart_parts
from desk_app.ui.hub import Hub
from desk_app.ui.pages.chart_card import ChartCard
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.index_columns import base_title, index_columns, index_widths
from desk_app.ui.pages.index_quality import QualityStrip
from desk_app.ui.pages.index_why import WhyPanel
from desk_app.ui.widgets.parts import Card
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.tabulate_index import IndexLine, IndexTable

_ACROSS, _DOWN = [560, 500], [330, 300]
_LEAST = 280  # pixels: below it a chart says nothing
_RANGE = {Every.DAY: "6M", Every.WEEK: "ALL", Every.MONTH: "ALL", Every.QUARTER: "ALL"}


@dataclass(frozen=True, slots=True)
class _Facts(CurveFacts):
    """Points are said with their base."""

    base: str = ""

    def unit(self, curve: "Curve") -> str:
        return self.base or CurveFacts.unit(self, curve)


class IndexView(QScrollArea):
    """Filled by the page; its table says which period is chosen. In a low window it scrolls: nothing is squeezed."""

    def __init__(self, hub: Hub, name: Callable[[str], str]) -> None:
        super().__init__()
        self._hub, self._name = hub, name
        self._table: IndexTable | None = None
        self._info: SeriesInfo | None = None
        self.model: RecordModel[IndexLine] = RecordModel((), hub.words)
        self.table = RecordTable(self.model)
        self.chart = ChartCard(hub)
        self.chart.frequencies.hide()  # the page asks for them, above the table too
        self.quality = QualityStrip(hub)
        self.why = WhyPanel(hub, name)
        card = Card(margin=0, gap=0)
        card.body.addWidget(self.table)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self.quality)
        below.addWidget(self.why, 1)
        upper = _split(Qt.Orientation.Horizontal, (card, self.chart), _ACROSS)
        upper.setMinimumHeight(_LEAST)
        lower.setMinimumHeight(_LEAST)
        self.setWidget(_split(Qt.Orientation.Vertical, (upper, lower), _DOWN))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def line(self) -> "IndexLine | None":
        """The chosen period."""
        rows = self.table.chosen()
        return self.model.record(rows[0]) if rows else None

    def show_table(self, table: "IndexTable | None", info: "SeriesInfo") -> None:
        """The newest period first; the chosen one stays chosen while it is there. None: there is no such table."""
        if table is None:
            self._table = None
            self.model.fill(())
            self.chart.hide()
            return
        kept = self.line.span.key if self.line else ""
        lines = tuple(reversed(table.lines))
        before = self._table
        self._table, self._info = table, info
        selection = self.table.selectionModel()
        selection.blockSignals(True)  # the page asks once, when all is in place
        if before is None or (before.wanted, before.units) != (table.wanted, table.units):
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.model.recolumn(index_columns(self._hub, table), lines)
            self.table.fit(*index_widths(len(table.units)))
        else:
            self.model.fill(lines)
        keys = [line.span.key for line in self.model.records]
        if keys:
            self.table.choose(keys.index(kept) if kept in keys else 0)
        selection.blockSignals(False)
        self.table.viewport().update()
        self._hub.background.in_slices(read_chart_parts(), lambda: self._show_curve(table))

    def retranslate(self) -> None:
        """In the language in force."""
        self.table.setAccessibleName(self._hub.words("ui.page.index"))
        self.chart.retranslate()
        self.why.retranslate()
        self.model.retitle()
        if self._table is not None:
            self.table.fit(*index_widths(len(self._table.units)))
            self._show_curve(self._table)

    def repaint_icons(self) -> None:
        """In the palette in force."""
        self.chart.repaint_icons()
        self.why.retranslate()
        self.table.viewport().update()
        if self.chart.view is not None:
            self.chart.draw()

    # ---- inside
    def _show_curve(self, table: "IndexTable") -> None:
        if table is not self._table or self._info is None:
            return  # another one is shown by now
        curve, wanted = table.curve, table.wanted
        self.chart.setVisible(curve.newest is not None)
        if curve.newest is None:
            return
        info = replace(self._info, latest_period=table.lines[-1].span.key)
        base = base_title(self._hub.words, wanted.bases[0], table.units[0], wanted.scale)
        names = {info.code: self._name(info.code)}
        facts = _Facts(
            self._hub,
            {info.code: info},
            names=names,
            curves={curve.code: curve},
            base=base if curve.unit == "points" else "",
        )
        first = self.chart.view is None
        self.chart.show_curves([curve], facts)
        if first:
            self.chart.ranges.choose(_RANGE[wanted.every])
        self.chart.apply_range()


def _split(way: Qt.Orientation, parts: tuple[QWidget, ...], sizes: list[int]) -> QSplitter:
    made = QSplitter(way)
    made.setHandleWidth(12)
    for part in parts:
        made.addWidget(part)
    made.setSizes(sizes)
    made.setChildrenCollapsible(False)
    return made
