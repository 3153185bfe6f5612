"""How the index page's parts lie: the periods beside their curve, and below what stands behind the chosen one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
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
    """Filled by the page; its table says which period is chosen. In a low window it scrolls: nothing is squeezed.

    What lies beside and below the table is built when the table has been shown, a part at a time, or when it is asked
    for: built with it, the window would stand still. `built` brings each part's name, `ready` that all are there.
    """

    built = Signal(str)
    ready = Signal()

    def __init__(self, hub: Hub, name: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._name = hub, name
        self._table: IndexTable | None = None
        self._info: SeriesInfo | None = None
        self._chart: ChartCard | None = None
        self._quality: QualityStrip | None = None
        self._why: WhyPanel | None = None
        self.is_ready = False
        self.model: RecordModel[IndexLine] = RecordModel((), hub.words)
        self.table = RecordTable(self.model)
        down = _split(Qt.Orientation.Vertical, self)
        self.setWidget(down)  # from the outside in: whoever changes his parent is styled anew, with all that is in him
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._upper, lower = _split(Qt.Orientation.Horizontal, down), QWidget(down)
        card = Card(margin=0, gap=0)
        self._upper.addWidget(card)
        self._upper.addWidget(QWidget())
        self._upper.setSizes(_ACROSS)
        card.body.addWidget(self.table)
        self._below = QVBoxLayout(lower)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(12)
        for each in (self._upper, lower):
            each.setMinimumHeight(_LEAST)
        down.setSizes(_DOWN)
        down.setChildrenCollapsible(False)

    @property
    def chart(self) -> ChartCard:
        """The curve."""
        if self._chart is None:
            chart = self._chart = ChartCard(self._hub)
            chart.frequencies.hide()  # the page asks for them, above the table too
            chart.retranslate()
            chart.repaint_icons()
            if (blank := self._upper.replaceWidget(1, chart)) is not None:
                blank.deleteLater()
            self._upper.setSizes(_ACROSS)
            self._upper.setChildrenCollapsible(False)
            self.built.emit("chart")
        return self._chart

    @property
    def quality(self) -> QualityStrip:
        """How much stands behind the chosen value."""
        if self._quality is None:
            self._quality = QualityStrip(self._hub)
            self._quality.hide()
            self._below.insertWidget(0, self._quality)
            self.built.emit("quality")
        return self._quality

    @property
    def why(self) -> WhyPanel:
        """Why it moved."""
        if self._why is None:
            self._why = WhyPanel(self._hub, self._name)
            self._why.retranslate()
            self._below.addWidget(self._why, 1)
            self.built.emit("why")
        return self._why

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
            if self._chart is not None:
                self._chart.hide()
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_ready:
            self._hub.background.in_slices(self._build(), self._all_built)

    def retranslate(self) -> None:
        """In the language in force."""
        self.table.setAccessibleName(self._hub.words("ui.page.index"))
        if self._chart is not None:
            self._chart.retranslate()
        if self._why is not None:
            self._why.retranslate()
        self.model.retitle()
        if self._table is not None:
            self.table.fit(*index_widths(len(self._table.units)))
            self._show_curve(self._table)

    def repaint_icons(self) -> None:
        """In the palette in force."""
        self.table.viewport().update()
        if self._why is not None:
            self._why.retranslate()
        if self._chart is not None:
            self._chart.repaint_icons()
            if self._chart.view is not None:
                self._chart.draw()

    # ---- inside
    def _show_curve(self, table: "IndexTable") -> None:
        if table is not self._table or self._info is None or not self.is_ready:
            return  # another one is shown by now, or there is nothing yet to draw it on
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

    def _build(self) -> Iterator[QWidget]:
        """The parts, one after the other."""
        yield self.table
        yield self.quality
        yield self.why
        yield self.chart

    def _all_built(self) -> None:
        self.is_ready = True
        self.ready.emit()
        if self._table is not None:
            self._draw_soon(self._table)

    def _draw_soon(self, table: "IndexTable") -> None:
        self._hub.background.in_slices(read_chart_parts(), lambda: self._show_curve(table))


def _split(way: Qt.Orientation, parent: QWidget) -> QSplitter:
    made = QSplitter(way, parent)
    made.setHandleWidth(12)
    return made
