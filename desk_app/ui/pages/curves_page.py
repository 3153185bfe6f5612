"""曲线: prices and indices over time, compared, averaged, looked at as they were known, kept and sent on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk_app.domain.curve.layout import Layout
from desk_app.domain.curve.range import Range
from desk_app.jobs.keep_layouts import Layouts
from desk_app.ui.chart_parts import read_chart_parts
from desk_app.ui.curves.asking import asked_of, ground_of
from desk_app.ui.curves.layout_menu import LayoutMenu
from desk_app.ui.curves.live_link import LiveLink
from desk_app.ui.curves.official import ask_official
from desk_app.ui.curves.side import Side
from desk_app.ui.curves.study_card import StudyCard
from desk_app.ui.curves.tools import CurveTools
from desk_app.ui.hub import Hub
from desk_app.ui.importing import fill_with_samples
from desk_app.ui.newest import Newest
from desk_app.ui.pages.load_curves import Around, Loaded, SeriesFound, load_around, load_curves, load_series
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.range_row import RANGES
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import button

if TYPE_CHECKING:
    from desk_app.ui.pages.note_dialog import NoteDialog

_REST = 400  # milliseconds after which the page's state is written


class CurvesPage(Page):
    """The lists on the left, the chart with its tools on the right."""

    key: ClassVar[str] = "curves"
    shows_trades = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.side = Side(hub)
        self.list, self.officials = self.side.list, self.side.officials
        self.chart = StudyCard(hub, self)
        kept = Layouts(hub.folder if hub.settings.keeps else None)
        self.layouts = LayoutMenu(hub, self, kept, self.now, self.show_layout)
        self.hands = CurveTools(self)
        self.live = LiveLink(hub, self.side, self.chart)
        self.take_official = button()
        self.take_official.setEnabled(False)  # until the desk is open
        self.empty = EmptyState(hub.theme, "curves")
        self._questions = Newest(hub)
        self._around: Around | None = None
        self._found: Loaded | None = None
        self._days: tuple[float, float] | None = None  # to be shown once there are curves
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.keep)
        self._lay_out()
        self._connect()
        if kept.last is not None:
            self._take(kept.last)

    def fill(self) -> None:
        self.hub.run(lambda _: load_series(self.hub.desk), self._filled)
        self.look_around()

    def reload(self) -> None:
        """Read the curves that are wanted, as they are wanted now."""
        asked, official = asked_of(self.side, self.chart), self.side.official
        self.live.curves.want(code for code in self.side.codes if code in self.side.live)
        if self.side.codes and self.hub.ready:
            self._questions.ask(lambda _: load_curves(self.hub.desk, asked, official), self._loaded)

    def show_series(self, codes: Sequence[str]) -> None:
        """Put these on the chart; official ones by their code with its mark."""
        self.side.select(codes)

    def now(self) -> Layout:
        """The page as it is."""
        chart = self.chart
        days = chart.view.days_shown if chart.by_hand and chart.view is not None else None
        span = Range(chart.ranges.current or Range.ALL)
        return Layout("", tuple(self.side.codes), chart.every, span, days, chart.looks)

    def show_layout(self, layout: Layout) -> None:
        """The page as a layout has it; of its series those that are there."""
        self._take(layout)
        self.side.select(layout.codes)
        self.reload()

    def keep(self) -> None:
        """Write down how the page is, for the next start."""
        self._rest.stop()
        if self.side.codes and self._found is not None:
            self.layouts.kept.keep_last(self.now())

    def ask_note(self) -> "NoteDialog | None":
        """The notes of the day under the crosshair, else of the newest one shown."""
        from desk_app.domain.curve.curve import day_of
        from desk_app.ui.pages.note_dialog import NoteDialog

        view, extent = self.chart.view, self.chart.easel.extent
        if view is None or extent is None:
            return None
        dialog = NoteDialog(self.hub, day_of(extent[1] if view.point_day is None else view.point_day), self)
        dialog.kept.connect(self.look_around)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def look_around(self) -> None:
        """Read the calendar and the events again."""
        self.hub.run(lambda _: load_around(self.hub.desk), self._came_round)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        title, line = words("ui.curves.empty.title"), words("ui.curves.empty.line")
        self.empty.say(title, line, words("ui.sample.fill"))
        self.take_official.setText(words("ui.official.button"))
        self.take_official.setToolTip(words("official.label"))
        self.side.retranslate()
        self.chart.retranslate()
        self._draw()

    def repaint_icons(self) -> None:
        self.chart.repaint_icons()
        self.side.retranslate()
        self._draw()

    def focus_first(self) -> None:
        self.list.table.setFocus()

    # ---- inside
    def _lay_out(self) -> None:
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.side, 2)
        beside.addWidget(self.chart, 3)
        self.views = QStackedWidget()
        self.views.addWidget(both)
        self.views.addWidget(self.empty)
        self.body.addWidget(self.views, 1)
        self.tools.addWidget(self.take_official)

    def _connect(self) -> None:
        chart = self.chart
        self.side.chosen.connect(self.reload)
        self.take_official.clicked.connect(lambda: ask_official(self))
        chart.frequency_chosen.connect(self.reload)
        self.live.curves.changed.connect(self._live_came)
        chart.vintages.chosen.connect(self.reload)
        chart.drawn.connect(lambda: self.side.show_colours(chart.easel.colours))
        for changed in (self.side.chosen, chart.frequency_chosen, chart.looked, chart.moved):
            changed.connect(lambda: self._rest.start(_REST))
        chart.easel.renew = self._renew
        chart.tools.menu_of("layouts", self.layouts.fill, chart.layouts)
        chart.copy.clicked.connect(chart.copy_picture)
        chart.save.clicked.connect(self.hands.ask_place)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.hub.curves_changed.connect(self.fill)
        self.hub.prices_changed.connect(self.look_around)
        self.hub.curve_wanted.connect(self._show_wanted)
        for at, key in enumerate(RANGES):
            QShortcut(QKeySequence(str(at + 1)), self, lambda key=key: chart.show_range(key))

    def _take(self, layout: Layout) -> None:
        """What does not need the desk."""
        self.side.codes = list(layout.codes)
        self.chart.frequencies.choose(layout.every.value)
        self.chart.ranges.choose(layout.span.value)
        self.chart.by_hand = False
        self.chart.easel.look = layout.look
        self._days = layout.days
        self.chart.show_state()

    def _filled(self, found: SeriesFound) -> None:
        self.take_official.setEnabled(True)
        self.side.fill(found)
        if self._around is not None:
            self.side.show_ages(self._around.calendar)
        self.views.setCurrentIndex(1 if self.side.is_empty else 0)

    def _came_round(self, found: Around) -> None:
        self._around = found
        self.side.show_ages(found.calendar)
        self._draw()

    def _show_wanted(self, code: str) -> None:
        """Another page's series, alone; with all there is read again, which it may be newer than."""
        self.side.codes = [code]
        self.fill()

    def _loaded(self, found: Loaded) -> None:
        self.hub.background.in_slices(read_chart_parts(), lambda: self._show(found))

    def _show(self, found: Loaded) -> None:
        if found.asked.codes != asked_of(self.side, self.chart).codes:
            return  # others were chosen meanwhile
        self._found = found
        if found.asked.moments:
            self.chart.vintages.fill(found.moments)
        self._draw()
        if self._days is not None:
            days, self._days = self._days, None
            self.chart.show_days(*days)
        elif not self.chart.by_hand:
            self.chart.apply_range()

    def _live_came(self) -> None:
        """A live curve was read: it goes beside the others, and is the range's business too."""
        if self._found is not None:
            self._show(self._found)

    def _draw(self) -> None:
        if self._renew():
            self.chart.surround(self._around)

    def _renew(self) -> bool:
        """Whether there is anything to draw; what came in meanwhile is in it."""
        if self._found is None:
            return False
        easel = self.chart.easel
        found = ground_of(self.hub, self.side, self._found, self.live.curves, self.chart, self._around)
        easel.ground, easel.facts = found
        return bool(found[0].curves)
